from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from tests.engine.timetable.fairs import examples, planned_fairs, talks

from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.clashes import clashes, place_at
from landbridge.engine.timetable.problem import Place, Problem
from landbridge.engine.timetable.violation import Kind


def kinds_of(problem: Problem, plan: dict[str, Place], wish: str) -> set[Kind]:
    """What the verifier has against the meeting of ``wish``, or against the plan as a whole."""
    return {
        violation.kind
        for violation in check(problem, plan)
        if wish in violation.wishes or violation.kind is Kind.BREAK_SPREAD
    }


@examples(60)
@given(planned_fairs(), st.data())
def test_every_cell_says_what_the_verifier_says(fair: tuple[Problem, dict[str, Place]], data: st.DataObject) -> None:
    problem, plan = fair
    wish = data.draw(st.sampled_from([wish.id for wish in problem.wishes]))
    cells = clashes(problem, plan, wish)
    assert cells.keys() == {(slot.id, table.id) for slot in problem.slots for table in problem.tables}
    for (slot, table), kinds in cells.items():
        place = place_at(problem, plan, wish, slot=slot, table=table)
        assert kinds == kinds_of(problem, plan | {wish: place}, wish)


@examples(40)
@given(planned_fairs())
def test_where_no_choice_of_interpreter_helps_none_was_free(fair: tuple[Problem, dict[str, Place]]) -> None:
    problem, plan = fair
    wish = problem.wishes[0]
    for (slot, table), kinds in clashes(problem, plan, wish.id).items():
        choices = (None, *(person.id for person in problem.interpreters))
        places = [Place(slot, table, interpreter) for interpreter in choices]
        can_go = any(not kinds_of(problem, plan | {wish.id: place}, wish.id) for place in places)
        assert can_go == (not kinds)


def test_the_second_of_two_meetings_can_only_follow_the_first() -> None:
    problem = talks(wishes=2, seed=2)
    first, second = (wish.id for wish in problem.wishes)
    table, slots = problem.tables[-1].id, [slot.id for slot in problem.slots]
    bound = replace(problem, before=((first, second),))
    after = clashes(bound, {first: place_at(bound, {}, first, slot=slots[2], table=table)}, second)
    assert [slot for slot in slots if Kind.ORDER in after[slot, table]] == slots[:3]
    before = clashes(bound, {second: place_at(bound, {}, second, slot=slots[2], table=table)}, first)
    assert [slot for slot in slots if Kind.ORDER not in before[slot, table]] == slots[:2]


def test_an_empty_board_takes_a_meeting_wherever_its_firms_are() -> None:
    problem = talks(wishes=40, seed=2)
    wish = problem.wishes[0]
    away = frozenset().union(*(firm.unavailable for firm in problem.participants if firm.id in wish.participants))
    homes = [firm.home_table for firm in problem.participants if firm.id in wish.participants and firm.home_table]
    free = {cell for cell, kinds in clashes(problem, {}, wish.id).items() if not kinds}
    assert free == {
        (slot.id, table.id)
        for slot in problem.slots
        for table in problem.tables
        if slot.id not in away and table.id in (homes[:1] or [table.id])
    }
