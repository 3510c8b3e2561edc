"""A timetable's workbook checked against its fair, tampered with in every way we could think of."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
import xlsxwriter
from django.utils.translation import override

from landbridge.base.sheets import Value, read_workbook
from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.problem import Place
from landbridge.engine.timetable.score import score
from landbridge.engine.timetable.violation import Kind
from landbridge.meetings.workbook.book import FairBook
from landbridge.meetings.workbook.people_sheets import MOST_SHEETS
from landbridge.meetings.workbook.readback import read_timetable
from landbridge.meetings.workbook.reading import read_fair
from landbridge.meetings.workbook.timetable import Timetable, Why
from landbridge.meetings.workbook.writing import write_timetable
from tests.meetings.workbook.workbooks import good, workbook

PLAN = {"W1": Place("S2", "T1", "I1"), "W2": Place("S3", "T2", "I1")}
Cells = dict[str, list[list[Value]]]


def fair() -> FairBook:
    book, _ = read_fair(workbook(good()))
    assert book is not None
    return book


def written(plan: dict[str, Place], language: str = "en") -> bytes:
    book = fair()
    unmet = {wish.code: Why("No table.", "Add one.") for wish in book.wishes if wish.code not in plan}
    levels = score(book.problem(), plan)
    return write_timetable(Timetable(book, plan, unmet, levels, seconds=1.0, seed=0), language)


def tampered(change: Callable[[Cells], Any]) -> bytes:
    """The right timetable, with some of its cells changed."""
    sheets = {sheet.name: sheet.rows for sheet in read_workbook(written(PLAN))}
    change(sheets)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"})
    clock = book.add_format({"num_format": "hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "":
                    sheet.write(number, column, value, clock if isinstance(value, time) else None)
    book.close()
    return buffer.getvalue()


def put(sheet: str, row: int, column: int, value: Value) -> Callable[[Cells], Any]:
    return lambda sheets: sheets[sheet][row].__setitem__(column, value)


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_what_was_written_is_read_back_with_nothing_to_say(language: str) -> None:
    found = read_timetable(written(PLAN, language), fair())
    assert found.faults == []
    assert found.plan == PLAN
    assert found.values == {level.name: level.value for level in score(fair().problem(), PLAN)}
    assert check(fair().problem(), found.plan) == []


def test_a_wish_that_is_not_held_is_among_the_unmet() -> None:
    found = read_timetable(written({"W1": PLAN["W1"]}), fair())
    assert found.faults == []
    assert found.plan == {"W1": PLAN["W1"]}


FIRST = 4  # the first meeting, below title, zone and headings

TAMPERED: dict[str, tuple[Callable[[Cells], Any], str]] = {
    "a row copied": (lambda cells: cells["Meetings"].append(list(cells["Meetings"][FIRST])), "held_twice"),
    "a row deleted": (lambda cells: cells["Meetings"].pop(FIRST), "wish_lost"),
    "another time": (put("Meetings", FIRST, 3, time(11, 0)), "differs_from_fair"),
    "another day": (put("Meetings", FIRST, 2, "2026-12-13"), "differs_from_fair"),
    "another company": (put("Meetings", FIRST, 6, "K2"), "differs_from_fair"),
    "no slot": (put("Meetings", FIRST, 1, ""), "required"),
    "no sheet": (lambda cells: cells.pop("Meetings"), "missing_sheet"),
    "a meeting called unmet": (lambda cells: cells["Unmet"].append(["W1"]), "unmet_but_held"),
}


@pytest.mark.parametrize("case", TAMPERED)
def test_tampering_is_told(case: str) -> None:
    change, code = TAMPERED[case]
    codes = [fault.code for fault in read_timetable(tampered(change), fair()).faults]
    assert code in codes


@pytest.mark.parametrize(
    ("column", "value", "kind"),
    [
        (0, "W9", Kind.UNKNOWN_WISH),
        (1, "S9", Kind.UNKNOWN_SLOT),
        (1, "S3", Kind.WRONG_SESSION),
        (5, "T9", Kind.UNKNOWN_TABLE),
        (5, "T2", Kind.WRONG_TABLE),
        (8, "I9", Kind.UNKNOWN_INTERPRETER),
        (8, "", Kind.INTERPRETER_MISSING),
    ],
)
def test_a_moved_meeting_is_judged_by_the_rules(column: int, value: str, kind: Kind) -> None:
    found = read_timetable(tampered(put("Meetings", FIRST, column, value)), fair())
    assert kind in [violation.kind for violation in check(fair().problem(), found.plan)]


def test_a_file_that_is_no_workbook_is_told() -> None:
    assert [fault.code for fault in read_timetable(b"wish,slot\n", fair()).faults] == ["text_file"]


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_every_sheet_says_which_zone_its_times_are_in(language: str) -> None:
    sheets = read_workbook(written(PLAN, language))
    assert len(sheets) == 4 + len(fair().companies) + len(fair().interpreters)
    for sheet in sheets:
        assert any("Asia/Seoul (UTC+09:00)" in str(cell) for row in sheet.rows[:3] for cell in row)


def test_each_company_has_its_day_and_who_it_meets() -> None:
    sheets = {sheet.name: sheet.rows for sheet in read_workbook(written(PLAN))}
    [meeting] = sheets["K1 Saebyeok"][FIRST:]
    assert meeting[1:3] == [time(9, 30), time(10, 0)]
    assert "Yunshan" in meeting
    assert "정유진" in meeting
    assert len(sheets["C1 Yunshan"][FIRST:]) == 2


def test_a_timetable_of_as_many_sheets_as_we_ever_write_is_read_back() -> None:
    sheets = good()
    sheets["Companies"] += [[f"X{number}", "", "", f"Firm {number}", "host", "ko"] for number in range(MOST_SHEETS - 3)]
    sheets["Interpreters"] += [[f"J{number}", f"Kim {number}", "ko,zh"] for number in range(MOST_SHEETS - 1)]
    book, _ = read_fair(workbook(sheets))
    assert book is not None
    content = write_timetable(Timetable(book, PLAN), "en")
    assert len(read_workbook(content)) == 4 + 2 * MOST_SHEETS
    assert read_timetable(content, book).faults == []


def test_a_fair_with_hundreds_of_companies_gets_one_sheet_for_all_of_them() -> None:
    sheets = good()
    sheets["Companies"] += [[f"X{number}", "", "", f"Firm {number}", "host", "ko"] for number in range(300)]
    book, _ = read_fair(workbook(sheets))
    assert book is not None
    with override("en"):
        names = [sheet.name for sheet in read_workbook(write_timetable(Timetable(book, PLAN), "en"))]
    assert names == ["Meetings", "Grid", "Unmet", "Summary", "Meetings of companies", "I1 정유진"]
