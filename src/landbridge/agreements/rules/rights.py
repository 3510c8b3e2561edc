"""In what right somebody decides a step: their own, by delegated authority (전결), or for an absent superior (대결).

A delegation lets its holder decide in the superior's place, for some kinds of documents or all, from a day until a
day of the side's own calendar, while the superior still has the role. Delegated authority is to approve, and where it
is the last approver's the document ends at its holder; who stands in for somebody absent does whatever step waits for
them, and they see it afterwards. Nobody decides about what they drafted, in whatever right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from landbridge.agreements.models import Approval, ApprovalStep, Delegation
from landbridge.base.access import predicate
from landbridge.base.clocks import zone_of_side
from landbridge.people.models import Grant, Role, User

Duty, Manner = ApprovalStep.Duty, ApprovalStep.Manner
MEMBERS = frozenset({Role.MANAGER, Role.APPROVER})
MOVING = frozenset({Approval.State.REVIEW, Approval.State.CONSULT, Approval.State.DECIDE})


@predicate
def is_member(user: User) -> bool:
    """Works in the office of a side, or approves for it."""
    return user.role in MEMBERS


@dataclass(frozen=True, slots=True)
class Right:
    """A step that somebody may decide now, in what right, and whether the document ends with it."""

    step: ApprovalStep
    manner: ApprovalStep.Manner
    ends: bool


def today_on(side: str) -> date:
    """The day it is where a side is at home."""
    return timezone.localdate(timezone=zone_of_side(side))


def holders(side: str, *roles: Role) -> QuerySet[Grant, int]:
    """The numbers of the accounts that hold one of the roles on a side, for a subquery."""
    return Grant.objects.filter(side=side, role__in=roles, ended_at=None).values_list("user_id", flat=True)


def in_force(side: str) -> QuerySet[Delegation]:
    """A side's delegations that count today: not ended, and their superior approves for the side still."""
    on = today_on(side)
    return Delegation.objects.filter(
        Q(until_on=None) | Q(until_on__gte=on),
        side=side,
        ended_at=None,
        from_on__lte=on,
        of__is_active=True,
        of__in=holders(side, Role.APPROVER),
    )


def stands_for(user: User) -> list[Delegation]:
    """The delegations by which somebody decides for others today, delegated authority first."""
    if user.role not in MEMBERS or not user.side:
        return []
    return list(in_force(user.side).filter(to=user).order_by("-manner", "pk"))


def stand_ins(step: ApprovalStep, approval: Approval) -> list[User]:
    """Who may decide a step in its assignee's place today."""
    rows = in_force(approval.side).filter(of=step.assignee_id, to__is_active=True).select_related("to")
    return [one.to for one in rows if _serves(one, step, approval) and one.to_id != approval.drafted_by_id]


def right_over(user: User, approval: Approval) -> Right | None:
    """The step of a document that somebody may decide now: first their own, then another's; None if there is none."""
    if user.role not in MEMBERS or user.side != approval.side or approval.drafted_by_id == user.pk:
        return None
    if approval.state not in MOVING:
        return None
    line = list(approval.steps.all())
    held = stands_for(user)
    current = [step for step in line if step.state == ApprovalStep.State.CURRENT]
    for step in current:
        if step.assignee_id == user.pk and _is_in_office(step, approval.side):
            return _own_right(step, line, held, approval)
    for step in current:
        for delegation in held:
            if delegation.of_id == step.assignee_id and _serves(delegation, step, approval):
                return Right(step, Manner(delegation.manner), ends=step is line[-1])
    return None


def _own_right(
    step: ApprovalStep, line: Sequence[ApprovalStep], held: Sequence[Delegation], approval: Approval
) -> Right:
    """One's own; but an approver to whom the last one's authority was given ends the document here."""
    last = line[-1]
    by_authority = step is not last and any(
        one.manner == Manner.DELEGATED and one.of_id == last.assignee_id and _serves(one, step, approval)
        for one in held
    )
    return Right(step, Manner.DELEGATED, ends=True) if by_authority else Right(step, Manner.OWN, ends=step is last)


def _serves(delegation: Delegation, step: ApprovalStep, approval: Approval) -> bool:
    """Whether a delegation in force is for such a step: delegated authority is to approve, nothing else."""
    is_for_it = step.duty == Duty.DECIDE or delegation.manner == Manner.ABSENT
    return is_for_it and delegation.covers(approval.subject_kind)


def _is_in_office(step: ApprovalStep, side: str) -> bool:
    """Whoever approves must be an approver still; of the others it is enough that they are members."""
    return step.duty != Duty.DECIDE or holders(side, Role.APPROVER).filter(user=step.assignee_id).exists()
