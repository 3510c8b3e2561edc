"""What the board shades while a meeting is in the hand agrees with what the verifier refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.problem import Place
from landbridge.meetings.actions import lock_meeting, save_plan
from landbridge.meetings.models import Fair
from landbridge.meetings.queries import fair_plan, fair_problem
from landbridge.meetings.queries.board import View
from landbridge.meetings.queries.clashes import Hand, clash_map
from landbridge.people.models import User
from tests.meetings.books import DAY, company, interpreter, meeting, slot, table, wish
from tests.meetings.conftest import PLAN

INTERPRETERS = (None, "I1", "I2")


def clashes(fair: Fair, code: str, view: View) -> dict[tuple[str, str], Any]:
    """Row and slot to what is against the cell; a cell that works is not in it."""
    found = clash_map(Hand.of(wish(fair, code), fair), view, DAY)
    return {(row, slot): against for row, slots in found.items() for slot, against in slots.items()}


@pytest.mark.parametrize("code", ["W-1", "W-3", "W-5"])
def test_by_table_a_cell_works_exactly_where_the_verifier_says_so(planned: Fair, code: str) -> None:
    problem, plan = fair_problem(planned), fair_plan(planned)
    shaded = clashes(planned, code, View.TABLE)
    for row in problem.tables:
        for at in problem.slots:
            places = [Place(at.id, row.id, person) for person in INTERPRETERS]
            works = any(not check(problem, {**plan, code: place}) for place in places)
            assert works == ((row.id, at.id) not in shaded), (row.id, at.id)


def test_by_interpreter_a_cell_works_exactly_where_that_person_can_serve(planned: Fair) -> None:
    problem, plan = fair_problem(planned), fair_plan(planned)
    shaded = clashes(planned, "W-1", View.INTERPRETER)
    for person in ("I1", "I2"):
        for at in problem.slots:
            places = [Place(at.id, row.id, person) for row in problem.tables]
            works = any(not check(problem, {**plan, "W-1": place}) for place in places)
            assert works == ((person, at.id) not in shaded), (person, at.id)


def test_by_company_only_the_rows_of_those_who_meet_are_known(planned: Fair) -> None:
    found = clash_map(Hand.of(wish(planned, "W-1"), planned), View.COMPANY, DAY)
    assert set(found) == {"C1", "K1"}
    assert set(found["K1"]) == {"S10"}


def test_a_cell_offers_to_change_places_only_with_the_one_that_is_in_the_way(planned: Fair, host_manager: User) -> None:
    save_plan(planned, {"W-1": Place("S9", "T1", "I1"), "W-5": Place("S10", "T2")}, by=host_manager, unmet=[])
    assert clashes(planned, "W-1", View.TABLE)["T2", "S10"].swap
    assert not clashes(planned, "W-1", View.TABLE)["T1", "S10"].swap  # nobody is there: Hanbit is busy elsewhere
    assert not clashes(planned, "W-2", View.TABLE)["T2", "S10"].swap  # not held: it has no place to give
    held = meeting(planned, "W-5")
    lock_meeting(held, by=host_manager, version=held.version)
    assert not clashes(planned, "W-1", View.TABLE)["T2", "S10"].swap


def test_the_answer_says_why_in_words(client_of: Callable[[User], Client], planned: Fair, host_manager: User) -> None:
    asked: dict[str, str | int] = {"wish": wish(planned, "W-1").pk, "view": "table"}
    answer = client_of(host_manager).get(reverse("meetings:board_clashes", args=[planned.pk]), asked).json()
    row, at = str(table(planned, "T2").pk), str(slot(planned, "S10").pk)
    reason = answer["reasons"][answer["rows"][row][at]]
    assert "has another meeting then" in reason["text"]
    assert set(answer["rows"]) == {str(one.pk) for one in planned.tables.all()}
    for view, rows in (("company", [company(planned, "C1").pk]), ("interpreter", [interpreter(planned, "I1").pk])):
        answer = (
            client_of(host_manager)
            .get(reverse("meetings:board_clashes", args=[planned.pk]), asked | {"view": view})
            .json()
        )
        assert {str(number) for number in rows} <= set(answer["rows"])
    foreign = asked | {"wish": wish(planned, "W-1").pk + 1000}
    assert client_of(host_manager).get(reverse("meetings:board_clashes", args=[planned.pk]), foreign).status_code == 404
    assert fair_plan(planned) == PLAN
