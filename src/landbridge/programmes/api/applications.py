"""Applications and places, as far as the key's owner may know of them; whoever is a person is written into the log.

Until a selection is announced nothing here differs by marks or evaluators for anybody but staff: neither the state, nor
an instant of the latest change, nor a count of edits is told, and nothing is narrowed by a state.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language, gettext_noop
from ninja import Field, Query, Router, Schema

from landbridge.base.access import allowed
from landbridge.base.keyset import keyset_page
from landbridge.people.actions.disclosures import client_ip, disclose
from landbridge.people.api.door import actor, opens
from landbridge.people.api.problems import Number, Text
from landbridge.people.models import User
from landbridge.people.rules import Scope
from landbridge.programmes.models import Application, Participation
from landbridge.programmes.queries.applications import state_told, visible_applications
from landbridge.programmes.queries.participations import visible_participations
from landbridge.programmes.rules.applications import Can
from landbridge.programmes.rules.participation import Can as OfPlaces
from landbridge.programmes.tables.applications import applicant_of

router = Router(tags=["applications"])


class ApplicationLine(Schema):
    """An application in a list, of an organisation or of a person. ``state`` reads in_screening until it is decided."""

    id: int
    number: int | None
    call: int
    programme: int
    side: str
    state: str
    organisation: int | None
    person: int | None
    applicant: str
    applicant_language: str
    submitted_at: datetime | None


class ApplicationPage(Schema):
    """A page of a list; a cursor is empty where none follows or goes before."""

    rows: list[ApplicationLine]
    next: str
    previous: str


class VersionOut(Schema):
    """What was submitted, by its digest, which stands on the receipt."""

    number: int
    submitted_at: datetime
    sha256: str


class ApplicationOut(ApplicationLine):
    """An application; versions and the answers that count are null for whoever may know of it, and not read it."""

    versions: list[VersionOut] | None
    answers: dict[str, Any] | None


class ParticipationLine(Schema):
    """A place that was offered, and what has become of it."""

    id: int
    programme: int
    application: int
    side: str
    state: str
    place: int | None
    answer_by: datetime | None
    deposit: str
    deposit_on: date | None


class ParticipationPage(Schema):
    """A page of a list; a cursor is empty where none follows or goes before."""

    rows: list[ParticipationLine]
    next: str
    previous: str


class RequiredOut(Schema):
    """A document that is due."""

    code: str
    title_ko: str
    title_zh: str
    title_en: str
    due_on: date
    state: str


class ParticipationOut(ParticipationLine):
    """A place with the documents that are due for it."""

    required: list[RequiredOut]


class ApplicationQuery(Schema):
    """What the list is narrowed to."""

    call: Number | None = None
    cursor: Text = ""
    size: int = Field(50, ge=1, le=100)


class ParticipationQuery(Schema):
    """What the list is narrowed to."""

    programme: Number | None = None
    cursor: Text = ""
    size: int = Field(50, ge=1, le=100)


@router.get(
    "/applications",
    url_name="applications",
    summary=gettext_noop("List applications"),
    **opens(Scope.APPLICATIONS_READ, can=Can.SEE_APPLICATIONS, answer=ApplicationPage),
)
def list_applications(request: HttpRequest, query: Query[ApplicationQuery]) -> ApplicationPage:
    """Applicants' own, or what was submitted and staff may know of; the latest first."""
    user = actor(request)
    rows = visible_applications(user).prefetch_related("person__names")
    if query.call is not None:
        rows = rows.filter(call=query.call)
    page = keyset_page(rows, order=("-pk",), cursor=query.cursor, size=query.size)
    persons = [one.person for one in page.rows if one.person is not None]
    disclose(persons, actor=user, action="api", route="api:applications", ip=client_ip(request))
    lines = [ApplicationLine(**_line(row, user)) for row in page.rows]
    return ApplicationPage(rows=lines, next=page.next_cursor, previous=page.previous_cursor)


@router.get(
    "/applications/{int:application_id}",
    url_name="application",
    summary=gettext_noop("Read an application"),
    **opens(Scope.APPLICATIONS_READ, can=Can.SEE_APPLICATIONS, answer=ApplicationOut),
)
def read_application(request: HttpRequest, application_id: int) -> ApplicationOut:
    """One application, with what was submitted last where one may read it."""
    user = actor(request)
    one = get_object_or_404(visible_applications(user).prefetch_related("person__names"), pk=application_id)
    if one.person is not None:
        disclose([one.person], actor=user, action="api", route="api:application", ip=client_ip(request))
    if not allowed(user, Can.READ_ANSWERS, one):
        return ApplicationOut(**_line(one, user), versions=None, answers=None)
    versions = list(one.versions.order_by("-number"))
    return ApplicationOut(
        **_line(one, user),
        versions=[VersionOut.from_orm(version) for version in versions],
        answers=versions[0].answers if versions else None,
    )


@router.get(
    "/participations",
    url_name="participations",
    summary=gettext_noop("List places that were offered"),
    **opens(Scope.APPLICATIONS_READ, can=OfPlaces.SEE_PARTICIPATION, answer=ParticipationPage),
)
def list_participations(request: HttpRequest, query: Query[ParticipationQuery]) -> ParticipationPage:
    """Places of one's own, or of one's own side's participants; the latest offer first."""
    rows = visible_participations(actor(request))
    if query.programme is not None:
        rows = rows.filter(programme=query.programme)
    page = keyset_page(rows, order=("-pk",), cursor=query.cursor, size=query.size)
    lines = [ParticipationLine(**_place(row)) for row in page.rows]
    return ParticipationPage(rows=lines, next=page.next_cursor, previous=page.previous_cursor)


@router.get(
    "/participations/{int:participation_id}",
    url_name="participation",
    summary=gettext_noop("Read a place that was offered"),
    **opens(Scope.APPLICATIONS_READ, can=OfPlaces.SEE_PARTICIPATION, answer=ParticipationOut),
)
def read_participation(request: HttpRequest, participation_id: int) -> ParticipationOut:
    """One place, and the documents that are due for it."""
    one = get_object_or_404(visible_participations(actor(request)), pk=participation_id)
    return ParticipationOut(**_place(one), required=[RequiredOut.from_orm(row) for row in one.required.all()])


def _line(one: Application, user: User) -> dict[str, Any]:
    name, language = applicant_of(one, get_language() or "en")
    return {
        "id": one.pk,
        "number": one.number,
        "call": one.call_id,
        "programme": one.call.programme_id,
        "side": one.side,
        "state": state_told(one, user),
        "organisation": one.organisation_id,
        "person": one.person_id,
        "applicant": name,
        "applicant_language": language,
        "submitted_at": one.submitted_at,
    }


def _place(one: Participation) -> dict[str, Any]:
    plain = {name: getattr(one, name) for name in ("side", "state", "place", "answer_by", "deposit", "deposit_on")}
    return plain | {"id": one.pk, "programme": one.programme_id, "application": one.application_id}
