"""Every address a GET may reach, opened by a manager: where a person's name is on it, the access log has an entry."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from landbridge.directory.actions.contacts import add_contact
from landbridge.directory.actions.organisations import add_organisation
from landbridge.people.models import AccessSubject, Person, User
from tests.house.foreign import FOREIGN
from tests.house.routes import FILLING, Route, routes
from tests.people.people import a_look, a_person

pytestmark = pytest.mark.django_db
FAMILY, GIVEN = "Zyxwv", "Canary"
#: Where the name is known to stand: without it there the test looks at nothing.
KNOWN = {
    *("persons", "person", "person_edit", "person_consent", "person_pick"),
    *("access_month", "access_entry", "directory:organisation"),
}


@pytest.fixture
def canary(host_manager: User) -> Person:
    """A person of the reader's own side, who speaks for an organisation and was looked at before."""
    names = [{"script": "Latn", "family": FAMILY, "given": GIVEN}]
    person = a_person("host", names=names, email="canary-name@test.example")
    organisation = add_organisation(by=host_manager, side="host", country="KR", name_en="Oak")
    add_contact(organisation, person, by=host_manager)
    a_look(host_manager, person)
    return person


def test_who_shows_a_person_says_so(canary: Person, host_manager: User, client_of: Callable[[User], Client]) -> None:
    client, forgot, showed = client_of(host_manager), [], set()
    for route in routes():
        with transaction.atomic():  # what one address needs is nothing to the next
            url = address(route, canary, host_manager)
            before = entries_about(canary)
            answer = client.get(url)
            has_entry = entries_about(canary) > before
            transaction.set_rollback(True)
        if names(canary, answer):
            showed.add(route.name)
            if not has_entry:
                forgot.append(route.name)
    assert forgot == [], "these show a person and write nothing: call disclose_in"
    assert showed >= KNOWN


def test_a_page_that_forgets_is_found(
    canary: Person, host_manager: User, client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("landbridge.people.views.persons.disclose_in", lambda *_args, **_kwargs: None)
    client, before = client_of(host_manager), entries_about(canary)
    assert names(canary, client.get(reverse("person", args=[canary.pk])))
    assert entries_about(canary) == before


def address(route: Route, canary: Person, user: User) -> str:
    """Where a route shows the canary, if it shows persons at all: things of the reader's own, tied to them."""
    made = FOREIGN[route.name](user) if route.name in FOREIGN else {}
    tied = {
        "person_id": canary.pk,
        "organisation_id": canary.contacts.get().organisation_id,
        "number": a_look(user, canary).number,
        "month": f"{timezone.now():%Y-%m}",
    }
    if "organisation_id" in made:
        tied.pop("person_id")
    found = {name: tied.get(name, made.get(name, FILLING.get(name, 999_999))) for name in route.wants}
    return f"{reverse(route.name, kwargs=found)}?find={GIVEN}&q={GIVEN}"


def entries_about(canary: Person) -> int:
    return AccessSubject.objects.filter(person_number=canary.pk).count()


def names(canary: Person, answer: Any) -> bool:
    """Whether an answer holds the canary's family name or address; in a workbook too."""
    body = b"".join(answer) if answer.streaming else answer.content
    told = (FAMILY.lower().encode(), canary.email.encode())
    return any(word in text.lower() for text in texts(body) for word in told)


def texts(body: bytes) -> Iterator[bytes]:
    yield body
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
