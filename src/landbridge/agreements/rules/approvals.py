"""Who may do what with approvals and delegations.

A document is the affair of one side alone: its managers and auditors read all of the side's, an approver those whose
line they stand in, themselves or for somebody else. Who decides a step in which right, ``rights`` says.
"""

from __future__ import annotations

from enum import StrEnum

import rules

from landbridge.agreements.models import Approval, Delegation
from landbridge.agreements.rules.rights import is_member, stands_for
from landbridge.base.access import allowed, predicate
from landbridge.people.models import Role, User
from landbridge.people.rules import is_manager, is_staff


class Can(StrEnum):
    """What can be done with approvals and delegations."""

    SEE_APPROVALS = "agreements.see_approvals"
    ASK_APPROVAL = "agreements.ask_approval"
    DECIDE_APPROVAL = "agreements.decide_approval"
    WITHDRAW_APPROVAL = "agreements.withdraw_approval"
    GIVE_DELEGATION = "agreements.give_delegation"
    END_DELEGATION = "agreements.end_delegation"


@predicate
def is_of_side(user: User, thing: Approval | Delegation | None = None) -> bool:
    """The document or the delegation is of the side one acts for."""
    return bool(user.side) and (thing is None or thing.side == user.side)


@predicate
def is_in_its_line(user: User, approval: Approval | None = None) -> bool:
    """An approver who drafted the document, stands in its line or decided in it, or stands in for one who does."""
    if user.role != Role.APPROVER:
        return False
    if approval is None or approval.drafted_by_id == user.pk:
        return True
    line = list(approval.steps.all())
    if any(user.pk in {step.assignee_id, step.decided_by_id} for step in line):
        return True
    givers = {one.of_id for one in stands_for(user) if one.covers(approval.subject_kind)}
    return any(step.assignee_id in givers for step in line)


@predicate
def is_its_drafter(user: User, approval: Approval | None = None) -> bool:
    """Asked for this approval."""
    return approval is None or approval.drafted_by_id == user.pk


@predicate
def is_its_superior(user: User, delegation: Delegation | None = None) -> bool:
    """An approver; of a delegation, the one whose authority it gives away."""
    return user.role == Role.APPROVER and (delegation is None or delegation.of_id == user.pk)


rules.add_perm(Can.SEE_APPROVALS, is_of_side & (is_staff | is_in_its_line))
rules.add_perm(Can.ASK_APPROVAL, is_of_side & is_manager)
rules.add_perm(Can.DECIDE_APPROVAL, is_of_side & is_member)
rules.add_perm(Can.WITHDRAW_APPROVAL, is_of_side & (is_manager | (is_member & is_its_drafter)))
rules.add_perm(Can.GIVE_DELEGATION, is_of_side & (is_manager | is_its_superior))
rules.add_perm(Can.END_DELEGATION, is_of_side & (is_manager | is_its_superior))


def can_see_approval(user: User, approval: Approval) -> bool:
    """Whether an approval is in ``visible_approvals(user)``."""
    return allowed(user, Can.SEE_APPROVALS, approval)
