"""The reader of published instances: what it takes, and how it says what it does not."""

from __future__ import annotations

import csv

import pytest
from tests.shared_data import landbridge_shared

from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.problem import Wish
from landbridge.engine.timetable.published import read_published
from landbridge.engine.timetable.result import Status
from landbridge.engine.timetable.solve import solve
from landbridge.engine.tools.levels import Progress
from landbridge.engine.tools.stop import Stop

TEXT = """% three firms
nBusiness = 3;
nMeetings = 2;
nTables = 2;
nTotalSlots = 4;
nMorningSlots = 2;
requested = [|1, 2,1,
|2, 3,2,
|];
meetingsxBusiness = [{1,1},{1,1,2},{1,2}];
nMeetingsBusiness = [1,2,1];
forbidden = [{0}, {1}, {0,4}];
fixed = [0,3];
precedences = [{},
{1}];
"""


def test_an_instance_is_read_whole() -> None:
    problem = read_published(TEXT, break_spread=1)
    assert [slot.session for slot in problem.slots] == ["morning", "morning", "afternoon", "afternoon"]
    assert len(problem.segments()) == 1
    assert [table.id for table in problem.tables] == ["T1", "T2"]
    assert [sorted(person.unavailable) for person in problem.participants] == [[], ["S1"], ["S4"]]
    first, second = problem.wishes
    assert first == Wish("M1", ("P1", "P2"), sessions=frozenset({"morning"}))
    assert second == Wish("M2", ("P2", "P3"), sessions=frozenset({"afternoon"}), fixed_slot="S3")
    assert problem.before == (("M1", "M2"),)
    assert (problem.hold_all, problem.break_spread) == (True, 1)
    result = solve(problem)
    assert result.status is Status.OPTIMAL
    assert {wish: place.slot for wish, place in result.plan.items()} == {"M1": "S2", "M2": "S3"}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("nTables = 2;", "", "nTables is missing"),
        ("nTables = 2;", "nTables = two;", "nTables is 'two', expected a whole number"),
        (
            "nMeetings = 2;",
            "nMeetings = 3;",
            "fixed has 2 rows, expected 3|requested has 2 rows, expected 3|precedences",
        ),
        ("|2, 3,2,", "|2, 9,2,", "requested, row 2: 2 and 9 are not two of 3"),
        ("|2, 3,2,", "|2, 2,2,", "requested, row 2: 2 and 2 are not two of 3"),
        ("|2, 3,2,", "|2, 3,", "requested, row 2: 2 numbers, expected 3"),
        ("|2, 3,2,", "|2, 3,4,", "requested, row 2: session 4"),
        ("|2, 3,2,", "|2, x,2,", "requested contains 'x'"),
        ("fixed = [0,3];", "fixed = [0,5];", "fixed names 5, beyond the last, 4"),
        ("fixed = [0,3];", "fixed = 0,3;", "fixed is not of the form"),
        ("{0,4}]", "{0,5}]", "forbidden names 5, beyond the last, 4"),
        ("{0,4}]", "{0,4]", "forbidden is not of the form"),
        ("requested = [|", "requested = [", "requested is not of the form"),
    ],
)
def test_what_is_not_of_the_format_is_named(old: str, new: str, says: str) -> None:
    assert old in TEXT
    with pytest.raises(ValueError, match=says):
        read_published(TEXT.replace(old, new))


def test_no_instance_at_all_is_named() -> None:
    with pytest.raises(ValueError, match="nBusiness is missing"):
        read_published("")


def test_a_long_malformed_list_is_refused_at_once() -> None:
    rows = "{1}   " * 20_000
    with pytest.raises(ValueError, match="forbidden is not of the form"):
        read_published(TEXT.replace("[{0}, {1}, {0,4}]", f"[{rows}x]"))


@pytest.mark.parametrize(
    ("folder", "instance", "spread"),
    [
        ("original", "tic-13crafc", 0),
        ("forb0003", "tic-13", 2),
        ("fixed020", "tic-14crafa", 2),
        pytest.param("original", "tic-12", 2, marks=pytest.mark.long),
        pytest.param("original", "tic-13crafc", 2, marks=pytest.mark.long),
        pytest.param("fixed020", "forum-13crafc", 2, marks=pytest.mark.long),
        pytest.param("prec15", "forumt-14crafd", 2, marks=pytest.mark.long),
    ],
)
def test_published_optima_are_reached_and_proved(folder: str, instance: str, spread: int) -> None:
    with landbridge_shared("bench", "timetable", "known.csv").open(encoding="utf-8", newline="") as file:
        (known,) = (
            row["optimum_breaks"]
            for row in csv.DictReader(file)
            if (row["set"], row["instance"], row["fairness_d"]) == (folder, instance, str(spread))
        )
    (path,) = landbridge_shared("bench", "timetable", folder).glob(f"{instance}.*.dzn")
    problem = read_published(path.read_text(encoding="utf-8"), break_spread=spread)
    proved = [False]

    def note(progress: Progress) -> None:
        proved[0] |= any(level.name == "breaks" and level.proved for level in progress.levels)

    result = solve(problem, stop=Stop(120, asked=lambda: proved[0]), on_progress=note)
    if known == "INFEASIBLE":
        assert result.status is Status.INFEASIBLE
        return
    assert check(problem, result.plan) == []
    breaks = next(level for level in result.levels if level.name == "breaks")
    assert (breaks.value, breaks.bound) == (int(known), int(known))
