"""Every explanation is held to its word: loosen what it names, take the steps it lists, and look."""

from hypothesis import given, settings
from tests.engine.timetable.fairs import planned_fairs

from landbridge.engine.timetable.carry_out import carry_out
from landbridge.engine.timetable.cause import Unmet
from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.explain import explain_all
from landbridge.engine.timetable.loosen import loosen
from landbridge.engine.timetable.problem import Place, Problem

Planned = tuple[Problem, dict[str, Place]]
EXAMPLES = 60


def placeable(problem: Problem, plan: dict[str, Place], wish: str) -> bool:
    """Whether the verifier accepts ``wish`` at any place beside ``plan``."""
    interpreters = (None, *(person.id for person in problem.interpreters))
    return any(
        not check(problem, plan | {wish: Place(slot.id, table.id, interpreter)})
        for slot in problem.slots
        for table in problem.tables
        for interpreter in interpreters
    )


def hold_causes_true(problem: Problem, plan: dict[str, Place], unmet: Unmet) -> None:
    assert not check(loosen(problem, plan, unmet.wish, unmet.causes), plan)
    assert placeable(loosen(problem, plan, unmet.wish, unmet.causes), plan, unmet.wish)
    for cause in unmet.also:
        assert placeable(loosen(problem, plan, unmet.wish, [cause]), plan, unmet.wish)
    for cause in unmet.causes:  # and no fewer
        fewer = [other for other in unmet.causes if other is not cause]
        assert not placeable(loosen(problem, plan, unmet.wish, fewer), plan, unmet.wish)


def hold_remedy_true(problem: Problem, plan: dict[str, Place], unmet: Unmet) -> None:
    after, held = carry_out(problem, plan, unmet.wish, unmet.remedy)
    assert unmet.wish in held
    assert not check(after, held)


@settings(max_examples=EXAMPLES, deadline=None)
@given(planned_fairs())
def test_each_cause_loosened_makes_room_and_no_fewer_do(fair: Planned) -> None:
    problem, plan = fair
    for unmet in explain_all(problem, plan):
        hold_causes_true(problem, plan, unmet)


@settings(max_examples=EXAMPLES, deadline=None)
@given(planned_fairs())
def test_each_remedy_taken_holds_the_wish(fair: Planned) -> None:
    problem, plan = fair
    for unmet in explain_all(problem, plan):
        hold_remedy_true(problem, plan, unmet)
