"""Programmes, calls and applications made as rows, for tests of what comes after them; plainly invented."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.utils import timezone

from landbridge.directory.models import Editorship, Organisation
from landbridge.people.models import Invitation, Person, User
from landbridge.programmes.models import (
    Application,
    ApplicationVersion,
    Call,
    FormVersion,
    Participation,
    Programme,
    ProgrammeKind,
    RequiredDocument,
    RuleSet,
    Selection,
    SelectionRow,
    Verdict,
)
from landbridge.programmes.wording.rule_templates import TEMPLATES

EXPORTS = {"code": "exports", "kind": "money", "label": {"ko": "전년도 수출액", "en": "Exports of last year"}}
PLAN = {"ko": "참가 계획서", "zh-hans": "参展计划书", "en": "Plan of the stand"}
PROMISE = {"ko": "서약서", "zh-hans": "承诺书", "en": "Undertaking"}
DOCUMENTS = [
    {"code": "plan", "title": PLAN, "days_before": 20},
    {"code": "promise", "title": PROMISE, "days_before": 5},
]


A_RULE: dict[str, Any] = {
    "code": "once", "kind": "eligibility", "text": {"ko": "연 1회", "zh-hans": "每年一次", "en": "Once a year"},
    "when": {"fact": "earlier.kind_this_year", "at_most": "0"},
}  # fmt: skip


EXPORT_LIMIT: dict[str, Any] = {
    "code": "export_limit",
    "kind": "eligibility",
    "text": {
        "ko": "전년도 수출액이 2,000만 달러 이하여야 합니다.",
        "zh-hans": "上年度出口额不超过2000万美元。",
        "en": "Exports of the year before are at most US$20 m.",
    },
    "when": {"fact": "answers.exports", "at_most": {"amount": "20000000", "currency": "USD"}},
}
RULES: list[dict[str, Any]] = [
    EXPORT_LIMIT,
    *(rule for _label, rule in TEMPLATES.values() if rule["code"] != "export_limit"),
    {"code": "cap", "kind": "cap", "points": "7", "text": {"en": "At most 7"}},
]


def a_kind(code: str = "expo") -> ProgrammeKind:
    """A kind of programme."""
    named = {"name_ko": "박람회", "name_zh": "博览会", "name_en": "Expo"}
    return ProgrammeKind.objects.get_or_create(code=code, defaults={"field": "trade", **named})[0]


def a_programme(side: str = "host", **more: Any) -> Programme:
    """A programme of a side, in spring."""
    facts: dict[str, Any] = {
        "kind": a_kind(), "side": side, "name_en": "Lidar Expo", "name_ko": "라이다 박람회", "original": "ko",
        "country": "KR", "zone": "Asia/Seoul", "starts_on": date(2027, 4, 12), "ends_on": date(2027, 4, 14),
    }  # fmt: skip
    return Programme.objects.create(**{**facts, **more})


def a_call(programme: Programme | None = None, *, rules: Any = None, places: int = 2, **more: Any) -> Call:
    """A published call that is open, with a form and, if given, rules."""
    programme = programme or a_programme()
    now = timezone.now()
    facts: dict[str, Any] = {
        "programme": programme, "slug": f"call-{programme.pk}", "original": "ko", "opens_at": now - timedelta(days=5),
        "closes_at": now + timedelta(days=5), "places": places, "state": "published", "published_at": now,
        "reserve_places": 5,
    }  # fmt: skip
    call = Call.objects.create(**{**facts, **more})
    FormVersion.objects.create(call=call, number=1, questions=[EXPORTS], sha256="0" * 64)
    if rules is not None:
        RuleSet.objects.create(call=call, number=1, rules=rules, sha256="0" * 64)
    return call


def a_firm(side: str = "host", name: str = "Ash", **more: Any) -> Organisation:
    """An organisation."""
    country = "KR" if side == "host" else "CN"
    return Organisation.objects.create(**{"side": side, "country": country, "name_en": name, **more})


def an_editor(organisation: Organisation | None, user: User) -> User:
    """Let somebody keep an organisation's profile."""
    assert organisation is not None
    invitation = Invitation.objects.create(
        email=user.email, name=user.name, role="company", side=user.side, language="ko",
        digest=f"{organisation.pk}-{user.pk}", expires_at=timezone.now(), accepted_at=timezone.now(), accepted_by=user,
    )  # fmt: skip
    Editorship.objects.create(organisation=organisation, invitation=invitation)
    return user


def an_application(
    call: Call,
    organisation: Organisation | None = None,
    *,
    person: Person | None = None,
    answers: dict[str, Any] | None = None,
    state: str = "submitted",
) -> Application:
    """A submitted application with one version."""
    form = call.forms.get(number=1)
    applicant: Organisation | Person = organisation or person or a_firm(name=f"Firm {call.applications.count() + 1}")
    at = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(hours=call.applications.count())
    application = Application.objects.create(
        call=call,
        organisation=applicant if isinstance(applicant, Organisation) else None,
        person=applicant if isinstance(applicant, Person) else None,
        side=applicant.side, language="ko", number=call.applications.count() + 1, state=state, form=form,
        answers=answers or {}, submitted_at=at,
    )  # fmt: skip
    ApplicationVersion.objects.create(
        application=application, number=1, form=form, language="ko", answers=answers or {}, sha256="0" * 64,
        submitted_at=at,
    )  # fmt: skip
    return application


def a_selection(call: Call, chosen: Sequence[Application], reserve: Sequence[Application] = ()) -> Selection:
    """An announced selection, in this order; the applications' states follow."""
    selection = Selection.objects.create(call=call, state="announced", sha256="0" * 64, announced_at=timezone.now())
    for rank, application in enumerate([*chosen, *reserve], 1):
        result = "selected" if application in chosen else "reserve"
        SelectionRow.objects.create(selection=selection, application=application, rank=rank, result=result)
        Application.objects.filter(pk=application.pk).update(state=result)
        application.refresh_from_db()
    return selection


def a_participation(side: str = "host", **more: Any) -> Participation:
    """A confirmed place of an organisation of a side in a joint programme."""
    application = an_application(a_call(), a_firm(side), state="confirmed")
    facts: dict[str, Any] = {"state": "confirmed", "place": 1, "answer_by": timezone.now() + timedelta(days=3)}
    return Participation.objects.create(
        programme=application.call.programme, application=application, side=side, **{**facts, **more}
    )


def an_owed(side: str = "host", **more: Any) -> RequiredDocument:
    """A document that a participant of a side owes."""
    titles = {"title_ko": PLAN["ko"], "title_zh": PLAN["zh-hans"], "title_en": PLAN["en"]}
    return RequiredDocument.objects.create(
        participation=a_participation(side), code="plan", due_on=date(2027, 3, 5), **{**titles, **more}
    )


def a_verdict(side: str = "host", **more: Any) -> Verdict:
    """What a rule could not tell about an applicant of a side."""
    application = an_application(a_call(rules=[A_RULE]), a_firm(side))
    facts: dict[str, Any] = {"kind": "eligibility", "outcome": "unknown", "judged_on": date(2026, 11, 1)}
    return Verdict.objects.create(
        version=application.versions.get(), rule_set=application.call.rule_sets.get(), rule="once",
        **{**facts, **more},
    )  # fmt: skip
