"""The chain for fairs, interpreters over time, tables, and repair."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.timetable.fairs import fairs, planned_fairs

from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.compact import Compact
from landbridge.engine.timetable.large import solve_large
from landbridge.engine.timetable.problem import Interpreter, Participant, Place, Problem, Slot, Table, Wish
from landbridge.engine.timetable.repair import repair
from landbridge.engine.timetable.score import score
from landbridge.engine.timetable.seating import seat
from landbridge.engine.timetable.staffing import staff
from landbridge.engine.tools.levels import Progress
from landbridge.engine.tools.stop import Stop


def consultation(*, pairs: int, slots: int, interpreters: int, in_row: int | None = None) -> Problem:
    """``pairs`` Korean and Chinese firms, each with one meeting, in one row of slots."""
    return Problem(
        slots=tuple(Slot(f"S{at}", "1", 540 + 20 * at, 560 + 20 * at) for at in range(slots)),
        tables=tuple(Table(f"T{at}") for at in range(4)),
        participants=tuple(
            Participant(f"{side}{at}", languages={language: 3})
            for side, language in (("K", "ko"), ("C", "zh"))
            for at in range(pairs)
        ),
        wishes=tuple(Wish(f"W{at}", (f"K{at}", f"C{at}")) for at in range(pairs)),
        interpreters=tuple(
            Interpreter(f"I{at}", frozenset({"ko", "zh"}), max_in_row=in_row) for at in range(interpreters)
        ),
    )


@settings(max_examples=25, deadline=None)
@given(problem=fairs(whole=False, tangled=True), seed=st.integers(0, 100))
def test_what_the_chain_answers_is_valid(problem: Problem, seed: int) -> None:
    free = replace(problem, break_spread=None, hold_all=False, locked={})
    compact = Compact.of(free)
    answer = solve_large(compact, seed=seed, stop=Stop(0.05))
    assert check(free, compact.plan(answer.seats)) == []
    values = score(free, compact.plan(answer.seats))
    for level, value in zip(answer.levels, values, strict=True):
        assert (level.name, level.value) == (value.name, value.value)
    assert all(level.bound is not None for level in answer.levels)
    assert all(level.value <= (level.bound or 0) for level in answer.levels[:2])


def test_meetings_move_where_interpreters_must_rest() -> None:
    """Two people, two rounds in a row at most: twelve meetings fit in nine slots only if pauses are staggered."""
    problem = consultation(pairs=12, slots=9, interpreters=2, in_row=2)
    compact = Compact.of(problem)
    told: list[Progress] = []
    answer = solve_large(compact, seed=1, stop=Stop(5.0), on_progress=told.append)
    assert len(answer.seats) == 12
    assert check(problem, compact.plan(answer.seats)) == []
    assert told
    assert told[0].levels[1].bound == 60


def test_who_cannot_be_staffed_is_named() -> None:
    problem = consultation(pairs=3, slots=3, interpreters=1, in_row=2)
    staffed = staff(Compact.of(problem), [0, 1, 2])
    assert len(staffed.unstaffed) == 1
    assert staffed.on == (frozenset(slot for slot in range(3) if slot != staffed.unstaffed[0]),)


def test_an_interpreter_hands_a_round_on_to_take_another() -> None:
    """I0 speaks both pairs, I1 only Korean and Chinese: I0 must leave the Chinese meeting to I1."""
    problem = consultation(pairs=2, slots=1, interpreters=2)
    russian = replace(problem.participants[3], languages={"ru": 3})
    compact = Compact.of(
        replace(
            problem,
            participants=(*problem.participants[:3], russian),
            interpreters=(
                Interpreter("I0", frozenset({"ko", "zh", "ru"})),
                Interpreter("I1", frozenset({"ko", "zh"})),
            ),
        )
    )
    assert staff(compact, [0, 0], start=[0, -1]).interpreters == [1, 0]


def test_tables_follow_the_participants() -> None:
    """A meets B, C and D in a row, and nobody else does: no table needs to change."""
    people = tuple(Participant(name, languages={"ko": 3}) for name in "ABCDEFGH")
    wishes = tuple(Wish(f"{a}{b}", (a, b)) for a, b in ("AB", "AC", "AD", "EF", "EG", "EH"))
    problem = replace(consultation(pairs=0, slots=3, interpreters=0), participants=people, wishes=wishes)
    seated = seat(Compact.of(problem), [0, 1, 2, 2, 0, 1])
    assert seated.changes == 0 == seated.bound
    # B goes on to C while A goes on to D: one of the two must leave the table.
    wishes = tuple(Wish(f"{a}{b}", (a, b)) for a, b in ("AB", "AD", "BC"))
    seated = seat(Compact.of(replace(problem, wishes=wishes)), [0, 1, 1])
    assert seated.changes == 1 == seated.bound


@settings(max_examples=40, deadline=None)
@given(planned_fairs(), st.data())
def test_a_repair_is_valid_and_no_worse_than_dropping(
    fair: tuple[Problem, dict[str, Place]], data: st.DataObject
) -> None:
    problem, plan = fair
    problem = replace(problem, break_spread=None, hold_all=False, locked={})
    if not plan or check(problem, plan):
        return
    away = data.draw(st.sampled_from([slot.id for slot in problem.slots]))
    who = data.draw(st.sampled_from([person.id for person in problem.participants]))
    changed = replace(
        problem,
        participants=tuple(
            replace(person, unavailable=person.unavailable | {away}) if person.id == who else person
            for person in problem.participants
        ),
    )
    mended = repair(changed, plan, seed=1, stop=Stop(math.inf))
    assert check(changed, mended.plan) == []
    hit = {wish for wish in plan if wish not in mended.plan or mended.plan[wish] != plan[wish]}
    stay = {wish: place for wish, place in plan.items() if wish not in mended.hit}
    assert check(changed, stay) == []
    # What must be held comes before what it is worth.
    assert [level.value for level in score(changed, stay)[:2]] <= [level.value for level in mended.levels[:2]]
    assert set(mended.dropped) | set(mended.moved) <= hit
    assert len(mended.moved) <= 2 * len(mended.placed)


def test_the_past_stays_as_it_was() -> None:
    problem = consultation(pairs=3, slots=4, interpreters=2)
    plan = {f"W{at}": Place(f"S{at}", "T0", "I0") for at in range(3)}
    ill = replace(problem.interpreters[0], unavailable=frozenset({"S0", "S1", "S2", "S3"}))
    changed = replace(problem, interpreters=(ill, problem.interpreters[1]))
    mended = repair(changed, plan, now="S2")
    assert mended.hit == ("W2",)
    assert mended.plan["W0"] == plan["W0"]
    assert mended.plan["W1"] == plan["W1"]
    assert mended.plan["W2"].interpreter == "I1"
    assert mended.plan["W2"].slot in {"S2", "S3"}
    assert mended.dropped == mended.moved == ()
    assert mended.placed == ("W2",)


def test_a_wish_withdrawn_is_named_and_makes_room() -> None:
    problem = consultation(pairs=2, slots=1, interpreters=1)
    plan = {"W0": Place("S0", "T0", "I0")}
    mended = repair(replace(problem, wishes=problem.wishes[1:]), plan)
    assert mended.hit == ("W0",) == mended.dropped
    assert mended.plan == {"W1": Place("S0", "T0", "I0")}
