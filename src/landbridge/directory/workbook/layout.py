"""Where a table stands on a sheet: under which title, under how many rows of headings, down to which total.

Merged cells count as filled in each of their cells: a heading over two columns is a part of both, a country merged over
ten rows is the country of each.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from landbridge.base.sheets import Sheet, Value
from landbridge.directory.workbook.headings import folded, guess

SEARCHED_ROWS = 20  #: how far down the headings are looked for
MERGED_ACROSS = 200  #: columns that a merged range is filled in over, at most
_TOTALS = frozenset(
    [
        "합계",
        "총계",
        "소계",
        "계",
        "총합계",
        "누계",
        "合计",
        "总计",
        "小计",
        "共计",
        "总数",
        "total",
        "totals",
        "grandtotal",
        "subtotal",
        "sum",
    ]
)
_SAMPLES = 3


@dataclass(slots=True)
class Table:
    """A table that was found. Rows and columns count from 0; ``rows`` are as wide as ``headings``."""

    sheet: str
    header: range
    headings: list[str]
    rows: dict[int, list[Value]]  # by row number; empty ones are left out
    hidden: bool = False
    total: int | None = None  # the row of totals at the end, which is no data
    formulas: frozenset[tuple[int, int]] = frozenset()
    errors: frozenset[tuple[int, int]] = field(default_factory=frozenset)

    @property
    def digest(self) -> str:
        """What the headings are, for remembering what they were taken for."""
        return hashlib.sha256("\n".join(map(folded, self.headings)).encode()).hexdigest()

    def samples(self) -> list[tuple[int, list[Value]]]:
        """The first few rows."""
        return list(self.rows.items())[:_SAMPLES]


def find_table(sheet: Sheet) -> Table | None:
    """The table of a sheet, or None if nothing on it looks like one."""
    rows = _unmerged(sheet)
    width = max((len(row) for row in rows), default=0)
    header = _header(sheet, rows)
    if header is None:
        return None
    headings = [_heading(rows, header, column) for column in range(width)]
    data = {
        number: [*rows[number], *[""] * (width - len(rows[number]))]
        for number in range(header.stop, len(rows))
        if any(not is_blank(value) for value in rows[number])
    }
    total = _total(data)
    if total is not None:
        del data[total]
    return Table(sheet.name, header, headings, data, sheet.hidden, total, sheet.formulas, sheet.errors)


def best_sheet(tables: Sequence[Table | None]) -> int | None:
    """Which of the sheets to begin with: visible before hidden, then the most known headings, then the most rows."""
    ranked = [
        ((not table.hidden, len(guess(table.headings)), len(table.rows)), -number)
        for number, table in enumerate(tables)
        if table is not None and table.rows
    ]
    return -max(ranked)[1] if ranked else None


def is_blank(value: Value) -> bool:
    """Whether a cell holds nothing to be seen; the ideographic and the unbreakable space are nothing."""
    return isinstance(value, str) and not value.strip(" \t\r\n\u00a0\u3000\u200b\ufeff")


def _unmerged(sheet: Sheet) -> list[list[Value]]:
    if not sheet.merged:
        return sheet.rows
    rows = list(sheet.rows)
    copied: set[int] = set()
    for top, left, bottom, right in sheet.merged:
        if top >= len(rows) or left >= len(rows[top]) or is_blank(value := rows[top][left]):
            continue
        # A title merged over the sheet's whole width stays one cell: it names nothing below it.
        for number in range(top, min(bottom, len(rows) - 1) + 1):
            if number not in copied:
                rows[number] = list(rows[number])
                copied.add(number)
            row = rows[number]
            end = min(right, left + MERGED_ACROSS) + 1
            row.extend([""] * (end - len(row)))
            row[left:end] = [value] * (end - left)
    return rows


def _header(sheet: Sheet, rows: Sequence[Sequence[Value]]) -> range | None:
    """The block of one or two rows whose headings are known best; without any, the first row of several words."""
    best, found = 0.0, None
    for block in _blocks(sheet, len(rows)):
        width = max(len(rows[number]) for number in block)
        known = len(guess([_heading(rows, block, column) for column in range(width)]))
        # One known word may be anything ("Company" in a title); of equal blocks the first and shorter is it.
        score = known - 0.1 * (len(block) - 1)
        if known and score > best:
            best, found = score, block
    if found is not None and (best >= 1.5 or _filled(rows[found.start]) == 1):
        return found
    texts = (number for number, row in enumerate(rows[:SEARCHED_ROWS]) if _filled(row) >= 2)
    first = next(texts, None)
    return found if first is None else range(first, first + 1)


def _blocks(sheet: Sheet, height: int) -> Iterator[range]:
    merged = {
        number
        for top, left, bottom, right in sheet.merged
        if top < SEARCHED_ROWS
        for number in range(top, min(bottom, SEARCHED_ROWS) + 1)
    }
    for number in range(min(SEARCHED_ROWS, height)):
        yield range(number, number + 1)
        if number in merged and number + 1 < height:
            yield range(number, number + 2)


def _heading(rows: Sequence[Sequence[Value]], block: range, column: int) -> str:
    """The heading of a column: its cell; over two rows, upper and lower with " / " between."""
    lines = [str(rows[number][column]).strip() for number in block if column < len(rows[number])]
    lines = [re.sub(r"[ \t\u00a0\u3000]+", " ", line) for line in dict.fromkeys(lines) if line]
    return " / ".join(lines)[:200]


def _filled(row: Sequence[Value]) -> int:
    return len({str(value) for value in row if not is_blank(value)})


def _total(data: dict[int, list[Value]]) -> int | None:
    """The last row, if its first word says that it sums up those above."""
    if len(data) < 2:
        return None
    last = next(reversed(data))
    first = next(value for value in data[last] if not is_blank(value))
    return last if isinstance(first, str) and folded(first) in _TOTALS else None
