"""Evaluators, marks, the selection and its approval."""

from __future__ import annotations

import random
from datetime import timedelta

from django.utils import timezone

from landbridge.agreements.actions.approvals import decide
from landbridge.agreements.models import ApprovalStep
from landbridge.base.log import record_each
from landbridge.people.models import Role, User
from landbridge.people.queries.accounts import demo_address
from landbridge.programmes.actions.assignments import assign_automatically
from landbridge.programmes.actions.evaluators import invite_evaluator, record_tie
from landbridge.programmes.actions.marks import digest_of
from landbridge.programmes.actions.selections import announce, ask_decision, propose_selection
from landbridge.programmes.actions.unsettling import settle_application
from landbridge.programmes.criteria.rubrics import Criterion, read_rubric
from landbridge.programmes.demo.calling import Office
from landbridge.programmes.demo.plans import Plan
from landbridge.programmes.models import Application, Assignment, Call, EmployerTie, ScoreSheet, Selection

_COMMENTS = {
    "ko": (
        "시장 이해가 깊습니다.",
        "양산 계획을 더 구체적으로 적어야 합니다.",
        "기술은 좋으나 현지 준비가 부족합니다.",
    ),
    "zh-hans": ("对市场理解深入。", "量产计划需更具体。", "技术较好，当地准备不足。"),
}


def screen(one: Plan, call: Call, office: Office, *, chance: random.Random) -> Selection | None:
    """Evaluate the applications to a closed call, as far as the plan says: halfway, to the decision, or announced."""
    for side, manager in office.managers.items():
        if not call.programme.is_joint and side != one.side:
            continue  # the other side names evaluators where both decide
        invite_evaluator(call, _judge(side), by=manager)
    if one.stage == "screening":
        _tie(call, office)
    assign_automatically(call, by=office.managers[one.side], seed=7)
    _mark(call, share=0.4 if one.stage == "screening" else 1.0, chance=chance)
    if one.stage == "screening":
        return None
    selection = propose_selection(call, by=office.managers[one.side])
    approval = ask_decision(
        selection, by=office.managers[one.side], version=selection.version,
        steps=[(ApprovalStep.Duty.DECIDE, office.approver(one.side))],
    )  # fmt: skip
    if one.stage == "decision":
        return selection
    decide(approval, by=office.approver(one.side), version=approval.version)
    selection.refresh_from_db()
    selection = announce(selection, by=office.managers[one.side])
    at = min(call.closes_at + timedelta(days=12), timezone.now())
    Selection.objects.filter(pk=selection.pk).update(made_at=at - timedelta(days=3), announced_at=at)
    return selection


def _judge(side: str) -> User:
    return User.objects.get(email=demo_address(Role.JUDGE, side))


def _tie(call: Call, office: Office) -> None:
    """One of the applicants works where a judge once did: that one the judge must not open."""
    judge = _judge("guest")
    for application in call.applications.filter(side="guest", person__user=None).select_related("person"):
        if contact := application.person and application.person.contacts.first():
            record_tie(
                judge, contact.organisation, EmployerTie.Kind.FORMER, by=office.managers["guest"], note="2019–2022"
            )
            return


def _mark(call: Call, *, share: float, chance: random.Random) -> None:
    """Submit the sheets of a share of the applications: as ``submit_marks`` does, all at once."""
    rubric = read_rubric(call.rubric)
    applications = list(call.applications.filter(state=Application.State.ELIGIBLE).order_by("number"))
    marked = applications[: round(len(applications) * share)]
    talent = {one.pk: chance.uniform(0.5, 0.95) for one in marked}
    rows = Assignment.objects.filter(application__in=marked, state=Assignment.State.ASSIGNED)
    sheets = []
    for row in rows.select_related("sheet", "evaluator__user", "application"):
        sheet = row.sheet
        sheet.assignment = row
        worth = talent[row.application_id]
        sheet.marks = {one.code: _mark_of(one, worth + chance.uniform(-0.12, 0.12)) for one in rubric}
        language = row.evaluator.user.language or row.application.language
        sheet.comment = chance.choice(_COMMENTS.get(language) or _COMMENTS[row.application.language])
        sheet.submitted_at = min(call.closes_at + timedelta(days=chance.uniform(2, 8)), timezone.now())
        sheet.sha256 = digest_of(sheet)
        sheets.append(sheet)
    ScoreSheet.objects.bulk_update(sheets, ["marks", "comment", "submitted_at", "sha256"])
    rows.filter(pk__in=[sheet.assignment_id for sheet in sheets]).update(state=Assignment.State.SUBMITTED)
    said = [(sheet.assignment, {"sha256": sheet.sha256}) for sheet in sheets]
    record_each("programmes.sheet_submitted", said, by=None)
    for application in marked:
        settle_application(application)


def _mark_of(criterion: Criterion, worth: float) -> str:
    """A share of the most there is, in halves."""
    return f"{min(criterion.most, max(0, round(float(criterion.most) * worth * 2) / 2)):g}"
