"""Persons, as far as the key's owner may see them; each answer is written into the access log."""

from __future__ import annotations

from typing import Literal

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language, gettext_noop
from ninja import Field, Query, Router, Schema

from landbridge.base.keyset import keyset_page
from landbridge.people.actions.disclosures import client_ip, disclose
from landbridge.people.api.door import actor, opens
from landbridge.people.api.problems import Text
from landbridge.people.models import Person, User
from landbridge.people.queries.persons import SORT_COLUMN, find_persons, visible_persons
from landbridge.people.rules import Can, Scope
from landbridge.people.wording.names import display_name

router = Router(tags=["persons"])


class NameOut(Schema):
    """One spelling of a name."""

    script: str
    family: str
    given: str
    order: str
    reading: str
    is_suggestion: bool


class PersonOut(Schema):
    """A person. Address and telephone of the other side's are not shown."""

    id: int
    side: str
    name: str
    name_language: str
    names: list[NameOut]
    language: str
    email: str | None
    phone: str | None
    version: int


class PersonPage(Schema):
    """A page of a list; a cursor is empty where none follows or goes before."""

    rows: list[PersonOut]
    next: str
    previous: str


class PersonQuery(Schema):
    """What the list is narrowed to."""

    find: Text = Field("", max_length=200)
    side: Literal["", "host", "guest"] = ""
    cursor: Text = ""
    size: int = Field(50, ge=1, le=100)


@router.get(
    "/persons",
    url_name="persons",
    summary=gettext_noop("Find persons"),
    **opens(Scope.PERSONS_READ, can=Can.SEE_PERSONS, answer=PersonPage),
)
def list_persons(request: HttpRequest, query: Query[PersonQuery]) -> PersonPage:
    """Persons by name, in the order of the reader's language."""
    user, language = actor(request), get_language() or "en"
    found = find_persons(user, query=query.find, side=query.side)
    page = keyset_page(found, order=(SORT_COLUMN[language], "pk"), cursor=query.cursor, size=query.size)
    disclose(page.rows, actor=user, action="api", route="api:persons", ip=client_ip(request))
    rows = [person_shown(person, user, language) for person in page.rows]
    return PersonPage(rows=rows, next=page.next_cursor, previous=page.previous_cursor)


@router.get(
    "/persons/{int:person_id}",
    url_name="person",
    summary=gettext_noop("Read a person"),
    **opens(Scope.PERSONS_READ, can=Can.SEE_PERSONS, answer=PersonOut),
)
def read_person(request: HttpRequest, person_id: int) -> PersonOut:
    """One person."""
    user = actor(request)
    person = get_object_or_404(visible_persons(user).prefetch_related("names"), pk=person_id)
    disclose([person], actor=user, action="api", route="api:person", ip=client_ip(request))
    return person_shown(person, user, get_language() or "en")


def person_shown(person: Person, user: User, language: str) -> PersonOut:
    """What a reader is told of a person, whose names were prefetched."""
    name, name_language = display_name(person.names.all(), language)
    is_own = person.side == user.side or person.user_id == user.pk
    return PersonOut(
        id=person.pk,
        side=person.side,
        name=name,
        name_language=name_language,
        names=[NameOut.from_orm(row) for row in person.names.all()],
        language=person.language,
        email=person.email if is_own else None,
        phone=person.phone if is_own else None,
        version=person.version,
    )
