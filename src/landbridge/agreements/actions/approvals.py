"""A document goes its way: asked, reviewed, consulted about, approved; or sent back, taken back, void.

Everything here holds the document's own row first and its approval then (``subjects.locked_subject``). So a decision
and an edit of the same document happen one after the other: an edit that comes second voids what was approved, a
decision that comes second finds another digest than the one that was asked about, and voids it too.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from landbridge.agreements.actions.approval_lines import Line, advance, check_line, drop, sign
from landbridge.agreements.actions.approval_notices import (
    tell_approved,
    tell_next,
    tell_returned,
    tell_superior,
    tell_void,
)
from landbridge.agreements.actions.subjects import locked_subject
from landbridge.agreements.models import Approval, ApprovalBook, ApprovalStep
from landbridge.agreements.queries.subjects import SubjectKind, content_now, subject_kind, title_of
from landbridge.agreements.rules.approvals import Can
from landbridge.agreements.rules.rights import MOVING, Right, right_over, today_on
from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import Stale
from landbridge.people.models import User
from landbridge.people.rules import acting_side

State, StepState, Manner = Approval.State, ApprovalStep.State, ApprovalStep.Manner
CHANGED = gettext_lazy("The document was changed after the approval was asked.")
GONE = gettext_lazy("The document is no longer there.")


@transaction.atomic
def ask_approval(kind_code: str, obj: Model, *, by: User | None, side: str, steps: Line) -> Approval:
    """Ask one's own side to approve a document as it is now.

    :param steps: who does what, in order: reviewers, then those consulted, then one approver or several. Reviewers
        and approvers come one after the other; those consulted answer side by side.
    :raises PermissionDenied: unless ``by`` manages the side, and the document's own rule lets them ask.
    :raises ValidationError: if the line is wrong, or the document is on its way or approved already.
    """
    require(by, Can.ASK_APPROVAL)
    kind, subject = subject_kind(kind_code), locked_subject(subject_kind(kind_code), obj.pk)
    if by is None or subject is None or acting_side(by) != side or not kind.may_ask(by, subject):
        raise PermissionDenied
    check_line(by, side, steps)
    if Approval.objects.filter(subject_kind=kind.code, subject_id=obj.pk, side=side, state__in=Approval.OPEN).exists():
        raise ValidationError(_("Your side’s approval of this was asked already."))
    content, digest = content_now(kind, subject)
    now = timezone.now()
    approval = Approval.objects.create(
        side=side,
        subject_kind=kind.code,
        subject_id=obj.pk,
        title=title_of(kind, subject),
        content=content,
        sha256=digest,
        drafted_by=by,
        submitted_at=now,
    )
    line = ApprovalStep.objects.bulk_create(
        ApprovalStep(approval=approval, position=position, duty=duty, assignee=assignee)
        for position, (duty, assignee) in enumerate(steps, start=1)
    )
    current = advance(approval, line)
    record(
        "agreements.approval_asked",
        approval,
        by=by,
        changes={"kind": kind.code, "subject": obj.pk, "side": side, "sha256": digest, "steps": len(line)},
    )
    kind.asked(subject, approval)
    tell_next(approval, current)
    return approval


@transaction.atomic
def decide(approval: Approval, *, by: User | None, version: int, comment: str = "") -> Approval:
    """Agree to a document in the step that is one's own, or that one may decide for somebody else.

    The last step approves it: it takes the next number of its side and year. If the document no longer says what the
    approval was asked for, it is not approved but void; the approval that is given back says so by its state.

    :param version: of the approval as it was shown; it grows with every move, not with the answers of those consulted
        side by side.
    :raises PermissionDenied: if no step is ``by``'s to decide now.
    :raises Stale: if the document moved on since ``version``.
    """
    approval, kind, subject = _held(approval, version)
    user, right = _require_right(by, approval)
    if subject is None or content_now(kind, subject)[1] != approval.sha256:
        return _void(approval, kind, subject, by=user, because=GONE if subject is None else CHANGED)
    step = sign(right.step, right.manner, StepState.DONE, by=user, comment=comment)
    changes = {"step": step.position, "duty": step.duty, "manner": step.manner, "for": step.assignee_id}
    record("agreements.approval_step_decided", approval, by=user, changes=changes)
    if right.ends:
        _approve(approval, kind, subject, by=user)
    else:
        tell_next(approval, advance(approval, list(approval.steps.select_related("assignee"))))
    if step.manner == Manner.ABSENT:
        tell_superior(approval, step, by=user)
    return approval


@transaction.atomic
def send_back(approval: Approval, *, by: User | None, version: int, comment: str) -> Approval:
    """Send a document back to whoever drafted it, with a reason.

    :raises PermissionDenied: if no step is ``by``'s to decide now.
    :raises Stale: if the document moved on since ``version``.
    :raises ValidationError: by field ``comment``, without a reason.
    """
    approval, kind, subject = _held(approval, version)
    user, right = _require_right(by, approval)
    if not comment.strip():
        raise ValidationError({"comment": _("Say why it is sent back.")})
    step = sign(right.step, right.manner, StepState.RETURNED, by=user, comment=comment)
    changes = {"step": step.position, "duty": step.duty, "manner": step.manner, "for": step.assignee_id}
    _close(approval, State.RETURNED)
    record("agreements.approval_returned", approval, by=user, changes=changes)
    if subject is not None:
        kind.returned(subject, approval)
    tell_returned(approval, by=user, reason=comment.strip())
    if step.manner == Manner.ABSENT:
        tell_superior(approval, step, by=user)
    return approval


@transaction.atomic
def withdraw_approval(approval: Approval, *, by: User | None, version: int) -> Approval:
    """Take a document back while it is on its way: its drafter, or a manager of its side.

    :raises Stale: if the document moved on since ``version``.
    :raises ValidationError: if it is decided already.
    """
    approval, kind, subject = _held(approval, version)
    require(by, Can.WITHDRAW_APPROVAL, approval)
    _close(approval, State.WITHDRAWN)
    record("agreements.approval_withdrawn", approval, by=by)
    if subject is not None:
        kind.returned(subject, approval)
    return approval


@transaction.atomic
def void_approvals(kind_code: str, obj: Model, *, by: User | None, because: str | Promise = CHANGED) -> int:
    """A document was changed: what either side approved of it, or was about to, is void. Gives how many were.

    Every action that edits what is approved calls this, before or after its own writes; the row is held from here on.

    :param because: a text of the source, lazily translated; each reader is told it in their own language.
    """
    kind = subject_kind(kind_code)
    if locked_subject(kind, obj.pk) is None:
        return 0
    rows = Approval.objects.select_for_update(of=("self",)).order_by("pk")
    found = list(rows.filter(subject_kind=kind_code, subject_id=obj.pk, state__in=Approval.OPEN))
    for approval in found:
        _void(approval, kind, obj, by=by, because=because)
    return len(found)


def _held(approval: Approval, version: int) -> tuple[Approval, SubjectKind, Model | None]:
    """The approval and its document, both held until the end of the transaction."""
    kind = subject_kind(approval.subject_kind)
    subject = locked_subject(kind, approval.subject_id)
    held = Approval.objects.select_for_update(of=("self",)).select_related("drafted_by").get(pk=approval.pk)
    if held.version != version:
        raise Stale(held)
    if held.state not in MOVING:
        raise ValidationError(_("This was decided already."))
    return held, kind, subject


def _require_right(by: User | None, approval: Approval) -> tuple[User, Right]:
    require(by, Can.DECIDE_APPROVAL, approval)
    if by is None or (right := right_over(by, approval)) is None:
        raise PermissionDenied
    return by, right


def _approve(approval: Approval, kind: SubjectKind, subject: Model, *, by: User) -> None:
    approval.year = today_on(approval.side).year
    approval.number = _next_number(approval.side, approval.year)
    _close(approval, State.APPROVED)
    changes = {"year": approval.year, "number": approval.number, "sha256": approval.sha256}
    record("agreements.approval_given", approval, by=by, changes=changes)
    kind.approved(subject, approval)
    tell_approved(approval)


def _void(
    approval: Approval, kind: SubjectKind, subject: Model | None, *, by: User | None, because: str | Promise
) -> Approval:
    with override("en"):  # the source's own words, which every reader's language has a translation of
        approval.voided_because = str(because)[:300]
    approval.voided_at = timezone.now()
    _close(approval, State.VOID)
    record("agreements.approval_voided", approval, by=by, changes={"number": approval.number})
    if subject is not None:
        kind.returned(subject, approval)
    tell_void(approval)
    return approval


def _close(approval: Approval, state: Approval.State) -> None:
    """Nothing more is asked of anybody."""
    drop(approval)
    approval.state = state
    if state in {State.APPROVED, State.RETURNED}:
        approval.decided_at = timezone.now()
    approval.version += 1
    approval.save()


def _next_number(side: str, year: int) -> int:
    """The next number of a side in a year. The book's row is held until the number's transaction has ended."""
    ApprovalBook.objects.get_or_create(side=side, year=year)
    book = ApprovalBook.objects.select_for_update().get(side=side, year=year)
    book.last += 1
    book.save(update_fields=["last"])
    return book.last
