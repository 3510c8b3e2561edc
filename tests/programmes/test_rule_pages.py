"""The pages of rules: fields in place of JSON, tried out before they are saved, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from landbridge.people.models import User
from landbridge.programmes.actions.rule_sets import set_rules
from landbridge.programmes.actions.verdicts import judge_version
from landbridge.programmes.criteria.conditions import read_condition
from landbridge.programmes.forms.conditions import condition_set, flat
from landbridge.programmes.models import Application, RuleSet
from landbridge.programmes.wording.rule_templates import TEMPLATES
from tests.people.people import a_person
from tests.programmes.rows import A_RULE, a_call, a_firm, a_programme, a_verdict, an_application

ClientOf = Callable[[User], Client]
LIMIT: dict[str, Any] = {
    "code": "export_limit", "kind": "eligibility",
    "text": {"ko": "수출 제한", "zh-hans": "出口限额", "en": "Export limit"},
    "when": {"fact": "answers.exports", "at_most": {"amount": "20000000", "currency": "USD"}},
}  # fmt: skip


def url(name: str, *args: Any) -> str:
    return reverse(f"programmes:{name}", args=args)


def sent(*rows: dict[str, str], **more: Any) -> dict[str, Any]:
    """A form as a browser sends it."""
    data: dict[str, Any] = {
        "number": "0", "kind": "eligibility", "text_en": "A rule", "join": "all", "rows-TOTAL_FORMS": str(len(rows)),
        "rows-INITIAL_FORMS": "0",
    }  # fmt: skip
    for number, row in enumerate(rows):
        data |= {f"rows-{number}-{name}": value for name, value in row.items()}
    return data | more


LIMIT_ROW = {"fact": "answers.exports", "how": "at_most", "limit": "2000만 달러", "currency": "USD"}


def usd(amount: str) -> dict[str, Any]:
    return {"exports": {"amount": amount, "currency": "USD"}}


@pytest.mark.django_db
def test_a_rule_is_tried_and_then_saved(client_of: ClientOf, host_manager: User) -> None:
    call = a_call(a_programme(), state="draft", published_at=None)
    out = an_application(call, a_firm(name="Large Works"), answers=usd("20500000"))
    an_application(call, a_firm(name="Small Works"), answers=usd("500000"))
    client = client_of(host_manager)
    tried = client.post(url("rule_new", call.pk), sent(LIMIT_ROW, **{"try": "1"})).content.decode()
    assert "Large Works" in tried
    assert "US$20.5 m; at most US$20 m" in tried
    assert "2000만 달러" in tried, "what was typed stays"
    assert not RuleSet.objects.exists()
    assert client.post(url("rule_new", call.pk), sent(LIMIT_ROW, save="1")).status_code == 302
    rule_set = RuleSet.objects.get()
    assert rule_set.rules[0]["when"] == LIMIT["when"]
    page = client.get(url("call_rules", call.pk)).content.decode()
    assert "Exports of last year: at most US$20 m" in page
    judge_version(out.versions.get(), by=None)
    assert "not met" in client.get(url("verdicts", out.pk)).content.decode()


@pytest.mark.django_db
def test_a_stale_save_says_so_and_keeps_what_was_typed(client_of: ClientOf, host_manager: User) -> None:
    call = a_call(a_programme(), rules=[LIMIT], state="draft", published_at=None)
    set_rules(call, [A_RULE], by=host_manager, number=1)
    answer = client_of(host_manager).post(
        url("rule_new", call.pk), sent(LIMIT_ROW, number="1", text_ko="내가 쓴 규정", save="1")
    )
    assert answer.status_code == 409
    assert "내가 쓴 규정" in answer.content.decode()
    assert 'name="number" value="2"' in answer.content.decode()
    assert RuleSet.objects.count() == 2


@pytest.mark.django_db
def test_a_published_call_wants_a_reason(client_of: ClientOf, host_manager: User) -> None:
    call = a_call(rules=[LIMIT])
    an_application(call, answers=usd("20500000"))
    client, address = client_of(host_manager), url("rule_remove", call.pk, "export_limit")
    assert client.post(address, {"number": 1, "reason": "", "save": "1"}).status_code == 422
    assert client.post(address, {"number": 1, "reason": "Budget raised", "save": "1"}).status_code == 302
    assert Application.objects.get().state == "eligible"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"fact": "organisation.region", "how": "in", "limit": " , "}, "can’t be read"),
        ({"fact": "organisation.age", "how": "at_most", "limit": "many"}, "many"),
        ({"fact": "answers.exports", "how": "at_most", "limit": "1,2", "currency": "USD"}, "commas"),
        ({"fact": "certificates", "how": "in", "limit": "ISO 9001", "negate": "on"}, "never does harm"),
        ({"fact": "certificates", "how": "in", "limit": ""}, "at least one certificate"),
        ({"fact": "organisation.secret", "how": "exists"}, "Select a valid choice"),
        ({"fact": ""}, "at least one condition"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    row: dict[str, str], said: str, client_of: ClientOf, host_manager: User
) -> None:
    answer = client_of(host_manager).post(url("rule_new", a_call().pk), sent(row, save="1", reason="x"))
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.django_db
def test_points_and_their_limit(client_of: ClientOf, host_manager: User) -> None:
    call, client = a_call(a_programme(), state="draft", published_at=None), client_of(host_manager)
    row = {"fact": "certificates", "how": "in", "limit": "ISO 9001, CE", "years": "3"}
    assert client.post(url("rule_new", call.pk), sent(row, kind="bonus", save="1")).status_code == 422
    client.post(url("rule_new", call.pk), sent(row, kind="bonus", points="3.0", save="1"))
    client.post(url("rule_cap", call.pk), {"number": 1, "points": "2.50", "reason": "", "save": "1"})
    rule, cap = RuleSet.objects.get(number=2).rules
    assert (rule["points"], rule["when"]) == ("3", {"certificate": ["ISO 9001", "CE"], "within_years": 3})
    assert (cap["kind"], cap["points"]) == ("cap", "2.5")
    client.post(url("rule_cap", call.pk), {"number": 2, "points": "", "reason": "", "save": "1"})
    assert len(RuleSet.objects.get(number=3).rules) == 1


@pytest.mark.django_db
def test_nested_conditions_are_kept_as_they_are(client_of: ClientOf, host_manager: User) -> None:
    when = {"any": [{"all": [LIMIT["when"], A_RULE["when"]]}, {"fact": "organisation.region", "exists": True}]}
    call = a_call(a_programme(), rules=[{**LIMIT, "when": when}], state="draft", published_at=None)
    client, address = client_of(host_manager), url("rule_edit", call.pk, "export_limit")
    assert "nested deeper" in client.get(address).content.decode()
    client.post(address, {"number": 1, "kind": "eligibility", "text_en": "New words", "join": "all", "save": "1"})
    (rule,) = RuleSet.objects.get(number=2).rules
    assert (rule["when"], rule["text"]["en"]) == (when, "New words")


@pytest.mark.django_db
def test_a_simulation_tells_of_no_application_one_may_not_read(
    client_of: ClientOf, host_manager: User, guest_manager: User
) -> None:
    call = a_call(rules=[LIMIT])
    an_application(call, a_firm("guest", "Oak"), answers=usd("777000"))
    an_application(call, person=a_person("host"), answers=usd("888000"))
    page = client_of(host_manager).get(url("call_rules", call.pk)).content.decode()
    assert "Oak" not in page
    assert "홍길동" in page or "HONG" in page
    assert "Oak" in client_of(guest_manager).get(url("call_rules", call.pk)).content.decode()


@pytest.mark.django_db
def test_what_could_not_be_told_is_decided_on_its_page(client_of: ClientOf, host_manager: User) -> None:
    verdict = a_verdict()
    client, number = client_of(host_manager), verdict.version.application_id
    address = url("verdict_decide", number, verdict.pk)
    assert client.post(address, {"is_met": "yes", "reason": ""}).status_code == 422
    client.post(address, {"is_met": "yes", "reason": "The register says so"})
    assert "The register says so" in client.get(url("verdicts", number)).content.decode()
    assert Application.objects.get(pk=number).state == "eligible"


@pytest.mark.django_db
def test_one_query_count_for_any_number_of_applications(client_of: ClientOf, host_manager: User) -> None:
    counts = []
    for number in (1, 30):
        call = a_call(rules=[LIMIT, A_RULE])
        for n in range(number):
            answers = {"exports": {"amount": str(n), "currency": "KRW"}}
            an_application(call, a_firm(name=f"F{number}-{n}"), answers=answers)
        client = client_of(host_manager)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url("call_rules", call.pk)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25


SIMPLE = st.sampled_from([LIMIT["when"], A_RULE["when"], *(rule["when"] for _label, rule in TEMPLATES.values())])


@given(st.lists(SIMPLE, min_size=1, max_size=4), st.sampled_from(["all", "any"]))
def test_rows_say_what_the_condition_said(parts: list[Any], join: str) -> None:
    when = parts[0] if len(parts) == 1 else {join: parts}
    rows = flat(when)
    assert rows is not None
    data = {
        f"rows-{number}-{name}": str(value)
        for number, row in enumerate(rows[1])
        for name, value in row.items()
        if value is not None
    }
    data |= {"rows-TOTAL_FORMS": str(len(parts)), "rows-INITIAL_FORMS": str(len(parts))}
    made = condition_set({"answers.exports": {"en": "Exports"}}, data, when)  # type: ignore[arg-type]
    assert made.is_valid(), made.errors
    assert read_condition(made.when(rows[0])) == read_condition(when)
