"""A plain sheet: a title, a line about it, headings, rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from landbridge.base.sheets_out import BookOut, Cell, SheetOut, Style, display_width

TITLE: Style = {"bold": True, "font_size": 14}
NOTE: Style = {"font_color": "#555A60"}
HEADING: Style = {"bold": True, "bg_color": "#ECE8DF", "text_wrap": True, "bottom": 1}
CELL: Style = {"text_wrap": True}
_HEADING_ROW = 3
_NARROW, _WIDE = 9, 46


def plain_sheet(
    book: BookOut, *, name: str, title: str, note: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> SheetOut:
    """Add it to a workbook; the columns are as wide as what stands in them, within bounds."""
    sheet, lines = book.sheet(name), [list(row) for row in rows]
    sheet.put(0, 0, title, TITLE)
    sheet.put(1, 0, note, NOTE)
    sheet.put_row(_HEADING_ROW, headings, HEADING)
    for number, line in enumerate(lines, start=_HEADING_ROW + 1):
        sheet.put_row(number, line, CELL)
    for column, heading in enumerate(headings):
        texts = (str(heading), *(str(line[column]) for line in lines if line[column] is not None))
        sheet.raw.set_column(column, column, min(_WIDE, max(_NARROW, *map(display_width, texts)) + 2))
    sheet.raw.freeze_panes(_HEADING_ROW + 1, 1)
    sheet.raw.hide_gridlines(2)
    return sheet
