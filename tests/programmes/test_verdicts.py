"""Judging what was submitted: facts, states, words, what is decided by hand, and rules that change."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import override

from landbridge.base.models import ExchangeRate, LogEntry
from landbridge.base.versions import Stale
from landbridge.directory.models import Certification, ExportFigure
from landbridge.people.models import User
from landbridge.programmes.actions.calls import edit_call
from landbridge.programmes.actions.rule_sets import set_rules
from landbridge.programmes.actions.verdicts import decide_verdict, judge_version
from landbridge.programmes.criteria.conditions import BadRules
from landbridge.programmes.models import Application, ApplicationVersion, Participation, Verdict
from landbridge.programmes.queries.facts import facts_of
from landbridge.programmes.queries.verdicts import bonus_of, bonuses_of, preview, shown_verdicts
from tests.programmes.rows import a_call, a_firm, a_programme, a_selection, an_application

TEXT = {
    "ko": "전년도 수출액이 2천만 달러 이하일 것",
    "zh-hans": "上年度出口额不超过2000万美元",
    "en": "Exports ≤ US$20 m",
}
LIMIT: dict[str, Any] = {
    "code": "export_limit", "kind": "eligibility", "text": TEXT,
    "when": {"fact": "answers.exports", "at_most": {"amount": "20000000", "currency": "USD"}},
}  # fmt: skip
REGION: dict[str, Any] = {
    "code": "region", "kind": "eligibility", "text": {"ko": "경기도 소재", "en": "In Gyeonggi"},
    "when": {"fact": "organisation.region", "in": ["경기", "Gyeonggi"]},
}  # fmt: skip
ISO: dict[str, Any] = {
    "code": "iso", "kind": "bonus", "points": "3", "text": {"en": "ISO 9001"},
    "when": {"certificate": ["ISO 9001"]},
}  # fmt: skip
ONCE: dict[str, Any] = {
    "code": "once", "kind": "eligibility", "text": {"en": "One show a year"},
    "when": {"fact": "earlier.kind_this_year", "at_most": "0"},
}  # fmt: skip
pytestmark = pytest.mark.django_db


def usd(amount: str) -> dict[str, Any]:
    return {"exports": {"amount": amount, "currency": "USD"}}


def judged(application: Application) -> Application:
    judge_version(application.versions.get(), by=None)
    application.refresh_from_db()
    return application


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        (usd("20000000"), "eligible"),
        (usd("20000000.01"), "ineligible"),
        (usd("20500000"), "ineligible"),
        ({}, "submitted"),
    ],
)
def test_the_state_follows_the_golden_limit(answers: dict[str, Any], state: str) -> None:
    assert judged(an_application(a_call(rules=[LIMIT]), answers=answers)).state == state


def test_without_rules_everybody_is_eligible() -> None:
    assert judged(an_application(a_call())).state == "eligible"


@pytest.mark.parametrize(
    ("language", "fact"),
    [
        ("en", "Exports of last year: US$20.5 m; at most US$20 m"),
        ("ko", "2,050만 달러"),
        ("zh-hans", "2050万美元"),
    ],
)
def test_a_verdict_is_in_the_readers_language(language: str, fact: str) -> None:
    application = judged(an_application(a_call(rules=[LIMIT]), answers=usd("20500000")))
    with override(language):
        (stored,) = shown_verdicts(application.versions.get())
        (now,) = preview(application, {"exports": {"amount": "20.5m", "currency": "USD"}})  # as it is typed
    assert (stored.text, stored.language, stored.outcome) == (TEXT[language], language, "not_met")
    assert fact.replace(",", "") in stored.facts[0].replace(",", "")
    assert (now.text, now.facts, now.outcome) == (stored.text, stored.facts, stored.outcome)


def test_another_currency_is_converted_at_a_named_rate() -> None:
    today = timezone.localdate()
    ExchangeRate.objects.create(base="USD", quote="KRW", day=today, rate=Decimal(1250), source="한국은행")
    answers = {"exports": {"amount": "25625000000", "currency": "KRW"}}
    application = judged(an_application(a_call(rules=[LIMIT]), answers=answers))
    assert application.state == "ineligible"
    with override("en"):
        (shown,) = shown_verdicts(application.versions.get())
    assert "that is US$20.5 m" in shown.facts[0]
    assert "한국은행" in shown.facts[0]


def test_an_unknown_currency_is_not_silently_met() -> None:
    answers = {"exports": {"amount": "1", "currency": "KRW"}}
    application = judged(an_application(a_call(rules=[LIMIT]), answers=answers))
    assert application.state == "submitted"
    assert "No exchange rate" in shown_verdicts(application.versions.get())[0].facts[0]


def test_what_was_chosen_is_said_in_words_and_not_by_its_code() -> None:
    degree = {"code": "degree", "kind": "choice", "label": {"en": "Degree"}, "options": [
        {"code": "b", "label": {"ko": "학사", "en": "Bachelor"}},
        {"code": "d", "label": {"ko": "박사", "en": "Doctor"}},
    ]}  # fmt: skip
    rule = {"code": "d", "kind": "bonus", "points": "5", "text": {"en": "A doctor"},
            "when": {"fact": "answers.degree", "is": "d"}}  # fmt: skip
    application = an_application(a_call(rules=[rule]), answers={"degree": "b"})
    application.form.questions = [degree]
    application.form.save()
    (shown,) = shown_verdicts(judged(application).versions.get())
    assert "Bachelor" in shown.facts[0]
    assert "Doctor" in shown.facts[0]
    with override("ko"):
        assert "학사" in preview(application, {"degree": "b"})[0].facts[0]


def test_facts_of_the_directory() -> None:
    firm = a_firm(region="Gyeonggi", founded=2020, employees=30, number_kind="brn", number="9998100000", level=2)
    ExportFigure.objects.create(organisation=firm, year=2025, amount=5, currency="USD")
    Certification.objects.create(organisation=firm, name="ISO 9001", expires_on=date(2027, 1, 1))
    application = an_application(a_call(), firm)
    facts = facts_of(application, {"exports": {"amount": "x", "currency": "USD"}}, date(2026, 11, 24)).values
    assert facts["organisation.age"] == 6
    assert facts["exports.last_year"] == facts["exports.latest"]
    assert facts["answers.exports"] is None
    assert (facts["organisation.has_number"], facts["organisation.blocked"]) == (True, False)
    assert [one.name for one in facts["certificates"]] == ["ISO 9001"]  # type: ignore[union-attr]


def test_one_show_a_year() -> None:
    firm = a_firm()
    held = an_application(a_call(), firm)
    Participation.objects.create(programme=held.call.programme, application=held, side="host", place=1)
    assert judged(an_application(a_call(rules=[ONCE]), firm)).state == "ineligible"
    assert judged(an_application(a_call(rules=[ONCE]), a_firm())).state == "eligible"
    later = a_programme(starts_on=date(2028, 4, 1), ends_on=date(2028, 4, 2))
    assert judged(an_application(a_call(later, rules=[ONCE]), firm)).state == "eligible"


def test_bonus_points_and_their_cap() -> None:
    firm = a_firm()
    Certification.objects.create(organisation=firm, name="ISO 9001")
    cap = {"code": "cap", "kind": "cap", "points": "2.5", "text": {"en": "At most 2.5"}}
    one = judged(an_application(a_call(rules=[ISO]), firm)).versions.get()
    capped = judged(an_application(a_call(rules=[ISO, cap]), firm)).versions.get()
    assert bonuses_of([one, capped]) == {one.pk: Decimal(3), capped.pk: Decimal("2.5")}
    assert bonus_of(one) == 3


def test_what_cannot_be_told_is_decided_by_hand(host_manager: User, guest_manager: User) -> None:
    application = judged(an_application(a_call(rules=[REGION, ISO])))
    assert application.state == "submitted"
    verdict = Verdict.objects.get(rule="region")
    with pytest.raises(PermissionDenied):
        decide_verdict(verdict, by=guest_manager, is_met=True, reason="Seen")
    with pytest.raises(ValidationError):
        decide_verdict(verdict, by=host_manager, is_met=True, reason="  ")
    with pytest.raises(ValidationError):
        decide_verdict(Verdict.objects.get(rule="iso"), by=host_manager, is_met=True, reason="Seen")
    decide_verdict(verdict, by=host_manager, is_met=True, reason="The lease was shown")
    application.refresh_from_db()
    assert application.state == "eligible"
    judge_version(application.versions.get(), by=None)
    application.refresh_from_db()
    assert application.state == "eligible", "the same rules leave it as it was decided"
    assert shown_verdicts(application.versions.get())[0].by_hand == "The lease was shown"


def test_new_rules_are_stale_checked_read_and_logged(host_manager: User, guest_manager: User) -> None:
    call = a_call(a_programme(), state="draft", published_at=None)
    first = set_rules(call, [LIMIT], by=host_manager, number=0)
    assert (first.number, set_rules(call, [LIMIT, ISO], by=host_manager, number=1).number) == (1, 2)
    with pytest.raises(Stale):
        set_rules(call, [], by=host_manager, number=1)
    with pytest.raises(BadRules):
        set_rules(call, [{"code": "x"}], by=host_manager, number=2)
    with pytest.raises(PermissionDenied):
        set_rules(call, [], by=guest_manager, number=2)


def test_rules_of_a_published_call_change_with_a_reason_and_judge_anew(host_manager: User) -> None:
    call = a_call(rules=[LIMIT])
    application = judged(an_application(call, answers=usd("20500000")))
    looser = {**LIMIT, "when": {"fact": "answers.exports", "at_most": {"amount": "30000000", "currency": "USD"}}}
    with pytest.raises(ValidationError):
        set_rules(call, [looser], by=host_manager, number=1)
    set_rules(call, [looser], by=host_manager, number=1, reason="The programme's budget was raised")
    application.refresh_from_db()
    assert application.state == "eligible"
    entry = LogEntry.objects.get(verb="programmes.rules_set")
    assert (entry.reason, entry.changes["judged"]) == ("The programme's budget was raised", 1)
    assert Verdict.objects.count() == 2, "what the earlier rules said stays"


def test_rules_stay_once_the_selection_is_announced(host_manager: User) -> None:
    call = a_call(rules=[LIMIT])
    a_selection(call, [an_application(call)])
    with pytest.raises(ValidationError):
        set_rules(call, [], by=host_manager, number=1, reason="Too late")


def test_an_earlier_version_is_not_decided_about(host_manager: User) -> None:
    call = a_call(rules=[REGION])
    application = judged(an_application(call, a_firm(region="")))
    early = Verdict.objects.get(outcome="unknown")
    first = application.versions.get()
    later = ApplicationVersion.objects.create(
        application=application, number=2, form=first.form, language="ko", answers={}, sha256="1" * 64,
        submitted_at=timezone.now(),
    )  # fmt: skip
    judge_version(later, by=None)
    with pytest.raises(ValidationError, match="by now"):
        decide_verdict(early, by=host_manager, is_met=False, reason="Seen")
    application.refresh_from_db()
    assert application.state == "submitted"
    set_rules(call, [REGION, LIMIT], by=host_manager, number=1, reason="An exports limit")
    with pytest.raises(ValidationError, match="by now"):
        decide_verdict(later.verdicts.get(rule_set__number=1), by=host_manager, is_met=True, reason="Seen")


def test_a_call_made_longer_judges_on_its_new_last_day(host_manager: User) -> None:
    call = a_call(rules=[ISO])
    firm = a_firm()
    Certification.objects.create(
        organisation=firm, name="ISO 9001", expires_on=timezone.localdate() + timedelta(days=9)
    )
    application = judged(an_application(call, firm))
    assert bonus_of(application.versions.get()) == 3
    edit_call(call, by=host_manager, version=call.version, closes_at=call.closes_at + timedelta(days=20))
    assert bonus_of(application.versions.get()) == 0, "it has expired by then"
