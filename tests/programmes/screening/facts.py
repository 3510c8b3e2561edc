"""A call in screening, for tests: applications that were judged, evaluators, sheets, a selection and its approval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from landbridge.agreements.actions.approvals import decide
from landbridge.agreements.models import Approval, ApprovalStep
from landbridge.directory.models import Organisation
from landbridge.people.models import User
from landbridge.programmes.actions.marks import submit_marks
from landbridge.programmes.actions.selections import ask_decision, propose_selection
from landbridge.programmes.models import (
    Application,
    Assignment,
    Call,
    Evaluator,
    RuleSet,
    ScoreSheet,
    Selection,
    Verdict,
)
from tests.conftest import make_user
from tests.programmes.rows import a_call, a_firm, a_programme, an_application

RUBRIC = [
    {"code": "team", "label": {"ko": "조직", "zh-hans": "团队", "en": "Team"}, "weight": "40", "step": "0.5"},
    {"code": "market", "label": {"ko": "시장", "zh-hans": "市场", "en": "Market"}, "weight": "60", "step": "0.5"},
]
RULES = [
    {"code": "in_region", "kind": "eligibility",

     "text": {"ko": "도내 사업장", "zh-hans": "区内营业", "en": "A site here"},
     "when": {"fact": "applicant.side", "is": "host"}},
    {"code": "iso", "kind": "bonus", "points": "3", "text": {"en": "ISO 9001"}, "when": {"certificate": ["ISO 9001"]}},
]  # fmt: skip


def a_closed_call(side: str = "host", **more: Any) -> Call:
    """A call that closed an hour ago, with a rubric and rules."""
    now = timezone.now()
    is_joint = more.pop("is_joint", True)
    number = Call.objects.count() + 1
    programme = a_programme(side, is_joint=is_joint, name_en=f"Lidar Expo {number}", name_zh="激光雷达展")
    facts: dict[str, Any] = {
        "opens_at": now - timedelta(days=30), "closes_at": now - timedelta(hours=1), "rubric": RUBRIC,
        "evaluations_each": 2, "places": 1, "reserve_places": 1, "pass_mark": Decimal(60),
    }  # fmt: skip
    return a_call(programme, rules=RULES, **{**facts, **more})


def an_eligible(call: Call, organisation: Organisation | None = None, *, bonus: int = 0, **more: Any) -> Application:
    """An application that was judged, with bonus points."""
    application = an_application(call, organisation, state="eligible", **more)
    _verdict(application, "in_region", "met")
    if bonus:
        _verdict(application, "iso", "met", points=bonus)
    return application


def an_ineligible(call: Call, organisation: Organisation | None = None) -> Application:
    """An application that does not meet a rule."""
    application = an_application(call, organisation, state="ineligible")
    _verdict(application, "in_region", "not_met")
    return application


def _verdict(application: Application, rule: str, outcome: str, points: int = 0) -> None:
    Verdict.objects.create(
        version=application.versions.get(), rule_set=RuleSet.objects.get(call=application.call), rule=rule,
        kind="bonus" if points else "eligibility", outcome=outcome, points=points, judged_on=timezone.localdate(),
    )  # fmt: skip


def a_judge(name: str = "judge", side: str = "host", **more: Any) -> User:
    """A judge's account, at a domain of its own."""
    return make_user(f"{name}@{name}-{side}.example", side=side, role="judge", **more)


def an_evaluator(call: Call, judge: User) -> Evaluator:
    """A judge who evaluates."""
    return Evaluator.objects.get_or_create(call=call, user=judge, ended_at=None)[0]


def given(application: Application, judge: User) -> Assignment:
    """An application before a judge, without asking anybody."""
    evaluator = an_evaluator(application.call, judge)
    assignment = Assignment.objects.get_or_create(application=application, evaluator=evaluator)[0]
    ScoreSheet.objects.get_or_create(assignment=assignment)
    return assignment


def mark(application: Application, judge: User, team: str, market: str, comment: str = "") -> Assignment:
    """A submitted sheet."""
    assignment = given(application, judge)
    marks = {"team": team, "market": market}
    submit_marks(assignment, by=judge, version=assignment.sheet.version, marks=marks, comment=comment)
    assignment.refresh_from_db()
    return assignment


def approved(call: Call, manager: User, approver: User) -> Selection:
    """A selection that was proposed, asked for and approved."""
    selection = propose_selection(call, by=manager)
    sign(selection, manager, approver)
    selection.refresh_from_db()
    return selection


def sign(selection: Selection, manager: User, approver: User) -> Approval:
    """Ask an approver, who agrees."""
    steps: Sequence[tuple[ApprovalStep.Duty, User]] = [(ApprovalStep.Duty.DECIDE, approver)]
    approval = ask_decision(selection, by=manager, version=selection.version, steps=steps)
    return decide(approval, by=approver, version=approval.version)


__all__ = [
    "a_closed_call", "a_firm", "a_judge", "an_eligible", "an_evaluator", "an_ineligible", "approved", "given", "mark",
    "sign",
]  # fmt: skip
