"""An import as its pages show it, and the file of rows that were turned back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from landbridge.base.sheets import column_letters
from landbridge.base.sheets_out import BookOut, Style, display_width
from landbridge.directory.models import ImportedRow, ImportRun
from landbridge.directory.queries.import_files import untold
from landbridge.directory.queries.imports import headings_of
from landbridge.directory.workbook.columns import REASON
from landbridge.directory.workbook.faults import Fault

_HEAD: Style = {"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True}
_BAD: Style = {"bg_color": "#FBD9D3", "border": 1, "text_wrap": True}
_WHY: Style = {"bg_color": "#FFF3D6", "border": 1, "text_wrap": True}
_CELL: Style = {"border": 1, "text_wrap": True}


@dataclass(frozen=True, slots=True)
class FaultLine:
    """One fault of one row: where, what and what to do."""

    row: int
    letters: str
    heading: str
    message: str
    remedy: str


def fault_lines(run: ImportRun, rows: Iterable[ImportedRow]) -> list[FaultLine]:
    """What is wrong with rows, in the active language."""
    headings = headings_of(run)
    return [
        FaultLine(
            row.row,
            fault.letters,
            headings[fault.column] if fault.column is not None and fault.column < len(headings) else "",
            fault.message(),
            fault.remedy(),
        )
        for row in rows
        for fault in map(Fault.from_json, row.faults)
    ]


def file_faults(run: ImportRun) -> list[tuple[str, str, str]]:
    """What is said of the file as a whole: the column, what it is, and what to do."""
    return [(fault.letters, fault.message(), fault.remedy()) for fault in map(Fault.from_json, run.faults)]


def sample_lines(run: ImportRun, rows: Iterable[ImportedRow]) -> list[tuple[int, list[str]]]:
    """The first cells of rows, as text."""
    return [(row.row, [_text(value) for value in untold(row.cells)]) for row in rows]


def column_samples(rows: Sequence[ImportedRow], columns: Iterable[int]) -> list[list[str]]:
    """For each column the values of the first few rows."""
    told = [untold(row.cells) for row in rows]
    return [[_text(cells[number]) for cells in told if number < len(cells)] for number in columns]


def rejected_book(run: ImportRun, rows: Iterable[ImportedRow], *, language: str) -> bytes:
    """The rows turned back as they were, faulty cells coloured, with the reasons; it can be corrected and uploaded."""
    headings = headings_of(run)
    with override(language):
        book = BookOut(title=_("Rows turned back"))
        sheet = book.sheet(run.sheet or _("Rows turned back"))
        sheet.put_row(0, [REASON.heading(language), *headings], _HEAD)
        sheet.raw.freeze_panes(1, 1)
        sheet.raw.set_column(0, 0, 60)
        for column, heading in enumerate(headings, start=1):
            sheet.raw.set_column(column, column, min(40.0, max(12.0, display_width(heading) + 2)))
        for line, row in enumerate(rows, start=1):
            faults = [Fault.from_json(fault) for fault in row.faults]
            bad = {fault.column for fault in faults}
            sheet.put(line, 0, "\n".join(_reason(fault, row.row) for fault in faults), _WHY)
            for column, value in enumerate(untold(row.cells)):
                sheet.put(line, column + 1, value, _BAD if column in bad else _CELL)
    return book.bytes()


def _reason(fault: Fault, row: int) -> str:
    where = f"{fault.letters}{row}: " if fault.letters else f"{row}: "
    return f"{where}{fault.message()} {fault.remedy()}"


def _text(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def letters(number: int) -> str:
    """A column as Excel calls it."""
    return column_letters(number)
