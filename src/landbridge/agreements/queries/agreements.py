"""Which agreements, bodies, ties and exchanges a person may see, and the list of agreements narrowed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from landbridge.agreements.models import Agreement, AgreementFile, Body, Evidence, Exchange, Tie
from landbridge.agreements.rules.agreements import CONCLUDED, WRITTEN, Can, is_own_claim
from landbridge.base.access import allowed
from landbridge.base.search.finding import found
from landbridge.people.models import Grant, Role, User

KIND = "agreement"  #: as the search names them
SUBJECT = "agreement"  #: as approvals name them


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list of agreements is narrowed to; an empty part narrows nothing."""

    words: str = ""
    state: str = ""
    kind: str = ""
    body: int | None = None


def visible_agreements(user: User) -> QuerySet[Agreement]:
    """The agreements a person may see. Its twin is ``rules.agreements.can_see_agreement``."""
    if not allowed(user, Can.SEE_AGREEMENTS):
        return Agreement.objects.none()
    if user.role != Role.PARTNER:
        return Agreement.objects.all()
    return Agreement.objects.filter(state__in=CONCLUDED, pk__in=_signed_by(represented(user)))


def editable_agreements(user: User) -> QuerySet[Agreement]:
    """The agreements a person may still write on: either side's managers, until it is signed."""
    agreements = visible_agreements(user)
    return agreements.filter(state__in=WRITTEN) if allowed(user, Can.EDIT_AGREEMENT) else agreements.none()


def agreements_sought(user: User, sought: Sought) -> QuerySet[Agreement]:
    """The agreements that a reader may see and seeks, the newest first."""
    rows = visible_agreements(user)
    if sought.words.strip():
        rows = rows.filter(pk__in=found(KIND, sought.words).order_by().values("object_id"))
    if sought.state:
        rows = rows.filter(state=sought.state)
    if sought.kind:
        rows = rows.filter(kind=sought.kind)
    if sought.body is not None:
        rows = rows.filter(pk__in=_signed_by(Body.objects.filter(pk=sought.body)))
    return rows.order_by("-created_at", "-pk")


def visible_bodies(user: User) -> QuerySet[Body]:
    """The bodies a person may see: staff all of them, a partner those for which they speak."""
    if not allowed(user, Can.SEE_BODIES):
        return Body.objects.none()
    return represented(user) if user.role == Role.PARTNER else Body.objects.all()


def editable_bodies(user: User) -> QuerySet[Body]:
    """The bodies of one's own side, for whoever may change them."""
    return Body.objects.filter(side=user.side) if allowed(user, Can.KEEP_BODY) else Body.objects.none()


def represented(user: User) -> QuerySet[Body]:
    """The bodies for which an account speaks now: those of the side it acts for."""
    return Body.objects.filter(side=user.side, representatives__user=user, representatives__ended_at=None)


def visible_ties(user: User) -> QuerySet[Tie]:
    """The ties a person may see: staff all of them, a partner those of the bodies for which they speak."""
    if not allowed(user, Can.SEE_TIES):
        return Tie.objects.none()
    return Tie.objects.filter(_between(user)) if user.role == Role.PARTNER else Tie.objects.all()


def visible_exchanges(user: User) -> QuerySet[Exchange]:
    """The exchanges a person may see: staff all of them, a partner those of the bodies for which they speak."""
    if not allowed(user, Can.SEE_EXCHANGES):
        return Exchange.objects.none()
    return Exchange.objects.filter(_between(user)) if user.role == Role.PARTNER else Exchange.objects.all()


def editable_exchanges(user: User) -> QuerySet[Exchange]:
    """The exchanges that one's own side recorded, for whoever may change them."""
    if not allowed(user, Can.KEEP_EXCHANGE):
        return Exchange.objects.none()
    return Exchange.objects.filter(side=user.side)


def visible_evidence(user: User) -> QuerySet[Evidence]:
    """Evidence for promises of the agreements a person may see. A partner sees what both sides stand by."""
    rows = Evidence.objects.filter(obligation__agreement__in=visible_agreements(user))
    if user.role == Role.PARTNER:
        return rows.filter(confirmed_at__isnull=False, withdrawn_at=None)
    return rows


def answerable_evidence(user: User) -> QuerySet[Evidence]:
    """What the other side claims: to be confirmed or disputed."""
    if not allowed(user, Can.ANSWER_CLAIM):
        return Evidence.objects.none()
    return visible_evidence(user).filter(withdrawn_at=None).exclude(claimed_by=user.side)


def claimed_evidence(user: User) -> QuerySet[Evidence]:
    """What the own side claims and nobody confirmed: to be withdrawn."""
    if not allowed(user, Can.WITHDRAW_CLAIM):
        return Evidence.objects.none()
    return visible_evidence(user).filter(withdrawn_at=None, confirmed_at=None, claimed_by=user.side)


def removable_files(user: User, agreement: Agreement) -> QuerySet[AgreementFile]:
    """The files of an agreement that the reader's own side added, for whoever may take them away."""
    if not allowed(user, Can.REMOVE_FILE):
        return agreement.files.none()
    own = Grant.objects.filter(side=user.side).values("user")
    return agreement.files.filter(Q(added_by=None) | Q(added_by__in=own))


def waits_for(user: User, evidence: Evidence) -> bool:
    """Whether it is this reader's side that is to say something of a claim."""
    is_open = evidence.confirmed_at is None and evidence.withdrawn_at is None and not evidence.disputed_because
    return is_open and not is_own_claim(user, evidence) and allowed(user, Can.ANSWER_CLAIM, evidence)


def _signed_by(bodies: QuerySet[Body]) -> QuerySet[Agreement, int]:
    return Agreement.objects.filter(parties__body__in=bodies).values_list("pk", flat=True)


def _between(user: User) -> Q:
    mine = represented(user).values("pk")
    return Q(host__in=mine) | Q(guest__in=mine)
