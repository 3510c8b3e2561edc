"""The flow of classes: its bound never passes the optimum, and is it where pairing does not matter."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engine.timetable.brute import best

from landbridge.engine.timetable.compact import Compact
from landbridge.engine.timetable.problem import Participant, Problem, Slot, Table, Wish
from landbridge.engine.timetable.relaxation import ImpossibleError, breaks_at_least


@st.composite
def whole_events(draw: st.DrawFn) -> Problem:
    """Small events in which everything is to be held, some of them impossible; lunch splits some days."""
    slots = draw(st.integers(2, 5))
    lunch = draw(st.integers(1, 6))
    ids = [f"p{number}" for number in range(draw(st.integers(3, 5)))]
    starts = [540 + 30 * number + (60 if number >= lunch else 0) for number in range(slots)]
    order = tuple(Slot(f"s{number}", "1", start, start + 30) for number, start in enumerate(starts))
    gone = st.frozensets(st.sampled_from([slot.id for slot in order]), max_size=1)
    pairs = draw(st.lists(st.permutations(ids).map(lambda found: tuple(found[:2])), min_size=1, max_size=5))
    return Problem(
        slots=order,
        tables=tuple(Table(f"t{number}") for number in range(draw(st.integers(1, 2)))),
        participants=tuple(Participant(name, languages={"ko": 3}, unavailable=draw(gone)) for name in ids),
        wishes=tuple(Wish(f"w{number}", pair) for number, pair in enumerate(pairs)),
        hold_all=True,
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(whole_events())
def test_the_bound_never_passes_the_best_plan(problem: Problem) -> None:
    expected = best(problem)
    try:
        bound = breaks_at_least(Compact.of(problem))
    except ImpossibleError:
        assert expected is None
        return
    assert expected is None or bound <= expected[3]


def test_the_bound_is_the_optimum_where_a_gap_is_forced() -> None:
    order = tuple(Slot(f"s{number}", "1", 540 + 30 * number, 570 + 30 * number) for number in range(3))
    people = tuple(
        Participant(name, languages={"ko": 3}, unavailable=frozenset(gone))
        for name, gone in (("a", ()), ("b", ("s1", "s2")), ("c", ("s0", "s1")))
    )
    wishes = (Wish("w0", ("a", "b")), Wish("w1", ("a", "c")))
    problem = Problem(order, (Table("t"),), people, wishes, hold_all=True)
    assert breaks_at_least(Compact.of(problem)) == 1
    with pytest.raises(ImpossibleError):
        breaks_at_least(Compact.of(replace(problem, wishes=(*wishes, Wish("w2", ("b", "c"))))))
