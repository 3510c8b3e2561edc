"""What must hold of every timetable the search hands out, shown on fairs small enough to know the truth."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.engine.timetable.brute import best
from tests.engine.timetable.fairs import MIDDLE, SMALL, examples, fairs, planned_fairs

from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.problem import Interpreter, Place, Problem, Slot, Table
from landbridge.engine.timetable.result import Result, Status
from landbridge.engine.timetable.score import score
from landbridge.engine.timetable.solve import solve
from landbridge.engine.tools.stop import Stop

Planned = tuple[Problem, dict[str, Place]]


def solved(problem: Problem, seed: int = 0) -> Result:
    return solve(problem, seed=seed, stop=Stop(seconds=60))


def equals_brute_force(problem: Problem) -> None:
    truth, result = best(problem), solved(problem)
    if truth is None:
        assert (result.status, result.plan) == (Status.INFEASIBLE, {})
        return
    assert check(problem, result.plan) == []
    assert tuple(level.value for level in result.levels) == truth
    assert tuple(level.value for level in score(problem, result.plan)) == truth
    assert all(level.bound is None or level.proved for level in result.levels)
    assert result.status is Status.OPTIMAL


ANY = fairs(SMALL) | fairs(SMALL, tangled=True)


@examples(120)
@given(ANY)
def test_small_fairs_equal_brute_force_on_every_objective_level(problem: Problem) -> None:
    equals_brute_force(problem)


@pytest.mark.long
@examples(1000)
@given(ANY)
def test_many_small_fairs_equal_brute_force_on_every_objective_level(problem: Problem) -> None:
    equals_brute_force(problem)


def another_table(problem: Problem) -> Problem:
    return replace(problem, tables=(*problem.tables, Table("added")))


def another_slot(problem: Problem) -> Problem:
    return replace(problem, slots=(*problem.slots, Slot("added", "2026-05-20", 540, 570, "one-to-one")))


def another_interpreter(problem: Problem) -> Problem:
    person = Interpreter("added", frozenset({"ko", "zh"}), max_in_row=1)
    return replace(problem, interpreters=(*problem.interpreters, person))


@pytest.mark.parametrize("add", [another_table, another_slot, another_interpreter])
@examples(15)
@given(fairs(MIDDLE, whole=False))
def test_adding_a_table_a_slot_or_an_interpreter_never_lowers_what_is_held(
    add: Callable[[Problem], Problem], problem: Problem
) -> None:
    before, after = solved(problem), solved(add(problem))
    held_before, held_after = ([level.value for level in result.levels[:2]] for result in (before, after))
    assert held_after >= held_before


@examples(30)
@given(planned_fairs())
def test_a_locked_meeting_never_moves(fair: Planned) -> None:
    problem, plan = fair
    problem = replace(problem, locked=dict(list(plan.items())[:2]))
    result = solved(problem)
    assert {wish: result.plan[wish] for wish in problem.locked} == problem.locked
    assert check(problem, result.plan) == []


@examples(15)
@given(fairs(MIDDLE), st.integers(0, 3))
def test_same_seed_same_timetable(problem: Problem, seed: int) -> None:
    one, other = solved(problem, seed), solved(problem, seed)
    assert one.reproducible
    assert one.plan == other.plan
    assert one.levels == other.levels
