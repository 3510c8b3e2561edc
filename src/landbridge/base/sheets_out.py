"""Workbooks and CSV files out, in which no cell ever starts a formula.

Text goes out as a cell of type text, whatever it begins with; where it begins as a formula would,
it is also marked as quoted, so that it stays text when somebody edits the cell.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

Cell = str | int | float | bool | date | datetime | time | None
#: A cell format as XlsxWriter names its properties.
Style = Mapping[str, Any]

#: What makes a spreadsheet take text for a formula, with the full-width signs that are folded to it.
FORMULA_STARTS = frozenset("=+-@\t\r\n\0＝＋－＠")
_LONGEST = 32_767  # characters in one cell
_NAME_LENGTH = 31  # UTF-16 units in the name of a sheet
PLAIN: Style = {"valign": "top", "font_name": "Calibri", "font_size": 11}


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet could take ``text`` for a formula.

    >>> starts_formula("=1+1"), starts_formula("＠SUM"), starts_formula("삼성")
    (True, True, False)
    """
    return text[:1] in FORMULA_STARTS and text != ""


class SheetOut:
    """One sheet being written. Rows and columns count from 0."""

    def __init__(self, book: BookOut, name: str, sheet: Any) -> None:
        self.book = book
        self.name = name
        #: The XlsxWriter worksheet, for widths, panes and validation.
        self.raw = sheet

    def put(self, row: int, column: int, value: Cell, style: Style = PLAIN) -> None:
        """Write one cell. Dates and times are written as Excel keeps them; None leaves a formatted blank."""
        if value is None or value == "":
            self.raw.write_blank(row, column, None, self.book.format(style))
        elif isinstance(value, str):
            self._text(row, column, value, style)
        elif isinstance(value, bool):
            self.raw.write_boolean(row, column, value, self.book.format(style))
        elif isinstance(value, datetime):
            self.raw.write_datetime(
                row, column, value, self.book.format({"num_format": "yyyy-mm-dd hh:mm", "align": "left", **style})
            )
        elif isinstance(value, date):
            self.raw.write_datetime(
                row, column, value, self.book.format({"num_format": "yyyy-mm-dd", "align": "left", **style})
            )
        elif isinstance(value, time):
            self.raw.write_datetime(
                row, column, value, self.book.format({"num_format": "hh:mm", "align": "left", **style})
            )
        else:
            self.raw.write_number(row, column, value, self.book.format(style))

    def put_row(self, row: int, values: Iterable[Cell], style: Style = PLAIN) -> None:
        """Write cells side by side from column A on."""
        for column, value in enumerate(values):
            self.put(row, column, value, style)

    def _text(self, row: int, column: int, text: str, style: Style) -> None:
        if starts_formula(text):
            style = {**style, "quote_prefix": True}
        shape = self.book.format(style)
        if self.raw.write_string(row, column, text[:_LONGEST], shape) != 0:
            raise ValueError(f"cell ({row}, {column}) is outside of what a sheet holds")


class BookOut:
    """A workbook being written.

    ``created`` is stored in the file; with the same data and ``created``, the bytes are the same. ``row_by_row``
    says that rows come in their order, one sheet after the other, and lets each go as the next one comes.
    """

    def __init__(self, *, title: str = "", created: datetime | None = None, row_by_row: bool = False) -> None:
        self._buffer = io.BytesIO()
        options = {
            "in_memory": not row_by_row,
            "constant_memory": row_by_row,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        }
        self._book = xlsxwriter.Workbook(self._buffer, options)
        self._book.set_properties({"title": title, "created": created or datetime(2000, 1, 1)})  # noqa: DTZ001
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names: set[str] = set()

    def sheet(self, name: str) -> SheetOut:
        """A new sheet; its name is made one that Excel accepts and that no other sheet has."""
        free = sheet_name(name, self._names)
        self._names.add(free.casefold())
        return SheetOut(self, free, self._book.add_worksheet(free))

    def format(self, style: Style) -> Any:
        """The XlsxWriter format of a style; each is made once."""
        whole = {**PLAIN, **style}
        key = tuple(sorted(whole.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(whole)
        return self._formats[key]

    def bytes(self) -> bytes:
        """Finish the workbook."""
        self._book.close()
        return self._buffer.getvalue()


def sheet_name(wanted: str, taken: Iterable[str] = ()) -> str:
    """A name for a sheet: at most 31 characters, none that Excel forbids, unlike all ``taken`` (casefolded).

    >>> sheet_name("Kim/Lee: [1]"), sheet_name("A", {"a"})
    ('Kim Lee 1', 'A (2)')
    """
    cleaned = re.sub(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]+", " ", wanted)
    cleaned = " ".join(cleaned.split()).strip("' ") or "Sheet"
    taken = {name.casefold() for name in taken} | {"history"}  # Excel keeps that name to itself
    name, number = _cut(cleaned, _NAME_LENGTH), 1
    while name.casefold() in taken:
        number += 1
        name = _cut(cleaned, _NAME_LENGTH - len(f" ({number})")) + f" ({number})"
    return name


def _cut(text: str, units: int) -> str:
    kept = text.encode("utf-16-le")[: units * 2].decode("utf-16-le", errors="ignore")
    return kept.strip("' ")


def write_csv(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Rows as CSV that Excel opens in any language: UTF-8 with a byte order mark, no formula anywhere.

    CSV cannot say "this is text": what would start a formula gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"'{cell}" if isinstance(cell, str) and starts_formula(cell) else cell for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def display_width(text: str) -> float:
    """How many digits wide a text is in a spreadsheet; Hangul and Han take about two.

    >>> display_width("abc"), display_width("기업")
    (3.0, 4.2)
    """
    return max(
        (sum(2.1 if ord(character) > 0x10FF else 1.0 for character in line) for line in text.split("\n")), default=0
    )
