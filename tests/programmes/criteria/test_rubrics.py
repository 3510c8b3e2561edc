"""Rubrics: read from JSON, marks checked, and what they come to."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from landbridge.programmes.criteria.rubrics import BadRubric, faults_of, mark_of, mean_of, read_mark, read_rubric

TEAM = {"code": "team", "label": {"en": "Team"}, "weight": "40", "most": "10", "step": "0.5"}
MARKET = {"code": "market", "label": {"ko": "시장성"}, "weight": 60, "most": 5}


def test_what_is_not_said_is_usual() -> None:
    _team, market = read_rubric([TEAM, MARKET])
    assert (market.weight, market.most, market.step) == (Decimal(60), Decimal(5), Decimal(1))
    assert read_rubric([]) == ()


@pytest.mark.parametrize(
    ("rubric", "code"),
    [
        ({}, "rubric"),
        (["team"], "rubric"),
        ([TEAM] * 2, "twice"),
        ([TEAM | {"code": "Team!"}], "code"),
        ([TEAM | {"label": {}}], "label"),
        ([TEAM | {"label": {"en": 3}}], "label"),
        ([TEAM | {"weight": 0}], "number"),
        ([TEAM | {"weight": True}], "number"),
        ([TEAM | {"most": "1e3"}], "number"),
        ([TEAM | {"step": "3"}], "step"),
    ],
)
def test_another_shape_is_refused(rubric: Any, code: str) -> None:
    with pytest.raises(BadRubric) as refused:
        read_rubric(rubric)
    assert refused.value.code == code


def test_marks_stay_within_their_steps() -> None:
    rubric = read_rubric([TEAM, MARKET])
    assert faults_of(rubric, {"team": "9.5", "market": "5"}, whole=True) == {}
    assert faults_of(rubric, {"team": "9.25", "market": "6"}, whole=True) == {"team": "mark", "market": "mark"}
    assert faults_of(rubric, {"team": "", "age": "3"}, whole=True) == {
        "team": "missing", "market": "missing", "age": "unknown",
    }  # fmt: skip
    assert faults_of(rubric, {"team": ""}, whole=False) == {}


@pytest.mark.parametrize("said", ["NaN", "Infinity", "-0", "1e1", "八", "", "1_0", "9" * 50])
def test_what_is_no_mark(said: str) -> None:
    assert read_mark(said) is None


def test_weights_count() -> None:
    rubric = read_rubric([TEAM, MARKET])
    assert mark_of(rubric, {"team": "10", "market": "0"}) == 40
    assert mark_of(rubric, {"team": "5", "market": "5"}) == 80
    assert mean_of([Decimal(40), Decimal(80), Decimal("80.02")]) == Decimal("66.67")


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(0, 10), st.integers(0, 10)), min_size=1, max_size=8))
def test_a_higher_mark_never_makes_it_lower(rows: list[tuple[int, int, int]]) -> None:
    rubric = read_rubric(
        [{"code": f"c{n}", "label": {"en": "x"}, "weight": weight} for n, (weight, *_marks) in enumerate(rows)]
    )
    low = mark_of(rubric, {f"c{n}": str(min(marks)) for n, (_weight, *marks) in enumerate(rows)})
    high = mark_of(rubric, {f"c{n}": str(max(marks)) for n, (_weight, *marks) in enumerate(rows)})
    assert 0 <= low <= high <= 100
