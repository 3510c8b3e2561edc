"""What people type is understood: three languages, any width, dates and times in every habit."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from landbridge.engine.timetable.problem import Priority
from landbridge.meetings.workbook import cell_times, cells
from landbridge.meetings.workbook.headers import FORMS, column_named, folded, sheet_named
from landbridge.meetings.workbook.reading import read_fair
from tests.meetings.workbook.workbooks import good, workbook


def in_language(place: int) -> dict[str, list[list[Any]]]:
    """The good workbook with sheets, headings and keys in Korean (0) or Chinese (1)."""
    sheets = {}
    for form in FORMS:
        rows = good()[form.key]
        if form.key == "Event":
            keys = {column.key: (column.ko, column.zh)[place] for column in form.columns}
            rows = [[("항목", "项目")[place], ("값", "值")[place]], *([keys[row[0]], row[1]] for row in rows[1:])]
        else:
            rows[0] = [(form.column(key).ko, form.column(key).zh)[place] for key in rows[0]]
        sheets[(form.ko, form.zh)[place]] = rows
    return sheets


@pytest.mark.parametrize("place", [0, 1], ids=["Korean", "Chinese"])
def test_headings_in_korean_and_chinese_give_the_same_fair(place: int) -> None:
    assert read_fair(workbook(in_language(place))) == read_fair(workbook(good()))


def test_no_name_means_two_things() -> None:
    for form in FORMS:
        assert sheet_named(form.ko) is form
        assert sheet_named(form.zh) is form
        for column in form.columns:
            for name in (column.key, column.ko, column.zh):
                assert column_named(name, form.columns) is column


def test_full_width_and_padded_text_is_the_same_text() -> None:
    sheets = good()
    sheets["Companies"][1] = [
        "　Ｋ１ ",
        "새벽전자",
        "晨曦电子",
        "Saebyeok",
        "ｈｏｓｔ",
        "ｋｏ，　ｅｎ：２",
        "３",
        "",
        "Ｔ１",
    ]
    sheets["Slots"][1] = ["Ｓ１", "２０２６－１２－１２", "０９：００", "９：３０", "ＡＭ"]
    assert read_fair(workbook(sheets)) == read_fair(workbook(good()))


def test_case_of_codes_is_kept() -> None:
    sheets = good()
    sheets["Tables"].append(["t1", "Hall B"])
    book, faults = read_fair(workbook(sheets))
    assert faults == []
    assert book is not None
    assert [table.code for table in book.tables] == ["T1", "T2", "t1"]


def test_numbers_as_codes_are_codes() -> None:
    sheets = good()
    sheets["Tables"] = [["table"], [1], [2]]
    sheets["Companies"][1][8] = 1
    sheets["Wishes"][2][7] = "2"
    book, faults = read_fair(workbook(sheets))
    assert faults == []
    assert book is not None
    assert [table.code for table in book.tables] == ["1", "2"]
    assert book.companies[0].home_table == "1"


def test_a_title_above_and_headings_on_three_rows_are_found() -> None:
    sheets = good()
    rows = sheets["Tables"]
    sheets["Tables"] = [
        ["Trade meetings 2026"],
        [],
        ["table", "area", "unavailable"],
        ["테이블", "구역", "불가 시간"],
        ["桌号", "区域", "不可用"],
        *rows[1:],
    ]
    assert read_fair(workbook(sheets)) == read_fair(workbook(good()))


def test_a_heading_over_others_is_looked_through() -> None:
    sheets = good()
    names = ["", "Korean name", "Chinese name", "English name", "", "", "", "", ""]
    sheets["Companies"].insert(1, names)
    merges = [("Companies", 0, 1, 0, 3, "Names")]
    merges += [("Companies", 0, at, 1, at, good()["Companies"][0][at]) for at in (0, 4, 5, 6, 7, 8)]
    assert read_fair(workbook(sheets, merges=merges)) == read_fair(workbook(good()))


def test_empty_rows_between_are_skipped() -> None:
    sheets = good()
    sheets["Wishes"].insert(2, ["", "  ", "", "", "", "", "", ""])
    sheets["Wishes"].insert(2, [])
    assert read_fair(workbook(sheets)) == read_fair(workbook(good()))


def test_only_what_is_needed_is_enough() -> None:
    sheets = {
        "Event": good()["Event"][1:5],
        "Slots": [["slot", "day", "start", "end"], ["S1", "2026-12-12", "09:00", "09:30"]],
        "Tables": [["table"], ["T1"]],
        "Companies": [["company", "languages"], ["A", "ko"], ["B", "ko"]],
        "Wishes": [["wish", "company_a", "company_b"], ["W", "A", "B"]],
    }
    book, faults = read_fair(workbook(sheets))
    assert faults == []
    assert book is not None
    assert (book.event.max_in_row, book.event.spare_tables, book.wishes[0].priority) == (4, 0, Priority.WANT)
    assert book.problem().wishes[0].length == 1


@pytest.mark.parametrize(
    "value",
    [
        date(2026, 12, 12),
        datetime(2026, 12, 12),  # noqa: DTZ001 - as Excel has it
        "2026-12-12",
        "2026. 12. 12.",
        "2026.12.12",
        "2026/12/12",
        "2026年12月12日",
        "2026년 12월 12일",
        "2026년 12월 12일 (토)",
        "２０２６－１２－１２",
        "20261212",
        46368,
    ],
)
def test_days(value: Any) -> None:
    assert cell_times.day(value) == date(2026, 12, 12)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (time(9, 0), time(9)),
        (time(8, 59, 59, 999_999), time(9)),
        (timedelta(hours=9), time(9)),
        (0.375, time(9)),
        (0.3749999999, time(9)),
        (0, time(0)),
        ("9:00", time(9)),
        ("09:00:00", time(9)),
        ("０９：００", time(9)),
        ("오전 9:00", time(9)),
        ("오후 1시 30분", time(13, 30)),
        ("上午9:00", time(9)),
        ("下午1:30", time(13, 30)),
        ("下午1点30分", time(13, 30)),
        ("9时", time(9)),
        ("오전 9시", time(9)),
        ("9:", None),
        ("23시 5분", time(23, 5)),
        ("9:05 PM", time(21, 5)),
        ("12:00 am", time(0)),
        ("오후 12:10", time(12, 10)),
        ("9", None),
        (9, None),
        ("13:00 pm", None),
        ("24:00", None),
        (1.5, None),
        (time(9, 0, 30), None),
    ],
)
def test_times(value: Any, expected: time | None) -> None:
    if expected is None:
        with pytest.raises(cells.CellFault, match="not_a_time"):
            cell_times.clock(value)
    else:
        assert cell_times.clock(value) == expected


@pytest.mark.parametrize("text", ["S1,S2", "S1; S2", "S1、S2", "S1，S2", "S1\nS2", " Ｓ１ , S2,, S1"])
def test_lists(text: str) -> None:
    assert cells.codes(text) == ("S1", "S2")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ko, en:2", {"ko": 3, "en": 2}),
        ("한국어、영어：１", {"ko": 3, "en": 1}),
        ("中文/英语", {"zh": 3, "en": 3}),
        ("zh-CN, kr", {"zh": 3, "ko": 3}),
        ("Japanese:2", {"ja": 2}),
    ],
)
def test_languages(text: str, expected: dict[str, int]) -> None:
    assert cells.languages(text) == expected


def test_codes_that_excel_made_a_date_of_are_told() -> None:
    with pytest.raises(cells.CellFault, match="code_is_a_date"):
        cells.code(datetime(2026, 3, 1))  # noqa: DTZ001 - as Excel has it


def test_width_and_punctuation_do_not_matter_in_headings() -> None:
    assert folded("Ｃｏｍｐａｎｙ＿Ａ ") == folded("company a")
