"""Who decides in whose place, as far as a reader may know."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from landbridge.agreements.models import Delegation
from landbridge.agreements.rules.approvals import Can
from landbridge.agreements.rules.rights import in_force, today_on
from landbridge.base.access import allowed
from landbridge.people.models import User
from landbridge.people.rules import is_staff


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """A delegation, and where it stands today: ``now``, ``later`` or ``over`` (also where its superior has gone)."""

    delegation: Delegation
    standing: str
    may_end: bool


def visible_delegations(user: User) -> QuerySet[Delegation]:
    """All of the side's for its staff; for an approver those they gave or hold."""
    own = Delegation.objects.filter(side=user.side or None)
    if not allowed(user, Can.SEE_APPROVALS):
        return own.none()
    return own if is_staff(user) else own.filter(Q(of=user) | Q(to=user))


def delegation_rows(user: User, delegations: list[Delegation]) -> list[DelegationRow]:
    """The rows of a list."""
    today = today_on(user.side)
    counts = set(in_force(user.side).filter(pk__in=[one.pk for one in delegations]).values_list("pk", flat=True))
    rows = []
    for one in delegations:
        is_later = one.ended_at is None and one.from_on > today
        standing = "now" if one.pk in counts else "later" if is_later else "over"
        may_end = standing != "over" and allowed(user, Can.END_DELEGATION, one)
        rows.append(DelegationRow(one, standing, may_end))
    return rows
