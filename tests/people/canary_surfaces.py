"""Everywhere a person of the other side may be met.

``CANARY_SURFACES`` holds, by name, functions of a host manager's browser and a person of the guest's side that give
the text of one such place: a page, an answer to a search, the cells of a workbook, the text of a PDF, a body of JSON,
a mail. While the person consents each must hold their name, which shows that the place is really looked at; once they
have withdrawn none may. Whoever makes a new place adds it here. A function may make what it needs, and is called again.
"""

from __future__ import annotations

import io
from collections.abc import Callable

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from landbridge.people.models import AccessEntry, Person

Surface = Callable[[Client, Person], str]
CANARY_SURFACES: dict[str, Surface] = {}

FAMILY, GIVEN = "金", "丝雀"  # of nobody else in the tests


def surface(function: Surface) -> Surface:
    """Decorator: add a place under the function's name."""
    CANARY_SURFACES[function.__name__] = function
    return function


@surface
def persons_list(client: Client, _person: Person) -> str:
    """The list of persons."""
    return client.get(reverse("persons")).content.decode()


@surface
def persons_of_the_other_side(client: Client, _person: Person) -> str:
    """The list, narrowed to those who agree to be shown."""
    return client.get(reverse("persons"), {"side": "guest", "purpose": "cross_border"}).content.decode()


@surface
def persons_search(client: Client, _person: Person) -> str:
    """A search that names nobody in full: the page repeats what was asked, which is no find."""
    return client.get(reverse("persons"), {"find": GIVEN[-1]}).content.decode()


@surface
def person_page(client: Client, person: Person) -> str:
    """The person's own page."""
    return client.get(reverse("person", args=[person.pk])).content.decode()


@surface
def access_month(client: Client, person: Person) -> str:
    """The month of the access log in which somebody looked at the person."""
    person_page(client, person)
    return client.get(reverse("access_month", args=[f"{timezone.now():%Y-%m}"])).content.decode()


@surface
def access_entry(client: Client, person: Person) -> str:
    """The log's entry of such a look, if there ever was one."""
    person_page(client, person)
    entry = AccessEntry.objects.filter(subjects__person_number=person.pk).last()
    if entry is None:
        return ""
    return client.get(reverse("access_entry", args=[entry.number])).content.decode()


@surface
def access_export(client: Client, person: Person) -> str:
    """The month as a workbook."""
    person_page(client, person)
    answer = client.post(reverse("access_export", args=[f"{timezone.now():%Y-%m}"]), {"reason": "Audit"})
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    return str([book.get_sheet_by_name(name).to_python() for name in book.sheet_names])
