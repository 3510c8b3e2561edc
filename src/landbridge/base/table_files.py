"""A table as a file to take away: a workbook or CSV, with its headings on top and no formula in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from landbridge.base.sheets_out import PLAIN, BookOut, Cell, Style, display_width, write_csv

_HEADING: Style = {"bold": True, "bg_color": "#E8EEF4", "bottom": 1, "text_wrap": True}
_LINES: Style = {"text_wrap": True}
_WIDTHS = (8.0, 44.0)
_LONGEST = 32_000  # characters that a cell of several lines may hold; Excel's own limit is 32,767


class TableFormat(StrEnum):
    """What kind of file."""

    XLSX = "xlsx"
    CSV = "csv"

    @property
    def media_type(self) -> str:
        """As HTTP names it."""
        return {
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "csv": "text/csv; charset=utf-8",
        }[self.value]


def table_file(kind: str, title: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """The file's content. ``title`` names the sheet; ``rows`` are read once, so that they may come batch by batch.

    :raises ValueError: for a kind that is not of ``TableFormat``.
    """
    if TableFormat(kind) is TableFormat.CSV:
        return write_csv([list(headings), *rows])
    # Written row by row: fifty thousand rows need not be in memory twice.
    book = BookOut(title=title, row_by_row=True)
    sheet = book.sheet(title)
    sheet.raw.freeze_panes(1, 1)
    sheet.raw.repeat_rows(0)
    for column, heading in enumerate(headings):
        sheet.raw.set_column(column, column, min(max(display_width(heading) + 3, _WIDTHS[0] + 6), _WIDTHS[1]))
    sheet.put_row(0, headings, _HEADING)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            sheet.put(last, column, value, _LINES if isinstance(value, str) and "\n" in value else PLAIN)
    if headings:
        sheet.raw.autofilter(0, 0, last, len(headings) - 1)
    return book.bytes()


def lines_cell(lines: Iterable[str]) -> str:
    r"""Several things in one cell, a line each, as many as it holds; an empty one is a dash, so that lines stay even.

    >>> lines_cell(["a", "", "b"])
    'a\n–\nb'
    """
    kept: list[str] = []
    room = _LONGEST
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line or "–")
    return "\n".join(kept) if any(line != "–" for line in kept) else ""
