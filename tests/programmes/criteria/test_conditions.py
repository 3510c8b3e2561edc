"""Conditions: read, refused, tested; unknown stays unknown; the golden export limit."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.base.money import Money
from landbridge.programmes.criteria.conditions import BadRules, read_condition
from landbridge.programmes.criteria.values import Certificate
from landbridge.programmes.criteria.weighing import Converted, Outcome, weigh

ON = date(2026, 11, 24)
LIMIT = {"fact": "answers.exports", "at_most": {"amount": "20000000", "currency": "USD"}}


def said(condition: Any, **facts: Any) -> str:
    named = {name.replace("__", "."): fact for name, fact in facts.items()}
    return weigh(read_condition(condition), named, ON, rates)[0]


def rates(money: Money, currency: str, day: date) -> Converted | None:
    if (money.currency, currency) != ("KRW", "USD"):
        return None
    return Converted(Money(money.amount / 1250, "USD").rounded(), day - timedelta(days=1), "한국은행")


@pytest.mark.parametrize(
    ("amount", "currency", "outcome"),
    [
        ("20000000", "USD", "met"),
        ("20000000.01", "USD", "not_met"),
        ("20500000", "USD", "not_met"),
        ("25000000000", "KRW", "met"),
        ("25000000013", "KRW", "not_met"),
        ("1", "VND", "unknown"),
    ],
)
def test_golden_export_limit(amount: str, currency: str, outcome: str) -> None:
    assert said(LIMIT, answers__exports=Money(Decimal(amount), currency)) == outcome


def test_a_conversion_names_its_day_and_source() -> None:
    money = Money(Decimal(25000000000), "KRW")
    _said, (seen,) = weigh(read_condition(LIMIT), {"answers.exports": money}, ON, rates)
    assert (seen.converted, seen.rate_day, seen.rate_source) == (
        {"money": ["20000000.00", "USD"]}, "2026-11-23", "한국은행",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("condition", "facts", "outcome"),
    [
        ({"fact": "organisation.region", "in": ["경기", "Ｇyeonggi"]}, {"organisation__region": "GYEONGGI"}, "met"),
        ({"fact": "organisation.region", "in": ["경기"]}, {"organisation__region": "서울"}, "not_met"),
        ({"fact": "organisation.region", "in": ["경기"]}, {}, "unknown"),
        ({"fact": "organisation.region", "exists": True}, {}, "not_met"),
        ({"fact": "organisation.age", "at_least": "3"}, {"organisation__age": Decimal(3)}, "met"),
        ({"fact": "organisation.age", "above": "3"}, {"organisation__age": Decimal(3)}, "not_met"),
        ({"fact": "organisation.age", "below": "3"}, {"organisation__age": "three"}, "unknown"),
        ({"fact": "organisation.blocked", "is": False}, {"organisation__blocked": False}, "met"),
        ({"fact": "organisation.blocked", "is": False}, {"organisation__blocked": "no"}, "unknown"),
        ({"fact": "answers.goods", "is": "lidar"}, {"answers__goods": ("radar", "lidar")}, "met"),
        ({"fact": "answers.rows", "is": "2"}, {"answers__rows": Decimal("2.0")}, "met"),
        ({"fact": "answers.day", "at_least": "2026-01-01"}, {"answers__day": date(2026, 1, 1)}, "met"),
        ({"fact": "answers.prize", "within_years": 3}, {"answers__prize": date(2023, 11, 25)}, "met"),
        ({"fact": "answers.prize", "within_years": 3}, {"answers__prize": date(2023, 11, 24)}, "not_met"),
        ({"fact": "answers.prize", "within_years": 3}, {"answers__prize": ON + timedelta(days=1)}, "not_met"),
        ({"not": {"fact": "organisation.region", "in": ["경기"]}}, {}, "unknown"),
        ({"not": {"fact": "organisation.blocked", "is": True}}, {"organisation__blocked": False}, "met"),
        (
            {"all": [LIMIT, {"fact": "organisation.region", "in": ["경기"]}]},
            {"organisation__region": "서울"},
            "not_met",
        ),
        ({"any": [LIMIT, {"fact": "organisation.region", "in": ["경기"]}]}, {"organisation__region": "경기"}, "met"),
    ],
)
def test_comparisons(condition: Any, facts: dict[str, Any], outcome: str) -> None:
    assert said(condition, **facts) == outcome


def held(*certificates: Certificate, years: int | None = None) -> str:
    asked: dict[str, Any] = {"certificate": ["ISO 9001"]}
    return said(asked if years is None else asked | {"within_years": years}, certificates=certificates)


def test_certificates() -> None:
    good = Certificate("iso 9001:2015", date(2024, 1, 1), ON)
    assert held(good) == "met", "it counts through its last day"
    assert held(Certificate("ISO 90010")) == "not_met"
    assert held(Certificate("ISO 9001", None, ON - timedelta(days=1))) == "not_met"
    assert held(Certificate("ISO 9001", ON + timedelta(days=1))) == "not_met"
    assert held(Certificate("ISO 9001", date(2023, 11, 25)), years=3) == "met"
    assert held(Certificate("ISO 9001", date(2023, 11, 24), date(2030, 1, 1)), years=3) == "not_met"
    assert held(Certificate("ISO 9001"), years=3) == "unknown"
    assert said({"certificate": ["ISO 9001"]}) == "unknown"


@pytest.mark.parametrize(
    ("condition", "code"),
    [
        (None, "condition"),
        ([], "condition"),
        ({"all": []}, "condition"),
        ({"fact": "organisation.secret", "exists": True}, "fact"),
        ({"fact": "answers.a.b.c", "exists": True}, "fact"),
        ({"fact": "answers.a", "exists": False}, "limit"),
        ({"fact": "answers.a", "at_most": 20}, "limit"),
        ({"fact": "answers.a", "at_most": "NaN"}, "limit"),
        ({"fact": "answers.a", "at_most": {"amount": "1e9", "currency": "USD"}}, "limit"),
        ({"fact": "answers.a", "within_years": True}, "limit"),
        ({"fact": "answers.a", "is": "1", "in": ["1"]}, "condition"),
        ({"fact": "answers.a", "__class__": "x"}, "condition"),
        ({"certificate": "ISO"}, "certificate"),
        ({"not": {"any": [{"certificate": ["ISO"]}]}}, "below_not"),
        ({"not": {"not": {"not": {"not": {"not": {"not": LIMIT}}}}}}, "depth"),
    ],
)
def test_what_cannot_be_read_is_refused_by_place(condition: Any, code: str) -> None:
    with pytest.raises(BadRules) as refused:
        read_condition(condition)
    assert refused.value.code == code
    assert refused.value.where.startswith("when")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["all", "any", "not", "fact", "is", "in", "at_most", "certificate", "within_years"]),
        inner, max_size=2,
    ),
    max_leaves=6,
)  # fmt: skip


@given(JSON)
def test_reading_never_fails_otherwise(said: Any) -> None:
    try:
        condition = read_condition(said)
    except BadRules:
        return
    assert weigh(condition, {}, ON)[0] in Outcome


LEAVES = st.sampled_from([
    ({"fact": "organisation.age", "at_least": "3"}, "organisation.age", Decimal(5)),
    ({"fact": "organisation.region", "in": ["경기"]}, "organisation.region", "경기"),
    (LIMIT, "answers.exports", Money(Decimal(1), "USD")),
])  # fmt: skip


@given(st.lists(LEAVES, min_size=1, max_size=4), st.sampled_from(["all", "any"]), st.booleans())
def test_nothing_known_is_never_met(leaves: list[Any], how: str, negate: bool) -> None:
    condition: Any = {how: [leaf for leaf, _fact, _value in leaves]}
    condition = {"not": condition} if negate else condition
    assert said(condition) == "unknown"
    known = {fact.replace(".", "__"): value for _leaf, fact, value in leaves}
    assert said(condition, **known) == ("not_met" if negate else "met")
