"""Bounds on musts, priority and breaks: never above, or below, what a plan can reach."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import HealthCheck, assume, given, settings
from tests.engine.timetable.brute import best as best_values
from tests.engine.timetable.fairs import fairs
from tests.shared_data import landbridge_shared

from landbridge.engine.timetable.annealing import anneal
from landbridge.engine.timetable.board import Weights
from landbridge.engine.timetable.break_bound import break_bound
from landbridge.engine.timetable.compact import Compact
from landbridge.engine.timetable.fair_json import read_fair
from landbridge.engine.timetable.hall import families
from landbridge.engine.timetable.problem import Interpreter, Participant, Problem, Slot, Table, Wish
from landbridge.engine.timetable.rounds import most_rounds
from landbridge.engine.timetable.weight_bound import forced, relaxed, weight_bound


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(problem=fairs())
def test_no_plan_holds_more_than_the_bounds(problem: Problem) -> None:
    best = best_values(problem)
    assume(best is not None)
    compact = Compact.of(problem)
    musts, priority = weight_bound(compact)
    tight = relaxed(compact, reached=0)
    assert best is not None
    assert best[0] <= musts
    assert best[1] <= priority
    assert tight.musts <= musts
    assert best[1] <= tight.priority <= priority
    must, may = forced(compact, best[1])
    assert all(not held or possible for held, possible in zip(must, may, strict=True))
    assert break_bound(compact, priority=best[1], group=3, effort=0.1) <= best[3]


def pair_that_must_wait() -> Problem:
    """A has two meetings, with B early and C late, and nobody in between: one break whatever is done."""
    slots = tuple(Slot(f"S{at}", "1", 540 + 20 * at, 560 + 20 * at) for at in range(3))
    return Problem(
        slots=slots,
        tables=(Table("T"),),
        participants=(
            Participant("A", languages={"ko": 3}),
            Participant("B", languages={"ko": 3}, unavailable=frozenset({"S1", "S2"})),
            Participant("C", languages={"ko": 3}, unavailable=frozenset({"S0", "S1"})),
        ),
        wishes=(Wish("ab", ("A", "B")), Wish("ac", ("A", "C"))),
    )


def test_a_break_that_nobody_can_avoid_is_proved() -> None:
    compact = Compact.of(pair_that_must_wait())
    assert break_bound(compact, priority=10) == 1
    assert break_bound(compact, priority=5) == 0  # one meeting may go


def test_rounds_in_a_row_take_places_from_interpreters() -> None:
    slots = tuple(Slot(f"S{at}", "1", 540 + 20 * at, 560 + 20 * at) for at in range(7))
    problem = Problem(
        slots=slots,
        tables=(Table("T0"), Table("T1")),
        participants=tuple(
            Participant(f"{side}{at}", languages={language: 3})
            for side, language in (("K", "ko"), ("C", "zh"))
            for at in range(7)
        ),
        wishes=tuple(Wish(f"W{at}", (f"K{at}", f"C{at}")) for at in range(7)),
        interpreters=(Interpreter("I", frozenset({"ko", "zh"}), max_in_row=2, max_per_day=None),),
    )
    compact = Compact.of(problem)
    assert most_rounds(compact, 0) == 5  # two, a pause, two, a pause, one
    assert weight_bound(compact)[1] == 25
    assert [family.room for family in families(compact)][1] == (1,) * 7


def test_the_small_fair_is_as_published() -> None:
    path = landbridge_shared("bench", "timetable", "fairs", "fair-S.json.gz")
    compact = Compact.of(read_fair(gzip.decompress(path.read_bytes()).decode()))
    assert weight_bound(compact) == (0, 3_495)
    slots = anneal(compact, seed=1, moves=40_000, weights=Weights(hot=0.5)).slots
    assert sum(compact.worth[wish] for wish, slot in enumerate(slots) if slot >= 0) > 3_450


def test_a_text_that_is_no_fair_is_refused() -> None:
    with pytest.raises(KeyError):
        read_fair("{}")
    with pytest.raises(ValueError, match="both sides"):
        read_fair(
            '{"slots": 1, "tables": 1, "companies": 3, "available": [[0], [0], [0]], "interpreters": [],'
            ' "meetings": [[0, 1, 10, 0], [1, 2, 5, 0]]}'
        )
