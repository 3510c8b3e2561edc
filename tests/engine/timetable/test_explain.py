"""Every explanation is held to its word: loosen what it names, take the steps it lists, and look."""

from dataclasses import replace

import pytest
from hypothesis import given
from tests.engine.timetable.fairs import examples, planned_fairs

from landbridge.engine.timetable.carry_out import carry_out
from landbridge.engine.timetable.cause import Unmet
from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.explain import explain, explain_all
from landbridge.engine.timetable.loosen import loosen
from landbridge.engine.timetable.problem import Place, Problem
from landbridge.engine.tools.stop import Stop

Planned = tuple[Problem, dict[str, Place]]


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


def hold_true(fair: Planned) -> None:
    problem, plan = fair
    for unmet in explain_all(problem, plan):
        hold_causes_true(problem, plan, unmet)
        hold_remedy_true(problem, plan, unmet)


@examples(80)
@given(planned_fairs())
def test_each_named_cause_relaxed_makes_the_wish_placeable(fair: Planned) -> None:
    hold_true(fair)


@pytest.mark.long
@examples(2000)
@given(planned_fairs())
def test_many_causes_and_remedies_are_true(fair: Planned) -> None:
    hold_true(fair)


@examples(25)
@given(planned_fairs())
def test_one_wish_is_told_what_the_whole_list_tells(fair: Planned) -> None:
    problem, plan = fair
    for unmet in explain_all(problem, plan):
        assert explain(problem, plan, unmet.wish) == unmet


@examples(25)
@given(planned_fairs())
def test_when_time_is_up_causes_stay_and_remedies_are_true(fair: Planned) -> None:
    problem, plan = fair
    for hurried, calm in zip(explain_all(problem, plan, Stop(seconds=0)), explain_all(problem, plan), strict=True):
        assert replace(hurried, remedy=calm.remedy) == calm
        hold_remedy_true(problem, plan, hurried)
