"""Rule books, verdicts and their words, and the ranking they lead to."""

from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from landbridge.base.money import Money
from landbridge.programmes.criteria.conditions import BadRules
from landbridge.programmes.criteria.explaining import say_evidence
from landbridge.programmes.criteria.judging import bonus_of_points, judge, standing_of
from landbridge.programmes.criteria.ranking import Entry, rank
from landbridge.programmes.criteria.rulebooks import digest_of_rules, read_rules
from landbridge.programmes.criteria.values import Certificate

ON = date(2026, 11, 24)
TEXT = {"ko": "전년도 수출 2천만 달러 이하", "zh-hans": "上年出口不超过2000万美元", "en": "Exports of at most US$20 m."}
LIMIT: dict[str, Any] = {
    "code": "export_limit", "kind": "eligibility", "text": TEXT,
    "when": {"fact": "exports.last_year", "at_most": {"amount": "20000000", "currency": "USD"}},
}  # fmt: skip
NAMES = ("ISO 9001", "CE", "KC", "CCC")
BONUS: list[dict[str, Any]] = [
    {"code": f"c{n}", "kind": "bonus", "points": points, "text": {"en": name}, "when": {"certificate": [name], **more}}
    for n, (name, points, more) in enumerate(zip(NAMES, ("3", "5", "3", "0.5"), ({"within_years": 3}, {}, {}, {}),
                                                strict=True))
]  # fmt: skip
CAP = {"code": "cap", "kind": "cap", "points": "7", "text": {"en": "At most 7"}}


def points(certificates: list[Certificate], *, cap: bool, on: date = ON) -> Decimal:
    book = read_rules([*BONUS, CAP] if cap else BONUS)
    judged = judge(book, {"certificates": tuple(certificates)}, on)
    return bonus_of_points([one.points for one in judged], book.cap)


def test_a_verdict_explains_itself() -> None:
    (one,) = judge(read_rules([LIMIT]), {"exports.last_year": Money(Decimal(20500000), "USD")}, ON)
    assert (one.outcome, one.rule.text.read("ko")[0]) == ("not_met", TEXT["ko"])
    with override("en"):
        assert say_evidence(asdict(one.evidence[0])) == "Exports of the year before: US$20.5 m; at most US$20 m"


def test_what_cannot_be_told_says_so() -> None:
    (one,) = judge(read_rules([LIMIT]), {}, ON)
    assert standing_of([(one.rule.kind, one.outcome)]) == "unknown"
    with override("en"):
        assert say_evidence(asdict(one.evidence[0])) == ("Exports of the year before: not known; at most US$20 m")


def test_not_met_decides_before_unknown() -> None:
    assert standing_of([("eligibility", "unknown"), ("eligibility", "not_met")]) == "not_met"
    assert standing_of([("bonus", "not_met")]) == "met"


@pytest.mark.parametrize(
    ("rules", "code", "where"),
    [
        ({}, "rules", "rules"),
        ([LIMIT, LIMIT], "twice", "rules.1"),
        ([CAP, CAP | {"code": "other"}], "twice", "rules.1"),
        ([LIMIT | {"code": "Export limit"}], "code", "rules.0"),
        ([LIMIT | {"kind": "wish"}], "kind", "rules.0"),
        ([LIMIT | {"text": {"en": " "}}], "text", "rules.0"),
        ([LIMIT | {"when": {"all": [{"fact": "x", "exists": True}]}}], "fact", "rules.0.when.all.0"),
        ([BONUS[0] | {"points": "-3"}], "points", "rules.0"),
        ([BONUS[0] | {"points": "0"}], "points", "rules.0"),
        ([BONUS[0] | {"points": 3}], "points", "rules.0"),
        ([LIMIT] * 61, "rules", "rules"),
    ],
)
def test_rules_are_refused_by_place(rules: Any, code: str, where: str) -> None:
    with pytest.raises(BadRules) as refused:
        read_rules(rules)
    assert (refused.value.code, refused.value.where) == (code, where)


def test_the_digest_is_of_what_is_said_and_not_of_its_order() -> None:
    assert digest_of_rules([LIMIT]) == digest_of_rules([dict(reversed(LIMIT.items()))])
    assert digest_of_rules([LIMIT]) != digest_of_rules([LIMIT | {"code": "other"}])


DAYS = st.none() | st.dates(ON - timedelta(days=2500), ON + timedelta(days=900))
CERTIFICATES = st.builds(Certificate, st.sampled_from(NAMES), DAYS, DAYS)
HELD = st.lists(CERTIFICATES, max_size=4)


@given(HELD, CERTIFICATES, st.booleans())
def test_one_more_certificate_never_costs_points(held: list[Certificate], more: Certificate, cap: bool) -> None:
    assert points([*held, more], cap=cap) >= points(held, cap=cap)


@given(HELD, CERTIFICATES, st.booleans(), st.integers(1, 2000))
def test_an_expired_certificate_never_counts(held: list[Certificate], one: Certificate, cap: bool, days: int) -> None:
    expired = Certificate(one.name, one.issued_on, ON - timedelta(days=days))
    assert points([*held, expired], cap=cap) == points(held, cap=cap)


@given(HELD)
def test_the_cap_holds(held: list[Certificate]) -> None:
    assert points(held, cap=True) == min(points(held, cap=False), Decimal(7))


MARKS = st.decimals(0, 100, places=2)
MOMENTS = st.integers(0, 50).map(lambda hours: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hours))


@given(
    st.lists(st.tuples(MARKS, HELD, MARKS, MOMENTS), min_size=1, max_size=8),
    st.data(),
    CERTIFICATES,
    st.sampled_from(["rubric", "first", "earlier"]),
)
def test_a_bonus_certificate_never_lowers_a_rank(
    rows: list[Any], data: st.DataObject, more: Certificate, tie_rule: str
) -> None:
    lucky = data.draw(st.integers(0, len(rows) - 1))

    def place(extra: list[Certificate]) -> int:
        entries = [
            Entry(key, mark, points(held + (extra if key == lucky else []), cap=True), first, at)
            for key, (mark, held, first, at) in enumerate(rows)
        ]
        ranked = rank(entries, tie_rule=tie_rule)
        assert [one.rank for one in ranked] == list(range(1, len(rows) + 1))
        assert [one.total for one in ranked] == sorted((one.total for one in ranked), reverse=True)
        return next(one.rank for one in ranked if one.key == lucky)

    assert place([more]) <= place([])


def test_tie_rules() -> None:
    early, late = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
    one = Entry(1, Decimal(80), Decimal(5), Decimal(20), late)
    other = Entry(2, Decimal(82), Decimal(3), Decimal(10), early)
    firsts = {rule: rank([one, other], tie_rule=rule)[0].key for rule in ("rubric", "first", "earlier")}
    assert firsts == {"rubric": 2, "first": 1, "earlier": 2}
    assert all(row.tied for row in rank([one, other], tie_rule="rubric"))
    with pytest.raises(ValueError, match="no tie rule"):
        rank([one], tie_rule="lot")
