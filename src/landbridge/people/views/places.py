"""From an address to a person: whom its reader may not see is not there."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language

from landbridge.people.models import Person, User
from landbridge.people.queries.persons import editable_persons, visible_persons


def reader(request: HttpRequest) -> User:
    """Who asks; the views here are behind ``@needs`` or ``@signed_in``, so somebody is signed in."""
    assert isinstance(request.user, User)  # noqa: S101 - narrows the type, checked by the mark on the view
    return request.user


def reading() -> str:
    """The language the page is in, as Django names it."""
    return get_language() or "en"


def person_at(request: HttpRequest, person_id: int) -> Person:
    """The person of an address. Raises Http404 where the reader may not see them, as if there were none."""
    return get_object_or_404(visible_persons(reader(request)).prefetch_related("names"), pk=person_id)


def own_side_person_at(request: HttpRequest, person_id: int) -> Person:
    """The person of an address, of the side the reader manages; Http404 for everybody else's."""
    return get_object_or_404(editable_persons(reader(request)).prefetch_related("names"), pk=person_id)


def my_person_or_none(request: HttpRequest) -> Person | None:
    """The record about the reader themselves, if there is one."""
    rows = Person.objects.filter(user=reader(request), erased_at=None).prefetch_related("names")
    return rows.first()


def my_person(request: HttpRequest) -> Person:
    """The record about the reader themselves; Http404 if there is none."""
    if (person := my_person_or_none(request)) is None:
        raise Http404
    return person
