"""Telling those in the line of a document: the next ones, the drafter, and the superior who was away (후열)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy

from landbridge.agreements.models import Approval, ApprovalStep
from landbridge.agreements.queries.subjects import subject_kind
from landbridge.agreements.rules.rights import stand_ins
from landbridge.agreements.wording import approval_notices as words
from landbridge.people.actions.notices import notify
from landbridge.people.models import User
from landbridge.people.queries.notices import reading_language
from landbridge.people.wording.notices import NoticeKind


def tell_next(approval: Approval, steps: Iterable[ApprovalStep]) -> None:
    """The steps have become current: their assignees are told, and whoever may decide in their place."""
    for step in steps:
        said = {"duty": ApprovalStep.Duty(step.duty).label}
        drafter = approval.drafted_by
        _tell(step.assignee, words.WAITING, approval, f"{step.pk}", {**said, "drafter": str(drafter)}, [drafter])
        for deputy in stand_ins(step, approval):
            said_to_deputy = {**said, "superior": str(step.assignee)}
            _tell(deputy, words.STANDING_IN, approval, f"{step.pk}:{deputy.pk}", said_to_deputy, [step.assignee])


def tell_approved(approval: Approval) -> None:
    """The drafter is told the number."""
    number = f"{approval.year}-{approval.number}"
    _tell(approval.drafted_by, words.APPROVED, approval, f"{approval.pk}", {"number": number})


def tell_returned(approval: Approval, *, by: User, reason: str) -> None:
    """The drafter is told who sent it back, and why."""
    _tell(approval.drafted_by, words.RETURNED, approval, f"{approval.pk}", {"sender": str(by), "reason": reason}, [by])


def tell_void(approval: Approval) -> None:
    """The drafter is told, and whoever had decided."""
    deciders = [step.decided_by for step in approval.steps.select_related("decided_by") if step.decided_by]
    reason = gettext_lazy(approval.voided_because)
    for receiver in {approval.drafted_by, *deciders}:
        _tell(receiver, words.VOID, approval, f"{approval.pk}:{receiver.pk}", {"reason": reason})


def tell_superior(approval: Approval, step: ApprovalStep, *, by: User) -> None:
    """The superior is told what was decided while they were away."""
    outcome = ApprovalStep.State(step.state).label
    if step.state == ApprovalStep.State.DONE:
        outcome = ApprovalStep.Duty(step.duty).label
    said = {"deputy": str(by), "outcome": outcome}
    _tell(step.assignee, words.SEEN_AFTERWARDS, approval, f"{step.pk}", said, [by])


def _tell(  # noqa: PLR0917 - all are what the one notice is made of
    receiver: User,
    kind: NoticeKind,
    approval: Approval,
    key: str,
    said: Mapping[str, object],
    named: Iterable[User] = (),
) -> None:
    persons = [person.pk for user in named if (person := getattr(user, "person", None)) is not None]
    title, _language = approval.titles.read(reading_language(receiver))
    notify(
        receiver,
        kind.code,
        key=f"{kind.code}:{key}",
        params={"title": title, "kind": subject_kind(approval.subject_kind).name, **said},
        link=reverse("agreements:approval", args=[approval.pk]),
        about=persons,
    )
