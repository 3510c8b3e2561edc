"""Annealing and the greedy start: valid, reproducible, the same compiled as plain."""

from __future__ import annotations

import importlib.util
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.timetable.fairs import fairs

from landbridge.engine.timetable import accelerator
from landbridge.engine.timetable.annealing import anneal
from landbridge.engine.timetable.board import Weights, lay_out
from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.compact import Compact, Seat
from landbridge.engine.timetable.greedy import greedy
from landbridge.engine.timetable.problem import Participant, Priority, Problem, Slot, Table, Wish
from landbridge.engine.timetable.score import score
from landbridge.engine.timetable.seating import seat
from landbridge.engine.timetable.staffing import staff


def plan_of(compact: Compact, slots: list[int]) -> tuple[dict[int, Seat], int]:
    """Seats for slots, without the meetings that got no interpreter or table; and their number."""
    staffed, seated = staff(compact, slots), seat(compact, slots)
    without = {*staffed.unstaffed, *seated.unseated}
    seats = {
        wish: Seat(slot, seated.tables[wish], staffed.interpreters[wish])
        for wish, slot in enumerate(slots)
        if slot >= 0 and wish not in without
    }
    return seats, len(without)


def two_sides(size: int) -> Problem:
    """``size`` firms a side in ``size`` slots, everyone with everyone: room for all, no more."""
    people = [Participant(f"{side}{at}", languages={"ko": 3}) for side in "AB" for at in range(size)]
    return Problem(
        slots=tuple(Slot(f"S{at}", "1", 540 + 20 * at, 560 + 20 * at) for at in range(size)),
        tables=tuple(Table(f"T{at}") for at in range(size)),
        participants=tuple(people),
        wishes=tuple(Wish(f"{a}-{b}", (f"A{a}", f"B{b}")) for a in range(size) for b in range(size)),
    )


@settings(max_examples=40, deadline=None)
@given(problem=fairs(whole=False, tangled=True), seed=st.integers(0, 2**40))
def test_what_annealing_answers_is_valid(problem: Problem, seed: int) -> None:
    compact = Compact.of(problem)
    annealed = anneal(compact, seed=seed, moves=400)
    seats, _ = plan_of(compact, annealed.slots)
    free = replace(problem, break_spread=None, hold_all=False)  # aimed at, not promised
    locked = set(problem.locked)
    wrong = [v for v in check(free, compact.plan(seats)) if not locked & set(v.wishes)]
    assert wrong == []


@settings(max_examples=40, deadline=None)
@given(problem=fairs(whole=False, tangled=True))
def test_the_greedy_start_is_valid(problem: Problem) -> None:
    compact = Compact.of(problem)
    seats, _ = plan_of(compact, greedy(compact))
    free = replace(problem, break_spread=None, hold_all=False)
    locked = set(problem.locked)
    assert [v for v in check(free, compact.plan(seats)) if not locked & set(v.wishes)] == []


@settings(max_examples=25, deadline=None)
@given(problem=fairs(whole=False), seed=st.integers(0, 1000))
def test_the_counts_of_the_board_are_those_of_the_plan(problem: Problem, seed: int) -> None:
    compact = Compact.of(problem)
    annealed = anneal(compact, seed=seed, moves=300)
    again = lay_out(compact, annealed.slots, Weights(), 0)
    assert again.state.place == [again.positions[slot] if slot >= 0 else -1 for slot in annealed.slots]
    seats, without = plan_of(compact, annealed.slots)
    if not without:
        levels = {level.name: level.value for level in score(problem, compact.plan(seats))}
        assert again.breaks == levels["breaks"]


def test_a_full_square_is_coloured() -> None:
    """König: as many slots as the busiest has meetings are enough; greedy alone gets stuck."""
    compact = Compact.of(two_sides(6))
    annealed = anneal(compact, seed=3, moves=60_000, target_breaks=0)
    assert min(annealed.slots) >= 0
    assert annealed.moves_done < 60_000  # it stopped at its goal
    assert -1 in greedy(compact)


def test_the_same_seed_gives_the_same_slots() -> None:
    compact = Compact.of(two_sides(5))
    first, again = (anneal(compact, seed=7, moves=3_000).slots for _ in range(2))
    assert first == again
    assert first != anneal(compact, seed=8, moves=3_000).slots


def test_a_must_goes_before_everything_else() -> None:
    problem = two_sides(2)
    slots = problem.slots[:1]
    wishes = (
        replace(problem.wishes[0], priority=Priority.MUST),
        *(replace(wish, weight=1_000) for wish in problem.wishes[1:3]),
    )
    compact = Compact.of(replace(problem, slots=slots, wishes=wishes))
    assert anneal(compact, seed=1, moves=2_000).slots == [0, -1, -1]


@pytest.mark.skipif(importlib.util.find_spec("numba") is None, reason="numba is not installed")
def test_machine_code_and_plain_python_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    problem = two_sides(6)
    wishes = tuple(replace(wish, length=2) if at % 7 == 0 else wish for at, wish in enumerate(problem.wishes))
    compact = Compact.of(
        replace(problem, wishes=wishes, before=(("0-1", "3-3"), ("1-1", "2-5")), tables=problem.tables[:5])
    )
    weights = Weights(hardship=3)
    monkeypatch.setenv("LANDBRIDGE_NUMBA", "0")
    plain = anneal(compact, seed=11, moves=40_000, weights=weights)
    monkeypatch.setenv("LANDBRIDGE_NUMBA", "1")
    monkeypatch.setattr(accelerator, "WORTH_COMPILING", 0)
    assert anneal(compact, seed=11, moves=40_000, weights=weights) == plain
