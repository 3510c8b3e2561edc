"""Documents on their way: whose turn it is, who may see them, and whether something is approved as it is now."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q, QuerySet

from landbridge.agreements.models import Approval, ApprovalStep
from landbridge.agreements.queries.subjects import content_now, registered
from landbridge.agreements.rules.approvals import Can
from landbridge.agreements.rules.rights import MEMBERS, MOVING, holders, stands_for
from landbridge.base.access import allowed
from landbridge.people.models import Role, User
from landbridge.people.rules import is_staff

Duty, Manner = ApprovalStep.Duty, ApprovalStep.Manner


def visible_approvals(user: User) -> QuerySet[Approval]:
    """The approvals a person may see. Its twin is ``rules.approvals.can_see_approval``."""
    own = Approval.objects.filter(side=user.side or None)
    if not allowed(user, Can.SEE_APPROVALS):
        return own.none()
    if is_staff(user):
        return own
    line = ApprovalStep.objects.filter(Q(assignee=user) | Q(decided_by=user) | _for_others(user))
    return own.filter(Q(drafted_by=user) | Q(pk__in=line.values("approval")))


def approval_of(kind_code: str, obj: Model, side: str) -> Approval | None:
    """The approval of a document on a side that is on its way or given; None if there is none."""
    rows = Approval.objects.filter(subject_kind=kind_code, subject_id=obj.pk, side=side, state__in=Approval.OPEN)
    return rows.prefetch_related("steps__assignee", "steps__decided_by").select_related("drafted_by").first()


def is_approved(kind_code: str, obj: Model, side: str) -> bool:
    """Whether a side approved a document, and it still says what was approved."""
    approved = Approval.objects.filter(
        subject_kind=kind_code, subject_id=obj.pk, side=side, state=Approval.State.APPROVED
    ).first()
    return approved is not None and is_as_it_was(approved)


def is_as_it_was(approval: Approval) -> bool:
    """Whether a document still says what its approval was asked for. It is read anew: a row in hand may be older."""
    kind = registered.get(approval.subject_kind)
    if kind is None:
        return False
    now = kind.model._base_manager.filter(pk=approval.subject_id).first()  # noqa: SLF001
    return now is not None and content_now(kind, now)[1] == approval.sha256


def waiting_for(user: User) -> QuerySet[ApprovalStep]:
    """The steps that somebody may decide now, their own and those of whom they stand in for, the oldest first."""
    if user.role not in MEMBERS or not user.side:
        return ApprovalStep.objects.none()
    own = Q(assignee=user) & (~Q(duty=Duty.DECIDE) | Q(assignee__in=holders(user.side, Role.APPROVER)))
    return (
        ApprovalStep.objects.filter(own | _for_others(user), state=ApprovalStep.State.CURRENT)
        .filter(approval__side=user.side, approval__state__in=MOVING)
        .exclude(approval__drafted_by=user)
        .order_by("approval__submitted_at", "pk")
    )


def documents_waiting(user: User) -> QuerySet[ApprovalStep, Any]:
    """The documents that wait for somebody, a row each."""
    return waiting_for(user).order_by().values("approval").distinct()


def approvers_of(side: str) -> QuerySet[User]:
    """The open accounts that approve for a side, whether they act in that role now or not."""
    return User.objects.filter(is_active=True, pk__in=holders(side, Role.APPROVER))


def members_of(side: str) -> QuerySet[User]:
    """The open accounts of a side that may review and be consulted: its managers and approvers."""
    return User.objects.filter(is_active=True, pk__in=holders(side, Role.MANAGER, Role.APPROVER))


def _for_others(user: User) -> Q:
    """Steps of those whom somebody stands in for today, as ``rules.rights`` has it.

    Asks first who they are, mostly nobody: the menu counts on every page, and one question that holds both takes twice
    as long, nearly all of it to put together.
    """
    steps = Q(pk__in=[])
    for held in stands_for(user):
        theirs = Q(assignee=held.of_id)
        if held.manner != Manner.ABSENT:
            theirs &= Q(duty=Duty.DECIDE)
        if held.subject_kinds:
            theirs &= Q(approval__subject_kind__in=held.subject_kinds)
        steps |= theirs
    return steps
