"""Workbooks made by the tests: good ones to spoil, and raw ones that no spreadsheet would write."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

from landbridge.meetings.workbook.faults import Fault
from landbridge.meetings.workbook.reading import read_fair

Rows = list[list[Any]]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEAD = f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{_MAIN}"><sheetData>'
TAIL = "</sheetData></worksheet>"


def good() -> dict[str, Rows]:
    """The sheets of a small valid fair, as people would type them."""
    return {
        "Event": [
            ["key", "value"],
            ["title", "Trade meetings"],
            ["timezone", "Asia/Seoul"],
            ["date_from", "2026-12-12"],
            ["date_to", "2026-12-12"],
            ["spare_tables", 0],
        ],
        "Slots": [
            ["slot", "day", "start", "end", "session"],
            ["S1", "2026-12-12", "09:00", "09:30", "AM"],
            ["S2", "2026-12-12", "09:30", "10:00", "AM"],
            ["S3", "2026-12-12", "14:00", "14:30", "PM"],
        ],
        "Tables": [["table", "area", "unavailable"], ["T1", "Hall A", ""], ["T2", "Hall A", "S1"]],
        "Companies": [
            [
                "company",
                "name_ko",
                "name_zh",
                "name_en",
                "side",
                "languages",
                "max_meetings",
                "unavailable",
                "home_table",
            ],
            ["K1", "새벽전자", "晨曦电子", "Saebyeok", "host", "ko, en:2", 3, "", "T1"],
            ["K2", "물결소재", "清波材料", "Mulgyeol", "host", "ko", "", "S1, S2", ""],
            ["C1", "윈산기계", "云杉机械", "Yunshan", "guest", "zh", "", "", ""],
        ],
        "Interpreters": [
            ["interpreter", "name", "languages", "side", "grade", "unavailable", "max_in_row", "max_per_day"],
            ["I1", "정유진", "ko,zh", "host", "A", "", 2, 3],
        ],
        "Wishes": [
            ["wish", "company_a", "company_b", "priority", "slots", "session", "fixed_slot", "fixed_table"],
            ["W1", "K1", "C1", "must", 1, "AM", "", ""],
            ["W2", "K2", "C1", "want", "", "", "S3", "T2"],
        ],
        "Order": [["before", "after"], ["W1", "W2"]],
        "Never": [["company_a", "company_b"], ["K1", "K2"]],
    }


def workbook(
    sheets: Mapping[str, Rows],
    *,
    formulas: Mapping[tuple[str, int, int], tuple[str, object]] | None = None,
    merges: Iterable[tuple[str, int, int, int, int, str]] = (),
) -> bytes:
    """The sheets as an .xlsx file; ``formulas`` and ``merges`` overwrite cells, counted from 0."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    merged = {
        (name, row, column)
        for name, top, left, bottom, right, _ in merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if (name, number, column) not in merged and value != "":
                    sheet.write(number, column, value)
        for where, top, left, bottom, right, text in merges:
            if where == name:
                sheet.merge_range(top, left, bottom, right, text)
    for (name, number, column), (formula, value) in (formulas or {}).items():
        book.get_worksheet_by_name(name).write_formula(number, column, formula, None, value)
    book.close()
    return buffer.getvalue()


def raw(
    sheet: str | bytes, *, name: str = "Companies", level: int = 6, parts: Mapping[str, str] | None = None
) -> bytes:
    """One sheet of raw XML as an .xlsx file; ``parts`` are further entries."""
    entries: dict[str, str | bytes] = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_REL}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
        f'<sheet name="{name}" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" '
        f'Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        **(parts or {}),
    }
    return zipped(entries, level=level)


def zipped(entries: Mapping[str, str | bytes], *, level: int = 6) -> bytes:
    """A zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for entry, content in entries.items():
            archive.writestr(entry, content)
    return buffer.getvalue()


def text_cell(reference: str, text: str) -> str:
    """A cell with its text inside."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def read(sheets: Mapping[str, Rows], **spoilt: Any) -> list[Fault]:
    """The faults of a workbook of these sheets."""
    return read_fair(workbook(sheets, **spoilt))[1]


def spots(faults: Sequence[Fault]) -> list[tuple[str, str, int | None, str]]:
    """Code, sheet, row and column of each fault."""
    return [(fault.code, fault.sheet, fault.row, fault.column) for fault in faults]
