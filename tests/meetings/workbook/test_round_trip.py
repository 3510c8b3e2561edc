"""What is written is read back the same, and no cell starts a formula."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from landbridge.base.sheets import read_workbook
from landbridge.base.sheets_out import FORMULA_STARTS, BookOut, sheet_name, write_csv
from landbridge.engine.timetable.problem import Place
from landbridge.meetings.workbook.book import FairBook, languages_of, languages_text
from landbridge.meetings.workbook.example import example_fair
from landbridge.meetings.workbook.reading import read_fair
from landbridge.meetings.workbook.sample import sample_fair
from landbridge.meetings.workbook.timetable import Timetable, Why
from landbridge.meetings.workbook.writing import write_fair, write_template, write_timetable
from tests.meetings.workbook.books import fair_books, spoken

LANGUAGES = ("en", "ko", "zh-hans")
#: Each example starts a process: few, and each a whole fair.
thrifty = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@thrifty
@given(fair_books(), st.sampled_from(LANGUAGES))
def test_a_fair_comes_back_as_it_was_written(book: FairBook, language: str) -> None:
    read, faults = read_fair(write_fair(book, language))
    assert [fault for fault in faults if not fault.is_notice] == []
    assert read == book


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_is_a_valid_fair_with_nothing_to_remark(language: str) -> None:
    assert read_fair(write_template(language)) == (example_fair(), [])


def test_the_sample_fair_comes_back_and_is_the_size_it_says() -> None:
    book, faults = read_fair(write_fair(sample_fair(), "ko"))
    assert book == sample_fair()
    assert [fault.code for fault in faults] == ["wish_excluded"]
    assert (len(book.companies), len(book.tables), len(book.interpreters), len(book.wishes)) == (64, 24, 9, 221)
    names = [name for row in book.companies for name in (row.name_ko, row.name_zh, row.name_en)]
    assert all(names)
    assert len(set(names)) == len(names)


@given(spoken)
def test_languages_come_back_from_their_text(languages: dict[str, int]) -> None:
    assert languages_of(languages_text(languages)) == languages


def test_writing_is_the_same_to_the_byte() -> None:
    assert write_fair(sample_fair(), "en") == write_fair(sample_fair(), "en")


def timetable_of(book: FairBook) -> Timetable:
    """A timetable that holds the first wish in the first slot, rules or no rules."""
    wish = book.wishes[0]
    interpreter = book.interpreters[0].code if book.interpreters else None
    plan = {wish.code: Place(book.slots[0].code, book.tables[0].code, interpreter)}
    return Timetable(book, plan, {row.code: Why("=cause", "+remedy") for row in book.wishes[1:]}, seconds=1.0, seed=0)


@thrifty
@given(fair_books(), st.sampled_from(LANGUAGES))
def test_no_cell_of_a_workbook_is_a_formula(book: FairBook, language: str) -> None:
    for content in (write_fair(book, language), write_timetable(timetable_of(book), language)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
            assert sheets
            for name in sheets:
                xml = archive.read(name)
                assert b"<f" not in re.sub(rb"<formula[12]?>", b"", xml)
                # text is of type "s", a place in the table of strings; anything else is a number or blank
                assert set(re.findall(rb'<c [^>]*t="(\w+)"', xml)) <= {b"s"}


@pytest.mark.parametrize("start", sorted(FORMULA_STARTS))
def test_text_that_begins_as_a_formula_stays_text(start: str) -> None:
    text = f"{start}HYPERLINK(1)"
    assert write_csv([[text, 5, None]]).decode("utf-8-sig").strip('"').startswith("'")
    book = BookOut()
    book.sheet("A").put(0, 0, text)
    [sheet] = read_workbook(book.bytes())
    assert sheet.formulas == frozenset()
    assert isinstance(sheet.rows[0][0], str)
    assert str(sheet.rows[0][0]).endswith("HYPERLINK(1)")


def test_csv_opens_in_excel_in_any_script() -> None:
    assert write_csv([["기업", "企业", -5]]) == b"\xef\xbb\xbf" + "기업,企业,-5\r\n".encode()


@given(st.lists(st.text(max_size=50), max_size=8))
def test_names_of_sheets_are_what_excel_accepts(wanted: list[str]) -> None:
    taken: set[str] = set()
    for name in (sheet_name(text, taken) for text in wanted):
        assert 1 <= len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("' ") == name
        assert name.casefold() != "history"


def test_names_of_sheets_differ_whatever_their_case() -> None:
    book = BookOut()
    names = [book.sheet(name).name for name in ("Kim", "KIM", "k" * 40, "K" * 40, "", "")]
    assert len({name.casefold() for name in names}) == 6
    assert [sheet.name for sheet in read_workbook(book.bytes())] == names


def test_dates_and_times_are_dates_and_times() -> None:
    book = BookOut()
    book.sheet("A").put_row(0, [date(2026, 12, 12), time(9, 30), 4, True, None])
    assert read_workbook(book.bytes())[0].rows == [[date(2026, 12, 12), time(9, 30), 4, True]]
