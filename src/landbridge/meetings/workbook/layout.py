"""Where things stand on a sheet: the rows of headings, the columns they name, the rows of data.

Headings may take several rows (three languages under each other, or a heading merged over others)
and may stand under a title; what is under them, row by row, is data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from landbridge.base.sheets import Sheet, Value, column_letters
from landbridge.meetings.workbook import cells
from landbridge.meetings.workbook.faults import Findings
from landbridge.meetings.workbook.headers import Column, SheetForm, column_named

Read = TypeVar("Read")
#: How far down the headings are looked for, and how many rows they may take.
SEARCHED_ROWS = 20
HEADING_ROWS = 6
MERGED_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where something known stands: its column from 0 and its heading as written.

    ``row`` is set on the Event sheet, where every key has a row of its own.
    """

    column: int
    header: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """What a merged range is for one of its cells: it is told once, at the first that matters."""

    range: str
    first: bool


@dataclass(slots=True)
class Grid:
    """A sheet whose headings were found."""

    sheet: Sheet
    form: SheetForm
    findings: Findings
    places: Mapping[str, Place]
    first_row: int
    merged: Mapping[tuple[int, int], Merge] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """The rows that hold something in a known column, or stand in a merged range."""
        for number in range(self.first_row, len(self.sheet.rows)):
            row = Row(self, number)
            if any(row.is_filled(key) for key in self.places):
                yield row


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data; ``number`` counts from 0. The Event sheet as a whole is one "row" without a number."""

    grid: Grid
    number: int | None

    def spot(self, key: str) -> tuple[int, int] | None:
        """Row and column of the cell ``key``, or None where the sheet has no such column."""
        place = self.grid.places.get(key)
        if place is None:
            return None
        row = place.row if self.number is None else self.number
        return None if row is None else (row, place.column)

    def raw(self, key: str) -> Value:
        """What the cell ``key`` holds; empty where the sheet has no such column."""
        spot = self.spot(key)
        if spot is None:
            return ""
        line = self.grid.sheet.rows[spot[0]]
        return line[spot[1]] if spot[1] < len(line) else ""

    def is_filled(self, key: str) -> bool:
        """Whether the cell holds anything, be it a formula without a value."""
        spot, sheet = self.spot(key), self.grid.sheet
        if not cells.is_empty(self.raw(key)):
            return True
        return spot in sheet.formulas or spot in sheet.errors or spot in self.grid.merged

    def get(self, key: str, read: Callable[[Value], Read], default: Read) -> Read:
        """The cell as ``read`` understands it. A fault is noted, and ``default`` stands in."""
        if (spot := self.spot(key)) is None:
            return default
        sheet, merge = self.grid.sheet, self.grid.merged.get(spot)
        if spot in sheet.errors:
            self.fault("error_cell", key)
        elif spot in sheet.formulas:
            self.fault("formula_cell", key)
        elif merge is not None:
            if merge.first:
                self.fault("merged_cells", key, range=merge.range)
        elif cells.is_empty(self.raw(key)):
            if self.grid.form.column(key).required:
                self.fault("required", key, name=self.grid.places[key].header)
        else:
            try:
                return read(self.raw(key))
            except cells.CellFault as fault:
                self.fault(fault.code, key, **fault.params)
        return default

    def fault(self, code: str, key: str, **params: str | int) -> None:
        """Note a fault in the cell ``key`` of this row."""
        row, column = self.spot(key) or (self.number, None)
        header = self.grid.places[key].header if key in self.grid.places else ""
        self.grid.findings.add(code, self.grid.sheet.name, row=row, column=column, header=header, params=params)


def lay_out(sheet: Sheet, form: SheetForm, findings: Findings) -> Grid | None:
    """Find the headings of a sheet. Without them the fault is noted and there is no grid."""
    block = _headings(sheet, form)
    if block is None:
        findings.add("no_header", sheet.name, params={"rows": SEARCHED_ROWS, "columns": _keys(form)})
        return None
    places = _places(sheet, form, block, findings)
    _tell_unread(sheet, form, block, places, findings)
    for column in form.columns:
        if column.required and column.key not in places:
            findings.add("missing_column", sheet.name, row=block.stop - 1, params={"name": column.key})
    return Grid(sheet, form, findings, places, block.stop, _merged_data(sheet, block, places))


def _headings(sheet: Sheet, form: SheetForm) -> range | None:
    """The rows of headings: from the first row that names enough columns, as long as rows name nothing else."""
    named = [_named(row, form) for row in sheet.rows[:SEARCHED_ROWS]]
    enough = min(2, len(form.columns))
    first = next((number for number, keys in enumerate(named) if len(keys) >= enough), None)
    if first is None:
        first = next((number for number, keys in enumerate(named) if keys), None)
    if first is None:
        return None
    stop = first + 1
    while stop < min(len(named), first + HEADING_ROWS):
        filled = sum(not cells.is_empty(cell) for cell in sheet.rows[stop])
        if not filled or len(named[stop]) < filled:
            break
        stop += 1
    for top, _, bottom, _ in sheet.merged:
        if first <= top < stop <= bottom < first + HEADING_ROWS:
            stop = bottom + 1
    return range(first, stop)


def _named(row: Sequence[Value], form: SheetForm) -> list[str]:
    found = (column_named(cell, form.columns) for cell in row if isinstance(cell, str) and cell)
    return [column.key for column in found if column is not None]


def _places(sheet: Sheet, form: SheetForm, block: range, findings: Findings) -> dict[str, Place]:
    places: dict[str, Place] = {}
    for number in range(_width(sheet)):
        column, header = _heading(sheet, form, block, number)
        if column is None:
            continue
        if column.key in places:
            first = column_letters(places[column.key].column)
            findings.add(
                "duplicate_column",
                sheet.name,
                row=block.stop - 1,
                column=number,
                header=header,
                params={"first": first},
            )
        else:
            places[column.key] = Place(number, header)
    return places


def _heading(sheet: Sheet, form: SheetForm, block: range, number: int) -> tuple[Column | None, str]:
    """The column that stands at ``number``, and its heading: the lowest row that names one decides."""
    written = [cells.shown(row[number]) for row in sheet.rows[block.start : block.stop] if number < len(row)]
    texts = [row[number] for row in sheet.rows[block.start : block.stop] if number < len(row)]
    for words, raw in zip(reversed(written), reversed(texts), strict=True):
        if isinstance(raw, str) and words and (column := column_named(raw, form.columns)) is not None:
            return column, words
    return None, next((words for words in reversed(written) if words), "")


def _tell_unread(sheet: Sheet, form: SheetForm, block: range, places: Mapping[str, Place], findings: Findings) -> None:
    """Note every column that holds data and is not read."""
    known = {place.column for place in places.values()}
    merged_over: dict[int, str] = {}
    for top, left, bottom, right in sheet.merged:
        if right > left and top < block.stop and bottom >= block.start:
            merged_over.update(dict.fromkeys(range(left, right + 1), _range_name(top, left, bottom, right)))
    told: set[str] = set()
    for number in range(_width(sheet)):
        if number in known or not _holds_data(sheet, block.stop, number):
            continue
        row = block.stop - 1
        _, header = _heading(sheet, form, block, number)
        if number in merged_over:
            if merged_over[number] not in told:
                told.add(merged_over[number])
                findings.add("merged_header", sheet.name, row=row, column=number, params={"range": merged_over[number]})
        elif header:
            words = {"name": header, "columns": _keys(form)}
            findings.add("unknown_column", sheet.name, row=row, column=number, header=header, params=words)
        else:
            findings.add("unnamed_column", sheet.name, row=row, column=number)


def _holds_data(sheet: Sheet, first_row: int, column: int) -> bool:
    return any(column < len(row) and not cells.is_empty(row[column]) for row in sheet.rows[first_row:])


def _merged_data(sheet: Sheet, block: range, places: Mapping[str, Place]) -> dict[tuple[int, int], Merge]:
    known = sorted(place.column for place in places.values())
    merged: dict[tuple[int, int], Merge] = {}
    for top, left, bottom, right in sheet.merged:
        rows = range(max(top, block.stop), min(bottom + 1, len(sheet.rows)))
        spots = [(row, column) for row in rows for column in known if left <= column <= right]
        name = _range_name(top, left, bottom, right)
        for spot in spots:
            merged.setdefault(spot, Merge(name, first=spot == spots[0]))
        if len(merged) > MERGED_CELLS:  # enough to tell; a file can claim any number
            break
    return merged


def _range_name(top: int, left: int, bottom: int, right: int) -> str:
    return f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"


def _width(sheet: Sheet) -> int:
    return max((len(row) for row in sheet.rows), default=0)


def _keys(form: SheetForm) -> str:
    return ", ".join(column.key for column in form.columns)
