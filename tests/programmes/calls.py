"""Programmes and calls for tests, made through the actions."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from landbridge.agreements.actions.approvals import ask_approval, decide
from landbridge.agreements.models import ApprovalStep
from landbridge.people.models import User
from landbridge.programmes.actions.agreeing import CALL, ask_call_approval
from landbridge.programmes.actions.calls import draft_call, publish_call
from landbridge.programmes.actions.kinds import add_kind
from landbridge.programmes.actions.programmes import plan_programme
from landbridge.programmes.actions.texts import approve_text, save_text
from landbridge.programmes.models import Call, Programme, ProgrammeKind
from tests.conftest import make_user

KOREAN = "## 사업 개요\n참가기업을 모집합니다.\n- 장소: 충칭\n많은 참여 바랍니다."
RUBRIC = [
    {"code": "product", "label": {"ko": "제품", "zh-hans": "产品", "en": "Product"}, "weight": "60", "most": "10"},
    {"code": "market", "label": {"ko": "시장", "zh-hans": "市场", "en": "Market"}, "weight": "40", "most": "10"},
]
FORM = [
    {
        "code": "company",
        "kind": "text",
        "label": {"ko": "회사명", "zh-hans": "公司名称", "en": "Company"},
        "required": True,
    }
]


def a_kind(code: str = "visit", **facts: Any) -> ProgrammeKind:
    """A kind with one question and a rubric of two criteria."""
    if found := ProgrammeKind.objects.filter(code=code).first():
        return found
    names = {"name_ko": "기업 방문", "name_zh": "企业互访", "name_en": "Company visit"}
    return add_kind(by=None, code=code, field="visits", form=FORM, rubric=RUBRIC, **{**names, **facts})


def a_programme(user: User, **facts: Any) -> Programme:
    """A programme that the user's side leads, in two months."""
    said: dict[str, Any] = {
        "name_ko": "충칭 기업 방문", "name_zh": "重庆企业访问", "name_en": "Visit to Chongqing", "original": "ko",
        "country": "CN", "zone": "Asia/Shanghai", "place": "重庆", "is_joint": True,
        "starts_on": timezone.localdate() + timedelta(days=60), "ends_on": timezone.localdate() + timedelta(days=62),
    }  # fmt: skip
    return plan_programme(by=user, kind=a_kind(), **{**said, **facts})


def a_call(user: User, *, programme: Programme | None = None, **facts: Any) -> Call:
    """A drafted call with its Korean text approved; it opens in an hour, for two weeks."""
    programme = programme or a_programme(user)
    opens = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    said: dict[str, Any] = {"opens_at": opens, "closes_at": opens + timedelta(days=14), "places": 5}
    call = draft_call(programme, by=user, **{**said, **facts})
    text = save_text(call, "ko", by=user, version=1, title="충칭 기업 방문 참가기업 모집", body=KOREAN)
    approve_text(text, by=user, version=text.version)
    call.refresh_from_db()
    return call


def approver_of(side: str) -> User:
    """The approver of a side."""
    email = f"approver.{side}@test.example"
    return User.objects.filter(email=email).first() or make_user(email, side=side, role="approver")


def agree(call: Call, *, host: User, guest: User) -> Call:
    """The host sends a joint call, and the guest's approver approves it."""
    ask_call_approval(call, by=host)
    approver = approver_of(guest.side)
    asked = ask_approval(CALL, call, by=guest, side=guest.side, steps=[(ApprovalStep.Duty.DECIDE, approver)])
    decide(asked, by=approver, version=asked.version)
    call.refresh_from_db()
    return call


def a_published_call(host: User, guest: User, **facts: Any) -> Call:
    """A joint call that both sides agreed on, published."""
    call = agree(a_call(host, **facts), host=host, guest=guest)
    return publish_call(call, by=host)


def at(day: str, hour: int, zone: str) -> datetime:
    """An hour of a day on the clock of a zone."""
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), ZoneInfo(zone)) + timedelta(hours=hour)
