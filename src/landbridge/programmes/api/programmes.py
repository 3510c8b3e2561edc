"""Programmes for staff; calls for everybody, in the text that the public reads."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language, gettext_noop
from ninja import Field, Query, Router, Schema

from landbridge.base.keyset import keyset_page
from landbridge.people.api.door import actor, opens
from landbridge.people.api.problems import Number, Text
from landbridge.people.rules import Scope
from landbridge.programmes.models import Call, Programme
from landbridge.programmes.queries.programmes import phase, visible_calls, visible_programmes
from landbridge.programmes.queries.texts import shown_text
from landbridge.programmes.rules.calls import Can

router = Router(tags=["programmes"])


class ProgrammeOut(Schema):
    """A programme; its days are days in ``zone``. ``call`` is the number of its call, if there is one."""

    id: int
    kind: str
    agreement: int | None
    obligation: int | None
    side: str
    is_joint: bool
    state: str
    name_ko: str
    name_zh: str
    name_en: str
    original: str
    place: str
    country: str
    zone: str
    starts_on: date
    ends_on: date
    deposit_amount: Decimal | None
    deposit_currency: str
    call: int | None


class ProgrammePage(Schema):
    """A page of a list; a cursor is empty where none follows or goes before."""

    rows: list[ProgrammeOut]
    next: str
    previous: str


class CallLine(Schema):
    """A call in a list, with the approved text of the reader's language, or else of the original.

    ``phase`` is hidden, coming, open, closed or withdrawn; ``text_language`` is empty where no text is approved.
    """

    id: int
    slug: str
    programme: int
    state: str
    phase: str
    opens_at: datetime
    closes_at: datetime
    for_side: str
    places: int
    title: str
    summary: str
    text_language: str


class CallOut(CallLine):
    """A call with its whole text, as Markdown."""

    body: str


class CallPage(Schema):
    """A page of a list; a cursor is empty where none follows or goes before."""

    rows: list[CallLine]
    next: str
    previous: str


class ProgrammeQuery(Schema):
    """What the list is narrowed to; ``kind`` is a kind's code."""

    kind: Text = ""
    state: Text = ""
    agreement: Number | None = None
    cursor: Text = ""
    size: int = Field(50, ge=1, le=100)


class CallQuery(Schema):
    """What the list is narrowed to."""

    programme: Number | None = None
    cursor: Text = ""
    size: int = Field(50, ge=1, le=100)


@router.get(
    "/programmes",
    url_name="programmes",
    summary=gettext_noop("Find programmes"),
    **opens(Scope.PROGRAMMES_READ, can=Can.SEE_PROGRAMMES, answer=ProgrammePage),
)
def list_programmes(request: HttpRequest, query: Query[ProgrammeQuery]) -> ProgrammePage:
    """Programmes of one's own side, joint ones, and those of which the call was published; the earliest first."""
    asked = {"kind__code": query.kind, "state": query.state, "agreement": query.agreement}
    rows = visible_programmes(actor(request)).filter(**{name: value for name, value in asked.items() if value})
    rows = rows.select_related("kind", "call")
    page = keyset_page(rows, order=("starts_on", "pk"), cursor=query.cursor, size=query.size)
    shown = [_programme_shown(row) for row in page.rows]
    return ProgrammePage(rows=shown, next=page.next_cursor, previous=page.previous_cursor)


@router.get(
    "/programmes/{int:programme_id}",
    url_name="programme",
    summary=gettext_noop("Read a programme"),
    **opens(Scope.PROGRAMMES_READ, can=Can.SEE_PROGRAMMES, answer=ProgrammeOut),
)
def read_programme(request: HttpRequest, programme_id: int) -> ProgrammeOut:
    """One programme."""
    rows = visible_programmes(actor(request)).select_related("kind", "call")
    return _programme_shown(get_object_or_404(rows, pk=programme_id))


@router.get(
    "/calls",
    url_name="calls",
    summary=gettext_noop("List calls"),
    **opens(Scope.PROGRAMMES_READ, can=Can.READ_CALLS, answer=CallPage),
)
def list_calls(request: HttpRequest, query: Query[CallQuery]) -> CallPage:
    """What is published, and for staff the calls of their programmes, too; the latest to close first."""
    rows = visible_calls(actor(request)).prefetch_related("texts")
    if query.programme is not None:
        rows = rows.filter(programme=query.programme)
    page = keyset_page(rows, order=("-closes_at", "pk"), cursor=query.cursor, size=query.size)
    language = get_language() or "en"
    lines = [CallLine(**_call_line(row, language)) for row in page.rows]
    return CallPage(rows=lines, next=page.next_cursor, previous=page.previous_cursor)


@router.get(
    "/calls/{int:call_id}",
    url_name="call",
    summary=gettext_noop("Read a call"),
    **opens(Scope.PROGRAMMES_READ, can=Can.READ_CALLS, answer=CallOut),
)
def read_call(request: HttpRequest, call_id: int) -> CallOut:
    """One call."""
    call = get_object_or_404(visible_calls(actor(request)).prefetch_related("texts"), pk=call_id)
    language = get_language() or "en"
    text = shown_text(call, language).text
    return CallOut(**_call_line(call, language), body=text.body if text else "")


def _programme_shown(one: Programme) -> ProgrammeOut:
    plain = {field: getattr(one, field) for field in ProgrammeOut.model_fields if field not in _LED_TO}
    call = getattr(one, "call", None)
    return ProgrammeOut(
        **plain,
        kind=one.kind.code,
        agreement=one.agreement_id,
        obligation=one.obligation_id,
        call=call.pk if call else None,
    )


_LED_TO = frozenset({"kind", "agreement", "obligation", "call"})


def _call_line(call: Call, language: str) -> dict[str, Any]:
    shown = shown_text(call, language)
    return {
        "id": call.pk,
        "slug": call.slug,
        "programme": call.programme_id,
        "state": call.state,
        "phase": phase(call),
        "opens_at": call.opens_at,
        "closes_at": call.closes_at,
        "for_side": call.for_side,
        "places": call.places,
        "title": shown.text.title if shown.text else "",
        "summary": shown.text.summary if shown.text else "",
        "text_language": shown.language if shown.text else "",
    }
