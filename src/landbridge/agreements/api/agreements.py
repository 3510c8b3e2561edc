"""Agreements and what they promise, as far as the key's owner may read them."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema

from landbridge.agreements.models import Obligation
from landbridge.agreements.queries.agreements import Sought, agreements_sought, visible_agreements
from landbridge.agreements.queries.obligations import Standing, agreement_standing, standing_of, with_evidence
from landbridge.agreements.rules.agreements import Can
from landbridge.base.keyset import keyset_page
from landbridge.people.api.door import actor, opens
from landbridge.people.api.problems import Number, Text
from landbridge.people.models import User
from landbridge.people.rules import Scope, is_staff

router = Router(tags=["agreements"])


class AgreementLine(Schema):
    """An agreement in a list. A title is empty in a language it has none in; ``original`` is always there."""

    id: int
    kind: str
    state: str
    side: str
    number: str
    title_ko: str
    title_zh: str
    title_en: str
    original: str
    signed_on: date | None
    in_force_on: date | None
    expires_on: date | None


class AgreementPage(Schema):
    """A page of a list; a cursor is empty where none follows or goes before."""

    rows: list[AgreementLine]
    next: str
    previous: str


class PartyOut(Schema):
    """A body that signs, and as what somebody signs for it."""

    body: int
    side: str
    name_ko: str
    name_zh: str
    name_en: str
    signatory_title: str


class AgreementTextOut(Schema):
    """The text in one language, as Markdown, and its digest."""

    language: str
    body: str
    sha256: str


class ObligationOut(Schema):
    """One promise, and how far it is kept today.

    ``done`` is what the other side confirmed; ``claimed`` what one side says beyond that, null for whoever reads only
    what both stand by; ``expected`` what an even pace would have brought.
    """

    id: int
    agreement: int
    position: int
    field: str
    title_ko: str
    title_zh: str
    title_en: str
    original: str
    owner: str
    due_on: date
    target: int
    done: int
    claimed: int | None
    expected: int
    course: str


class ObligationPage(Schema):
    """A page of a list; a cursor is empty where none follows or goes before."""

    rows: list[ObligationOut]
    next: str
    previous: str


class AgreementOut(AgreementLine):
    """An agreement with its parties, texts and promises. ``governing`` is empty if all texts are equally authentic."""

    governing: str
    renewal: str
    review_on: date | None
    source_url: str
    parties: list[PartyOut]
    texts: list[AgreementTextOut]
    obligations: list[ObligationOut]


class AgreementQuery(Schema):
    """What the list is narrowed to."""

    q: Text = Field("", max_length=200)
    state: Text = ""
    kind: Text = ""
    body: Number | None = None
    cursor: Text = ""
    size: int = Field(50, ge=1, le=100)


class ObligationQuery(Schema):
    """What the list is narrowed to."""

    agreement: Number | None = None
    cursor: Text = ""
    size: int = Field(50, ge=1, le=100)


@router.get(
    "/agreements",
    url_name="agreements",
    summary=gettext_noop("Find agreements"),
    **opens(Scope.AGREEMENTS_READ, can=Can.SEE_AGREEMENTS, answer=AgreementPage),
)
def list_agreements(request: HttpRequest, query: Query[AgreementQuery]) -> AgreementPage:
    """Agreements, the latest first; for partners those that bodies signed for which they speak."""
    sought = Sought(words=query.q, state=query.state, kind=query.kind, body=query.body)
    rows = agreements_sought(actor(request), sought)
    page = keyset_page(rows, order=("-pk",), cursor=query.cursor, size=query.size)
    lines = [AgreementLine.from_orm(row) for row in page.rows]
    return AgreementPage(rows=lines, next=page.next_cursor, previous=page.previous_cursor)


@router.get(
    "/agreements/{int:agreement_id}",
    url_name="agreement",
    summary=gettext_noop("Read an agreement"),
    **opens(Scope.AGREEMENTS_READ, can=Can.SEE_AGREEMENTS, answer=AgreementOut),
)
def read_agreement(request: HttpRequest, agreement_id: int) -> AgreementOut:
    """One agreement with its parties, its texts side by side, and what it promises."""
    user = actor(request)
    rows = visible_agreements(user).prefetch_related("parties__body", "texts")
    one = get_object_or_404(rows, pk=agreement_id)
    parties = [
        PartyOut(
            body=party.body.pk,
            side=party.side,
            name_ko=party.body.name_ko,
            name_zh=party.body.name_zh,
            name_en=party.body.name_en,
            signatory_title=party.signatory_title,
        )
        for party in one.parties.all()
    ]
    return AgreementOut(
        **AgreementLine.from_orm(one).dict(),
        governing=one.governing,
        renewal=one.renewal,
        review_on=one.review_on,
        source_url=one.source_url,
        parties=parties,
        texts=[AgreementTextOut.from_orm(text) for text in one.texts.all()],
        obligations=[_shown(standing, user) for standing in agreement_standing(one, timezone.localdate())],
    )


@router.get(
    "/obligations",
    url_name="obligations",
    summary=gettext_noop("List what was promised, and how far it is kept"),
    **opens(Scope.AGREEMENTS_READ, can=Can.SEE_AGREEMENTS, answer=ObligationPage),
)
def list_obligations(request: HttpRequest, query: Query[ObligationQuery]) -> ObligationPage:
    """The promises of all agreements that one may read, those due soonest first."""
    user, today = actor(request), timezone.localdate()
    rows = Obligation.objects.filter(agreement__in=visible_agreements(user))
    if query.agreement is not None:
        rows = rows.filter(agreement=query.agreement)
    page = keyset_page(rows, order=("due_on", "pk"), cursor=query.cursor, size=query.size)
    shown = [_shown(standing_of(one, today), user) for one in with_evidence(page.rows)]
    return ObligationPage(rows=shown, next=page.next_cursor, previous=page.previous_cursor)


def _shown(standing: Standing, user: User) -> ObligationOut:
    one = standing.obligation
    return ObligationOut(
        id=one.pk,
        agreement=one.agreement_id,
        position=one.position,
        field=one.field,
        title_ko=one.title_ko,
        title_zh=one.title_zh,
        title_en=one.title_en,
        original=one.original,
        owner=one.owner,
        due_on=one.due_on,
        target=one.target,
        done=standing.done,
        claimed=standing.claimed if is_staff(user) else None,
        expected=standing.expected,
        course=standing.course,
    )
