"""The sheets of a finished timetable: Meetings, Grid, Unmet, Summary, and one for each who takes part.

Every sheet says which zone its times are in. Headings are in the active language, and known to
our own reader in all of them.
"""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from landbridge.base.sheets_out import BookOut, Cell
from landbridge.meetings.wording import Names, level_text, status_text
from landbridge.meetings.workbook import headers
from landbridge.meetings.workbook.headers import SheetForm
from landbridge.meetings.workbook.looks import CELL, CLOSED, GOOD, HEADING, INTERPRETED, MET, OPEN, for_paper
from landbridge.meetings.workbook.people_sheets import write_people
from landbridge.meetings.workbook.sheet_parts import HEADING_ROW, begin, fill
from landbridge.meetings.workbook.timetable import MeetingRow, Timetable


def write_timetable_sheets(timetable: Timetable, out: BookOut) -> None:
    """Write every sheet in the active language."""
    names = Names(timetable.book)
    _write_meetings(timetable, names, out)
    _write_grid(timetable, names, out)
    _write_unmet(timetable, names, out)
    _write_summary(timetable, out)
    write_people(timetable, names, out)


def _title(timetable: Timetable, form: SheetForm) -> str:
    return f"{timetable.book.event.title} · {form.name(_language())}"


def _language() -> str:
    return get_language() or "en"


def _headings(form: SheetForm) -> list[str]:
    return [column.name(_language()) for column in form.columns]


def _write_meetings(timetable: Timetable, names: Names, out: BookOut) -> None:
    form = headers.MEETINGS
    sheet = begin(timetable, out, form.name(_language()), _title(timetable, form))
    rows = [_meeting(row, names) for row in timetable.meetings]
    last = fill(sheet, _headings(form), rows) - 1
    sheet.raw.freeze_panes(HEADING_ROW + 1, 1)
    sheet.raw.autofilter(HEADING_ROW, 0, max(last, HEADING_ROW), len(form.columns) - 1)
    for_paper(sheet, HEADING_ROW)


def _meeting(row: MeetingRow, names: Names) -> list[Cell]:
    one, other = row.wish.companies[0], row.wish.companies[-1]
    return [
        row.wish.code,
        row.slots[0].code,
        row.day,
        row.start,
        row.end,
        row.table,
        one,
        other,
        row.interpreter,
        names.company(one),
        names.company(other),
        None if row.interpreter is None else names.interpreter(row.interpreter),
    ]


def _write_grid(timetable: Timetable, names: Names, out: BookOut) -> None:
    book, form = timetable.book, headers.GRID
    sheet = begin(timetable, out, form.name(_language()), _title(timetable, form))
    slots = sorted(book.slots, key=lambda slot: (slot.day, slot.start, slot.code))
    column_of = {slot.code: column for column, slot in enumerate(slots, start=2)}
    sheet.put_row(
        HEADING_ROW, [_("Table"), _("Area"), *(date_format(slot.day, "MONTH_DAY_FORMAT") for slot in slots)], HEADING
    )
    sheet.put_row(HEADING_ROW + 1, ["", "", *(f"{slot.start:%H:%M}–{slot.end:%H:%M}" for slot in slots)], HEADING)
    row_of = {table.code: row for row, table in enumerate(book.tables, start=HEADING_ROW + 2)}
    for table in book.tables:
        row = row_of[table.code]
        sheet.put_row(row, [table.code, table.area], CELL)
        for slot in slots:
            sheet.put(row, column_of[slot.code], None, CLOSED if slot.code in table.unavailable else CELL)
    for meeting in timetable.meetings:
        lines = [names.company(code) for code in meeting.wish.companies]
        if meeting.interpreter is not None:
            lines.append(names.interpreter(meeting.interpreter))
        style = MET if meeting.interpreter is None else INTERPRETED
        for slot in meeting.slots:
            sheet.put(row_of[meeting.table], column_of[slot.code], "\n".join(lines), style)
    sheet.raw.set_column(0, 1, 10)
    sheet.raw.set_column(2, 1 + max(1, len(slots)), 22)
    sheet.raw.freeze_panes(HEADING_ROW + 2, 2)
    for_paper(sheet, HEADING_ROW)


def _write_unmet(timetable: Timetable, names: Names, out: BookOut) -> None:
    form = headers.UNMET
    sheet = begin(timetable, out, form.name(_language()), _title(timetable, form))
    rows: list[list[Cell]] = []
    for wish in timetable.left_out:
        one, other = wish.companies[0], wish.companies[-1]
        why = timetable.unmet.get(wish.code)
        cause, remedy = why if why is not None else ("", "")
        rows.append(
            [wish.code, wish.priority.value, one, other, names.company(one), names.company(other), cause, remedy]
        )
    last = fill(sheet, _headings(form), rows)
    if not rows:
        sheet.put(last + 1, 0, _("Every wish is met."), {**GOOD, "border": 0, "text_wrap": False})
    sheet.raw.freeze_panes(HEADING_ROW + 1, 1)
    for_paper(sheet, HEADING_ROW)


def _write_summary(timetable: Timetable, out: BookOut) -> None:
    form = headers.SUMMARY
    sheet = begin(timetable, out, form.name(_language()), _title(timetable, form))
    rows: list[list[Cell]] = [[level_text(level.name), level.value, level.bound] for level in timetable.levels]
    headings = _headings(form)
    row = fill(sheet, headings[:3], rows)
    sheet.put(HEADING_ROW, 3, headings[3], HEADING)
    for number, level in enumerate(timetable.levels, start=HEADING_ROW + 1):
        sheet.put(number, 3, _("yes") if level.proved else _("no"), GOOD if level.proved else OPEN)
    held, asked = len(timetable.meetings), len(timetable.book.wishes)
    figures: list[tuple[str, Cell]] = [
        (_("Meetings held"), held),
        (_("Wishes"), asked),
        (_("Wishes not met"), asked - held),
    ]
    if timetable.status is not None:
        figures.append((_("Result"), status_text(timetable.status)))
    if timetable.seconds is not None:
        figures.append((_("Seconds"), round(timetable.seconds, 1)))
    if timetable.seed is not None:
        figures.append((_("Seed"), timetable.seed))
    figures.append((_("The same seed gives the same timetable"), _("yes") if timetable.reproducible else _("no")))
    for number, (label, value) in enumerate(figures, start=row + 1):
        sheet.put(number, 0, label, CELL)
        sheet.put(number, 1, value, {**CELL, "align": "left"})
    sheet.raw.set_column(0, 0, 44)
    sheet.raw.set_column(1, 1, 24)
    for_paper(sheet, HEADING_ROW, landscape=False)
