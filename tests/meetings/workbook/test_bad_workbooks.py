"""Bad workbooks: each answered by place and remedy, all at once, with nothing lost."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from landbridge.meetings.workbook.fault_wording import NOTICES, WORDING
from landbridge.meetings.workbook.faults import MOST_FAULTS, Fault
from landbridge.meetings.workbook.reading import read_fair
from tests.meetings.workbook.workbooks import HEAD, TAIL, Rows, good, raw, read, spots, text_cell, workbook, zipped

Spoil = Callable[[dict[str, Rows]], object]
Spot = tuple[str, str, int | None, str]


def cell(sheet: str, row: int, column: int, value: object) -> Spoil:
    """Put ``value`` into a cell; row and column as the spreadsheet counts them, but the column from 0."""

    def change(sheets: dict[str, Rows]) -> None:
        line = sheets[sheet][row - 1]
        line.extend([""] * (column + 1 - len(line)))
        line[column] = value

    return change


def add(sheet: str, *row: object) -> Spoil:
    return lambda sheets: sheets[sheet].append(list(row))


def drop(sheet: str) -> Spoil:
    return lambda sheets: sheets.pop(sheet)


def rename(sheet: str, name: str) -> Spoil:
    return lambda sheets: sheets.update({name: sheets.pop(sheet)})


ONE_FAULT: dict[str, tuple[Spoil, Spot]] = {
    "missing sheet": (drop("Slots"), ("missing_sheet", "Slots", None, "")),
    "sheet twice": (lambda sheets: sheets.update({"기업": sheets["Companies"]}), ("duplicate_sheet", "기업", None, "")),
    "sheet without rows": (
        lambda sheets: sheets["Tables"].__delitem__(slice(1, None)),
        ("no_rows", "Tables", None, ""),
    ),
    "no headings": (lambda sheets: sheets["Never"].__setitem__(0, ["x", "y"]), ("no_header", "Never", None, "")),
    "missing column": (cell("Companies", 1, 5, "tongues"), ("missing_column", "Companies", 1, "")),
    "column twice": (cell("Companies", 1, 9, "언어"), ("duplicate_column", "Companies", 1, "J")),
    "unknown company": (cell("Wishes", 3, 2, "C9"), ("unknown_company", "Wishes", 3, "C")),
    "unknown company in never": (add("Never", "K1", "X"), ("unknown_company", "Never", 3, "B")),
    "duplicate id": (add("Tables", "T1", "Hall B"), ("duplicate_code", "Tables", 4, "A")),
    "duplicate id, full width": (add("Tables", " Ｔ１ ", "Hall B"), ("duplicate_code", "Tables", 4, "A")),
    "overlapping slots": (add("Slots", "S4", "2026-12-12", "09:45", "10:15"), ("overlapping_slots", "Slots", 5, "C")),
    "same slot twice": (add("Slots", "S4", "2026-12-12", "14:00", "14:30"), ("overlapping_slots", "Slots", 5, "C")),
    "end before start": (cell("Slots", 4, 3, "13:00"), ("end_before_start", "Slots", 4, "D")),
    "day outside": (cell("Slots", 4, 1, "2026-12-13"), ("day_outside", "Slots", 4, "B")),
    "dates reversed": (cell("Event", 5, 1, "2026-12-01"), ("dates_reversed", "Event", 5, "B")),
    "unknown time zone": (cell("Event", 3, 1, "CST"), ("unknown_timezone", "Event", 3, "B")),
    "missing entry": (lambda sheets: sheets["Event"].__delitem__(1), ("missing_key", "Event", None, "")),
    "entry twice": (add("Event", "제목", "x"), ("duplicate_key", "Event", 7, "A")),
    "empty title": (cell("Event", 2, 1, ""), ("required", "Event", 2, "B")),
    "negative number": (cell("Companies", 2, 6, -1), ("too_small", "Companies", 2, "G")),
    "negative text": (cell("Event", 6, 1, "－2"), ("too_small", "Event", 6, "B")),
    "zero slots": (cell("Wishes", 2, 4, 0), ("too_small", "Wishes", 2, "E")),
    "huge number": (cell("Companies", 2, 6, 10**9), ("too_large", "Companies", 2, "G")),
    "half a meeting": (cell("Companies", 2, 6, 2.5), ("not_a_number", "Companies", 2, "G")),
    "yes as a number": (cell("Companies", 2, 6, True), ("not_a_number", "Companies", 2, "G")),
    "unknown priority": (cell("Wishes", 2, 3, "urgent"), ("unknown_priority", "Wishes", 2, "D")),
    "unknown slot": (cell("Companies", 3, 7, "S1; S9"), ("unknown_slot", "Companies", 3, "H")),
    "unknown slot of a table": (cell("Tables", 3, 2, "s1"), ("unknown_slot", "Tables", 3, "C")),
    "unknown slot of an interpreter": (cell("Interpreters", 2, 5, "S7"), ("unknown_slot", "Interpreters", 2, "F")),
    "unknown fixed slot": (cell("Wishes", 2, 6, "S9"), ("unknown_slot", "Wishes", 2, "G")),
    "unknown fixed table": (cell("Wishes", 2, 7, "T9"), ("unknown_table", "Wishes", 2, "H")),
    "unknown home table": (cell("Companies", 2, 8, "T9"), ("unknown_table", "Companies", 2, "I")),
    "unknown session": (cell("Wishes", 2, 5, "evening"), ("unknown_session", "Wishes", 2, "F")),
    "unknown wish": (add("Order", "W1", "W9"), ("unknown_wish", "Order", 3, "B")),
    "company meets itself": (cell("Wishes", 3, 2, "K2"), ("same_company_twice", "Wishes", 3, "C")),
    "never with itself": (add("Never", "K1", "Ｋ1"), ("never_self", "Never", 3, "B")),
    "before itself": (add("Order", "W1", "W1"), ("order_self", "Order", 3, "B")),
    "circle of order": (add("Order", "W2", "W1"), ("order_cycle", "Order", 3, "B")),
    "too many spare tables": (cell("Event", 6, 1, 2), ("too_many_spare", "Event", 6, "B")),
    "no language": (cell("Companies", 2, 5, ""), ("required", "Companies", 2, "F")),
    "unknown language": (cell("Companies", 2, 5, "ko, klingon"), ("unknown_language", "Companies", 2, "F")),
    "bad level": (cell("Companies", 2, 5, "ko:4"), ("bad_level", "Companies", 2, "F")),
    "language twice": (cell("Companies", 2, 5, "ko, 한국어"), ("duplicate_language", "Companies", 2, "F")),
    "no date": (cell("Slots", 2, 1, "12/12"), ("not_a_day", "Slots", 2, "B")),
    "no such date": (cell("Slots", 2, 1, "2026-02-30"), ("not_a_day", "Slots", 2, "B")),
    "no time": (cell("Slots", 2, 2, "nine"), ("not_a_time", "Slots", 2, "C")),
    "no such time": (cell("Slots", 2, 2, "25:00"), ("not_a_time", "Slots", 2, "C")),
    "comma in a code": (add("Tables", "T3,T4"), ("bad_code", "Tables", 4, "A")),
    "long code": (add("Tables", "T" * 41), ("too_long", "Tables", 4, "A")),
    "long name": (cell("Companies", 2, 3, "x" * 201), ("too_long", "Companies", 2, "D")),
    "yes as a name": (cell("Companies", 2, 3, True), ("not_text", "Companies", 2, "D")),
}


@pytest.mark.parametrize("case", ONE_FAULT)
def test_a_fault_is_told_in_its_place(case: str) -> None:
    spoil, expected = ONE_FAULT[case]
    sheets = good()
    spoil(sheets)
    book, faults = read_fair(workbook(sheets))
    assert book is None
    assert spots([fault for fault in faults if not fault.is_notice]) == [expected]
    assert_worded(faults)


def assert_worded(faults: list[Fault]) -> None:
    """Place, message and remedy need nothing that the fault does not hold."""
    for fault in faults:
        assert fault.place()
        assert "%(" not in fault.place() + fault.message() + fault.remedy()


def test_the_good_workbook_is_good() -> None:
    book, faults = read_fair(workbook(good()))
    assert faults == []
    assert book is not None


NOTICED: dict[str, tuple[Spoil, Spot]] = {
    "unknown sheet": (lambda sheets: sheets.update({"Budget": [["x"]]}), ("unknown_sheet", "Budget", None, "")),
    "unknown column": (
        lambda sheets: [cell("Tables", row, 3, value)(sheets) for row, value in ((1, "colour"), (2, "red"))],
        ("unknown_column", "Tables", 1, "D"),
    ),
    "column without heading": (cell("Tables", 2, 3, "red"), ("unnamed_column", "Tables", 1, "D")),
    "unknown entry": (add("Event", "budget", "12"), ("unknown_key", "Event", 7, "A")),
    "same pair": (add("Wishes", "W3", "C1", "K1"), ("same_pair", "Wishes", 4, "C")),
    "excluded wish": (add("Wishes", "W3", "K2", "K1"), ("wish_excluded", "Wishes", 4, "C")),
    "too long": (cell("Wishes", 2, 4, 3), ("too_long_meeting", "Wishes", 2, "E")),
    "row twice": (add("Never", "K2", "K1"), ("repeated_row", "Never", 3, "B")),
}


@pytest.mark.parametrize("case", NOTICED)
def test_what_is_not_read_or_looks_odd_is_told_and_the_fair_is_read(case: str) -> None:
    spoil, expected = NOTICED[case]
    sheets = good()
    spoil(sheets)
    book, faults = read_fair(workbook(sheets))
    assert book is not None
    assert spots(faults) == [expected]
    assert faults[0].is_notice
    assert_worded(faults)


def test_formula_cells_are_found_where_they_stand_with_a_value_or_without() -> None:
    formulas: dict[tuple[str, int, int], tuple[str, object]] = {
        ("Companies", 1, 6): ("=1+2", 3),
        ("Wishes", 1, 1): ("=Companies!A2", ""),
        ("Slots", 1, 2): ("=NA()", "#N/A"),
    }
    found = spots(read(good(), formulas=formulas))
    assert ("formula_cell", "Companies", 2, "G") in found
    assert ("formula_cell", "Wishes", 2, "B") in found
    assert ("error_cell", "Slots", 2, "C") in found
    assert len(found) == 3


def test_a_formula_outside_of_what_is_read_does_no_harm() -> None:
    sheets = good() | {"Budget": [["x"]]}
    assert [fault.code for fault in read(sheets, formulas={("Budget", 3, 3): ("=1+1", 2)})] == ["unknown_sheet"]


def test_merged_data_is_told_once() -> None:
    merges = [("Wishes", 1, 1, 2, 1, "K1"), ("Tables", 1, 1, 2, 1, "Hall")]
    assert spots(read(good(), merges=merges)) == [
        ("merged_cells", "Tables", 2, "B"),
        ("merged_cells", "Wishes", 2, "B"),
    ]


def test_a_heading_merged_over_columns_with_data_is_told() -> None:
    found = spots(read(good(), merges=[("Never", 0, 0, 0, 1, "company_a")]))
    assert ("merged_header", "Never", 1, "B") in found
    assert ("missing_column", "Never", 1, "") in found


def test_all_faults_come_in_one_answer_up_to_a_cap_with_the_number_of_the_rest() -> None:
    sheets = good()
    sheets["Wishes"] += [[f"V{number}", "K1", f"X{number}", "want"] for number in range(MOST_FAULTS + 50)]
    faults = read(sheets)
    assert len(faults) == MOST_FAULTS + 1
    assert faults[-1] == Fault("more_faults", params={"count": 50})


# ---- files that are no workbook, or a hostile one ------------------------------------------------------------------

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def _rows(count: int) -> str:
    rows = (f'<row r="{n}"><c r="A{n}"><v>{n * 7919 % 100003}</v></c></row>' for n in range(1, count + 1))
    return f"{HEAD}{''.join(rows)}{TAIL}"


def _bomb() -> bytes:
    content = raw(HEAD + '<row r="1"><c r="A1"><v>1</v></c></row>' * 920_000 + TAIL, level=9)
    assert len(content) < 140_000
    return content


def _lying_bomb() -> bytes:
    """The bomb, whose table of contents says that it is small."""
    content = bytearray(raw(HEAD + '<row r="1"><c r="A1"><v>1</v></c></row>' * 300_000 + TAIL, level=9))
    place = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/worksheets/sheet1.xml"))
    content[place + 24 : place + 28] = struct.pack("<I", 5_000)
    return bytes(content)


def _entities() -> bytes:
    nested = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    sheet = f'<row r="1">{text_cell("A1", "&a9;")}</row>{TAIL}'
    return raw(f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "boom">{nested}]>' + HEAD.partition("?>")[2] + sheet)


def _wide() -> bytes:
    sheets = good()
    sheets["Companies"][0] += [f"note {number}" for number in range(10_000)]
    return workbook(sheets)


def _many_strings() -> bytes:
    strings = "".join(f"<si><t>{number}</t></si>" for number in range(1_500_000))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    shared = f'<sst xmlns="{main}">{strings}</sst>'
    sheet = f'{HEAD}<row r="1"><c r="A1" t="s"><v>1</v></c></row>{TAIL}'
    return raw(sheet, level=1, parts={"xl/sharedStrings.xml": shared})


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "empty_file"),
    "blanks": (lambda: b" \r\n\0", "empty_file"),
    ".xls": (lambda: OLE2 + "Workbook".encode("utf-16-le"), "old_excel"),
    "encrypted": (lambda: OLE2 + "EncryptedPackage".encode("utf-16-le"), "password"),
    ".csv": (lambda: "기업,언어\nK1,ko\n".encode("cp949"), "text_file"),
    ".csv in UTF-16": (lambda: "company\tlanguages\n".encode("utf-16"), "text_file"),
    "web page": (lambda: b"<html><table><tr><td>company</td></tr></table></html>", "html_file"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_excel"),
    "another zip": (lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "not_excel"),
    "truncated": (lambda: workbook(good())[:-400], "broken"),
    "cut early": (lambda: workbook(good())[:60], "broken"),
    "a bit flipped": (lambda: raw("<worksheet><row></worksheet>"), "broken"),
    "no such sheet part": (lambda: zipped({"xl/workbook.xml": "<workbook/>"}), "broken"),
    "path upwards": (lambda: raw(HEAD + TAIL, parts={"../../etc/passwd": "x"}), "unsafe"),
    "absolute path": (lambda: raw(HEAD + TAIL, parts={"/etc/passwd": "x"}), "unsafe"),
    "entity bomb": (_entities, "unsafe"),
    "133 KB bomb": (_bomb, "too_costly"),
    "lying bomb": (_lying_bomb, "broken"),
    "a million rows": (lambda: raw(_rows(1_000_000), level=1), "too_many_rows"),
    "10,000 columns": (_wide, "too_many_columns"),
    "cells far apart": (
        lambda: raw(f'{HEAD}<row r="99999"><c r="RA99999"><v>1</v></c></row>{TAIL}'),
        "too_many_cells",
    ),
    "many strings": (_many_strings, "missing_sheet"),
    "large": (lambda: workbook(good()) + bytes(20_000_000), "file_too_large"),
}
#: What may cost much: measured in a process of its own.
COSTLY = (
    "133 KB bomb",
    "lying bomb",
    "a million rows",
    "10,000 columns",
    "cells far apart",
    "many strings",
    "entity bomb",
)


@pytest.mark.parametrize("case", [case for case in FILES if case not in COSTLY])
def test_a_file_that_is_no_workbook_is_answered_by_what_it_is(case: str) -> None:
    make, code = FILES[case]
    book, faults = read_fair(make(), "fair.xlsx")
    assert book is None
    assert [fault.code for fault in faults] == [code]


_MEASURE = """
import json, resource, sys, time
from landbridge.meetings.workbook.reading import read_fair
content = sys.stdin.buffer.read()
peak = lambda who: resource.getrusage(who).ru_maxrss // 1024
before, began = peak(resource.RUSAGE_SELF), time.process_time()
book, faults = read_fair(content, "fair.xlsx")
child = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({
    "codes": [fault.code for fault in faults],
    "megabytes": peak(resource.RUSAGE_SELF) - before + peak(resource.RUSAGE_CHILDREN),
    "seconds": time.process_time() - began + child.ru_utime + child.ru_stime,
}))
"""


@pytest.mark.parametrize("case", COSTLY)
def test_a_hostile_file_is_answered_within_ten_seconds_and_500_mb(case: str) -> None:
    make, code = FILES[case]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE],
        input=make(),
        capture_output=True,
        timeout=60,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3] / "src")},
    )
    told: dict[str, Any] = json.loads(done.stdout)
    assert told["codes"][0] == code
    assert told["seconds"] < 10
    assert told["megabytes"] < 500


# ---- words ---------------------------------------------------------------------------------------------------------


class _Anything(dict[str, str | int]):
    """Stands in for any parameter."""

    def __missing__(self, key: str) -> str:
        return f"<{key}>"


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
@pytest.mark.parametrize("code", WORDING)
def test_every_fault_says_what_is_wrong_and_what_to_do(code: str, language: str) -> None:
    fault = Fault(code, "Wishes", 3, "C", "company_b", _Anything())
    with override(language):
        message, remedy = str(WORDING[code][0]) % fault.params, str(WORDING[code][1]) % fault.params
        assert message.strip()
        assert remedy.strip()
        assert "3" in fault.place()
        assert "C" in fault.place()


def test_every_notice_is_a_known_code() -> None:
    assert set(WORDING) >= NOTICES


def test_faults_survive_json() -> None:
    sheets = good()
    cell("Wishes", 3, 2, "C9")(sheets)
    for fault in read(sheets):
        assert Fault.from_json(json.loads(json.dumps(fault.to_json()))) == fault
