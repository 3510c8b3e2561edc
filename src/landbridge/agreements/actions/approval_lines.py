"""The line of a document: who stands in it, whose turn is next, and what each of them signed."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.agreements.models import Approval, ApprovalStep
from landbridge.agreements.queries.approvals import approvers_of, members_of
from landbridge.people.models import User

Duty, StepState = ApprovalStep.Duty, ApprovalStep.State
Line = Sequence[tuple[ApprovalStep.Duty, User]]
#: The state of a document while the steps of a duty are current; also the order of the duties.
STATES = {
    Duty.REVIEW: Approval.State.REVIEW,
    Duty.CONSULT: Approval.State.CONSULT,
    Duty.DECIDE: Approval.State.DECIDE,
}
LONGEST_COMMENT = 1000


def check_line(by: User, side: str, steps: Line) -> None:
    """Refuse a line in which a document can't go its way.

    :raises ValidationError: without an approver, out of order, with somebody twice, with the drafter, or with somebody
        who is not (or no longer) of the side.
    """
    duties = [list(STATES).index(Duty(duty)) for duty, _assignee in steps]
    people = [assignee.pk for _duty, assignee in steps]
    if Duty.DECIDE not in {duty for duty, _assignee in steps}:
        raise ValidationError(_("Choose at least one approver."))
    if duties != sorted(duties):
        raise ValidationError(_("Reviewers come first, then those consulted, then the approvers."))
    if by.pk in people:
        raise ValidationError(_("Nobody decides about what they drafted."))
    if len(people) != len(set(people)):
        raise ValidationError(_("Somebody stands in the line twice."))
    approvers = set(approvers_of(side).filter(pk__in=people).values_list("pk", flat=True))
    members = approvers | set(members_of(side).filter(pk__in=people).values_list("pk", flat=True))
    for duty, assignee in steps:
        if assignee.pk not in (approvers if duty == Duty.DECIDE else members):
            raise ValidationError(_("%(name)s can’t do this for your side.") % {"name": assignee})


def advance(approval: Approval, line: Sequence[ApprovalStep]) -> list[ApprovalStep]:
    """Let it be the turn of the next in the line, and give their steps: one, or all who are consulted.

    While somebody's turn is not over (others consulted have not answered), nothing moves and nobody is next.
    """
    if any(step.state == StepState.CURRENT for step in line):
        return []
    waiting = [step for step in line if step.state == StepState.WAITING]
    first = waiting[0]
    following = [step for step in waiting if step.duty == Duty.CONSULT] if first.duty == Duty.CONSULT else [first]
    for step in following:
        step.state = StepState.CURRENT
    ApprovalStep.objects.bulk_update(following, ["state"])
    moved = approval.state != Approval.State.DRAFT
    approval.state = STATES[Duty(first.duty)]
    approval.version += moved
    approval.save(update_fields=["state", "version"])
    return following


def sign(
    step: ApprovalStep, manner: ApprovalStep.Manner, state: ApprovalStep.State, *, by: User, comment: str
) -> ApprovalStep:
    """Write what somebody decided into a step, and in what right.

    :raises ValidationError: by field ``comment``, if it is too long.
    """
    comment = comment.strip()
    if len(comment) > LONGEST_COMMENT:
        raise ValidationError({"comment": _("At most %(most)s characters.") % {"most": LONGEST_COMMENT}})
    step.state, step.manner, step.comment = state, manner, comment
    step.decided_by, step.decided_at = by, timezone.now()
    step.save()
    return step


def drop(approval: Approval) -> None:
    """Nobody in the line is asked any more."""
    approval.steps.filter(state__in=(StepState.WAITING, StepState.CURRENT)).update(state=StepState.DROPPED)
