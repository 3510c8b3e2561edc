"""What every sheet of a timetable begins with: its title, the zone of its times, headings and rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from landbridge.base.sheets_out import BookOut, Cell, SheetOut
from landbridge.meetings.workbook.looks import CELL, HEADING, NOTE, TITLE, fit
from landbridge.meetings.workbook.timetable import Timetable

#: Where the headings stand: below the title and the line about the zone.
HEADING_ROW = 3


def begin(timetable: Timetable, out: BookOut, name: str, title: str) -> SheetOut:
    """A new sheet with its title and the zone of its times."""
    sheet = out.sheet(name)
    sheet.put(0, 0, title, {**TITLE, "text_wrap": False})
    zone = _("All times are local times of %(zone)s.") % {"zone": timetable.zone}
    sheet.put(1, 0, zone, {**NOTE, "text_wrap": False})
    sheet.raw.hide_gridlines(2)
    return sheet


def fill(sheet: SheetOut, headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, row: int = HEADING_ROW) -> int:
    """Headings and rows below them, columns as wide as they need; returns the row after the last."""
    lines = list(rows)
    sheet.put_row(row, headings, HEADING)
    for number, line in enumerate(lines, start=row + 1):
        sheet.put_row(number, line, CELL)
    for column, heading in enumerate(headings):
        fit(sheet, column, [heading, *(str(line[column] or "") for line in lines)], {})
    return row + 1 + len(lines)
