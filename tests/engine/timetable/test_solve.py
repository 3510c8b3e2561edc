"""Solving: the best plan on every level, honest bounds, stopping, locks, and the same again."""

from __future__ import annotations

import threading
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from tests.engine.timetable.brute import best
from tests.engine.timetable.fairs import SMALL, fairs, planned_fairs

from landbridge.engine.timetable import large, opening, search
from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.problem import Participant, Place, Priority, Problem, Slot, Table, Wish
from landbridge.engine.timetable.result import Result, Status
from landbridge.engine.timetable.score import LEVELS, score
from landbridge.engine.timetable.solve import solve
from landbridge.engine.tools.levels import Progress, Sense
from landbridge.engine.tools.stop import Stop

LANGUAGES = {"ko": 3}


def values(result: Result) -> tuple[int, ...]:
    return tuple(level.value for level in result.levels)


def event(slots: int = 3, tables: int = 1, people: int = 4, pairs: tuple[tuple[int, int], ...] = ()) -> Problem:
    return Problem(
        slots=tuple(Slot(f"s{number}", "1", 540 + 30 * number, 570 + 30 * number) for number in range(slots)),
        tables=tuple(Table(f"t{number}") for number in range(tables)),
        participants=tuple(Participant(f"p{number}", languages=LANGUAGES) for number in range(people)),
        wishes=tuple(Wish(f"w{number}", (f"p{one}", f"p{other}")) for number, (one, other) in enumerate(pairs)),
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fairs(SMALL))
def test_small_fairs_are_solved_to_the_best_plan_there_is(problem: Problem) -> None:
    result = solve(problem, stop=Stop(60))
    expected = best(problem)
    if expected is None:
        assert result.status is Status.INFEASIBLE
        assert result.plan == {}
        return
    assert check(problem, result.plan) == []
    assert values(result) == expected
    assert result.status is Status.OPTIMAL
    assert [level.bound for level in result.levels] == list(expected)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(problem=fairs(SMALL))
def test_counting_tables_and_interpreters_first_gives_the_same(
    problem: Problem, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "NAMED_AT_ONCE", -1)
    monkeypatch.setattr(opening, "MOVES", 20_000)
    result = solve(problem, stop=Stop(60))
    assert (values(result) or None) == best(problem)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(planned_fairs())
def test_the_answer_is_never_worse_than_the_start_and_its_bounds_hold(fair: tuple[Problem, dict[str, Place]]) -> None:
    problem, start = fair
    result = solve(problem, stop=Stop(60), start=start)
    assert check(problem, result.plan) == []
    assert tuple((level.name, level.value) for level in score(problem, result.plan)) == tuple(
        (level.name, level.value) for level in result.levels
    )
    for level, begun in zip(result.levels, score(problem, start), strict=True):
        if level.value != begun.value:
            assert (level.value > begun.value) is (level.sense is Sense.MAX)
            break
    assert all(problem.locked[wish] == result.plan[wish] for wish in problem.locked)


@pytest.mark.parametrize(
    "problem",
    [
        event(),
        event(slots=0, pairs=((0, 1),)),
        event(tables=0, pairs=((0, 1),)),
        Problem((), (), (), ()),
    ],
    ids=["no wishes", "no slots", "no tables", "nothing"],
)
def test_empty_problems_have_an_empty_best_plan(problem: Problem) -> None:
    result = solve(problem)
    assert (result.status, result.plan) == (Status.OPTIMAL, {})
    assert [level.name for level in result.levels] == [name for name, _ in LEVELS]


def test_locked_meetings_that_clash_are_named() -> None:
    problem = event(tables=2, pairs=((0, 1), (1, 2), (2, 3)))
    locked = {"w0": Place("s0", "t0"), "w1": Place("s0", "t1"), "w2": Place("s2", "t0")}
    result = solve(replace(problem, locked=locked))
    assert (result.status, result.plan, result.conflicts) == (Status.INFEASIBLE, {}, ("w0", "w1"))


def test_a_locked_meeting_stays_where_it_is_locked_though_it_costs() -> None:
    problem = replace(event(pairs=((0, 1), (0, 2))), locked={"w1": Place("s1", "t0")})
    result = solve(problem)
    assert result.status is Status.OPTIMAL
    assert result.plan["w1"] == Place("s1", "t0")


def test_what_cannot_all_be_held_is_infeasible_only_where_all_must_be() -> None:
    problem = event(slots=1, pairs=((0, 1), (1, 2)))
    assert solve(replace(problem, hold_all=True)).status is Status.INFEASIBLE
    assert len(solve(problem).plan) == 1


def crowded(people: int = 40, meetings: int = 200) -> Problem:
    """A fair that takes long to prove: more wishes than places, of every priority."""
    pairs = [(one, (one + step) % people) for step in range(1, 6) for one in range(people)][:meetings]
    problem = event(slots=8, tables=12, people=people, pairs=tuple(pairs))
    kinds = list(Priority)
    wishes = tuple(replace(wish, priority=kinds[number % 4]) for number, wish in enumerate(problem.wishes))
    return replace(problem, wishes=wishes)


def test_stopping_ends_the_search_soon_with_a_valid_plan() -> None:
    asked = threading.Event()
    timer = threading.Timer(4.0, asked.set)
    timer.start()
    began = time.monotonic()
    problem = crowded()
    result = solve(problem, stop=Stop(300, asked=asked.is_set))
    assert time.monotonic() - began < 60
    assert asked.is_set()
    assert not result.reproducible
    assert result.plan
    assert check(problem, result.plan) == []


def test_no_time_at_all_still_gives_a_valid_plan() -> None:
    problem = crowded()
    result = solve(problem, stop=Stop(0))
    assert result.status is Status.FEASIBLE
    assert check(problem, result.plan) == []


def test_progress_tells_levels_in_order_and_bounds_that_hold() -> None:
    told: list[Progress] = []
    result = solve(event(slots=4, pairs=((0, 1), (0, 2), (0, 3), (1, 2))), on_progress=told.append)
    assert told
    assert told[-1].levels == result.levels
    for progress in told:
        assert [level.name for level in progress.levels] == [name for name, _ in LEVELS][: len(progress.levels)]


def test_the_same_seed_gives_the_same_plan_though_nothing_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(large, "budget", lambda _compact, _seconds: 100_000)
    monkeypatch.setattr(search, "WORK_PER_SECOND", 0.002)
    problem = crowded(people=16, meetings=60)
    first, second = (solve(problem, seed=3, stop=Stop(1000)) for _ in range(2))
    assert (first.reproducible, second.reproducible) == (True, True)
    assert first.plan == second.plan
    assert first.levels == second.levels
