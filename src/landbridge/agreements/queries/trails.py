"""The trail of a document: who drafted it, and everybody in its line with what they did."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.models import Approval, ApprovalStep
from landbridge.agreements.queries.approvals import visible_approvals
from landbridge.agreements.queries.subjects import subject_kind
from landbridge.agreements.rules.approvals import Can
from landbridge.agreements.rules.rights import MOVING
from landbridge.base.access import allowed
from landbridge.people.models import ONE_SIDE, User

StepState, Manner = ApprovalStep.State, ApprovalStep.Manner
DRAFT = _("drafting")
SHORT_RIGHTS: dict[ApprovalStep.Manner, str | Promise] = {
    Manner.DELEGATED: _("delegated"),
    Manner.ABSENT: _("in absence"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One box of the trail: a duty, who has it, and what they did when, in what right, with what comment."""

    duty: str | Promise
    assignee: User
    state: str | Promise
    tone: str
    at: datetime | None = None
    decided_by: User | None = None  #: only where it is another than the assignee
    manner: str = ""
    right: str | Promise = ""  #: in what right, in words, where it is not their own
    comment: str = ""
    is_over: bool = True  #: nothing more comes of it

    @property
    def short_right(self) -> str | Promise:
        """The right as it is written into a box, where there is room for a word."""
        return SHORT_RIGHTS[Manner(self.manner)] if self.right else ""

    @property
    def is_dropped(self) -> bool:
        """Whether it came to an end before it was this one's turn."""
        return self.is_over and not self.at


@dataclass(frozen=True, slots=True)
class SideApproval:
    """Where a side's approval of a document stands, as one reader may know it.

    ``trail`` is empty, and there is no link, where the reader may not open the approval: they know that it is asked
    or given, and its number, and no more.
    """

    side: str
    side_name: str | Promise
    approval: Approval | None
    trail: tuple[Entry, ...]
    is_open_to_reader: bool

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return DOCUMENT_TONES[Approval.State(self.approval.state)] if self.approval else ""

    @property
    def number(self) -> str:
        """Its number, once it is approved."""
        return number_of(self.approval) if self.approval else ""


@dataclass(frozen=True, slots=True)
class SubjectApprovals:
    """What a document's own page says about its approvals: for ``agreements/parts/approval.html``."""

    kind_code: str
    object_id: int
    sides: tuple[SideApproval, ...]
    may_ask: bool


DOCUMENT_TONES = {
    Approval.State.DRAFT: "",
    Approval.State.REVIEW: "warn",
    Approval.State.CONSULT: "warn",
    Approval.State.DECIDE: "warn",
    Approval.State.APPROVED: "good",
    Approval.State.RETURNED: "bad",
    Approval.State.WITHDRAWN: "",
    Approval.State.VOID: "bad",
}
TONES = {
    StepState.WAITING: "",
    StepState.CURRENT: "warn",
    StepState.DONE: "good",
    StepState.RETURNED: "bad",
    StepState.DROPPED: "",
}


def number_of(approval: Approval) -> str:
    """The number as it is written: the year, and the place in it; empty before it is approved."""
    return f"{approval.year}-{approval.number}" if approval.number else ""


def with_trail(approval_number: int) -> Approval:
    """An approval with all that its trail names."""
    rows = Approval.objects.select_related("drafted_by").prefetch_related("steps__assignee", "steps__decided_by")
    return rows.get(pk=approval_number)


def trail_of(approval: Approval) -> tuple[Entry, ...]:
    """The boxes of an approval's trail, the drafter's first."""
    drafted = Entry(DRAFT, approval.drafted_by, StepState.DONE.label, "good", at=approval.submitted_at)
    return (drafted, *(_entry(step) for step in approval.steps.all()))


def approvals_of_subject(kind_code: str, obj: Model, user: User, *, sides: tuple[str, ...] = ()) -> SubjectApprovals:
    """The last approval of a document on each side (of ``sides``; both by default) that was not taken back or void.

    :param user: who reads; the trail is only for those who may open the approval.
    """
    kind = subject_kind(kind_code)
    wanted = [(code, name) for code, name in ONE_SIDE if not sides or code in sides]
    rows = Approval.objects.filter(subject_kind=kind_code, subject_id=obj.pk).order_by("pk")
    latest = {
        row.side: row
        for row in rows.select_related("drafted_by").prefetch_related("steps__assignee", "steps__decided_by")
    }
    seen = set(visible_approvals(user).filter(pk__in=[row.pk for row in latest.values()]).values_list("pk", flat=True))
    found = []
    for code, name in wanted:
        row = latest.get(code)
        is_seen = row is not None and row.pk in seen
        found.append(SideApproval(code, name, row, trail_of(row) if row and is_seen else (), is_seen))
    own = latest.get(user.side)
    may_ask = (
        allowed(user, Can.ASK_APPROVAL)
        and user.side in {code for code, _name in wanted}
        and (own is None or own.state not in Approval.OPEN)
        and kind.may_ask(user, obj)
    )
    return SubjectApprovals(kind_code, obj.pk, tuple(found), may_ask)


def can_withdraw(user: User, approval: Approval) -> bool:
    """Whether somebody may take a document back now."""
    return approval.state in MOVING and allowed(user, Can.WITHDRAW_APPROVAL, approval)


def _entry(step: ApprovalStep) -> Entry:
    is_others = step.decided_by is not None and step.decided_by_id != step.assignee_id
    in_another_right = step.manner and step.manner != Manner.OWN
    return Entry(
        duty=step.get_duty_display(),
        assignee=step.assignee,
        state=step.get_state_display(),
        tone=TONES[StepState(step.state)],
        at=step.decided_at,
        decided_by=step.decided_by if is_others else None,
        manner=step.manner,
        right=step.get_manner_display() if in_another_right else "",
        comment=step.comment,
        is_over=step.state not in {StepState.WAITING, StepState.CURRENT},
    )
