"""A fair written as a workbook that our own reader reads back: headings in three languages, notes, choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _

from landbridge.base.sheets_out import BookOut, Cell, SheetOut, Style
from landbridge.engine.timetable.problem import Priority
from landbridge.meetings.workbook import headers
from landbridge.meetings.workbook.book import FairBook, languages_text
from landbridge.meetings.workbook.column_notes import NOTES, SHEETS
from landbridge.meetings.workbook.headers import Column, SheetForm
from landbridge.meetings.workbook.looks import CELL, CODE, EXAMPLE, HEADING, NOTE, OPTIONAL, TITLE, fit

Rows = Sequence[Sequence[Cell]]
#: As many rows below the headings offer a choice of values.
CHOICE_ROWS = 5_000
_HEADING_HEIGHT = 48
_NUMBERS = frozenset({"max_in_row", "spare_tables", "max_meetings", "max_per_day", "slots"})
_TIMES = frozenset({"day", "start", "end"})


def write_sheets(book: FairBook, out: BookOut, *, example: bool) -> None:
    """Write every sheet of a fair. ``example`` marks the rows as ones to be replaced."""
    names = {form.key: _tab(form) for form in headers.FORMS}
    _write_read_me(out.sheet(" · ".join(headers.READ_ME[:3])), example=example)
    _write_event(out.sheet(names["Event"]), book, example=example)
    for form in headers.FORMS[1:]:
        sheet = out.sheet(names[form.key])
        _write_table(sheet, form, _ROWS[form.key](book), CELL if not example else EXAMPLE)
        _offer_choices(sheet, form, names)


def _tab(form: SheetForm) -> str:
    return f"{form.key} · {form.ko} · {form.zh}"


def _heading(column: Column) -> str:
    return f"{column.key}\n{column.ko}\n{column.zh}"


def _write_read_me(sheet: SheetOut, *, example: bool) -> None:
    sheet.raw.set_column(0, 0, 34)
    sheet.raw.set_column(1, 1, 96)
    sheet.put(0, 0, _("A fair for Landbridge"), TITLE)
    lines = [
        _("Fill in one row for each thing. Headings may be in English, Korean or Chinese, and in any order."),
        _("Dark headings are needed, light ones may stay empty. Point at a heading to see what the column is for."),
        _("Give values, not formulas, and do not merge cells."),
    ]
    if example:
        lines.append(_("The rows in grey are an example: replace them by your own."))
    for row, line in enumerate(lines, start=2):
        sheet.put(row, 0, line, NOTE)
    for row, form in enumerate(headers.FORMS, start=len(lines) + 3):
        sheet.put(row, 0, _tab(form), CELL)
        sheet.put(row, 1, str(SHEETS[form.key]), CELL)
    sheet.raw.hide_gridlines(2)


def _write_event(sheet: SheetOut, book: FairBook, *, example: bool) -> None:
    event = book.event
    sheet.put_row(0, [_heading(heading) for heading in headers.EVENT_HEADER], HEADING)
    sheet.raw.set_row(0, _HEADING_HEIGHT)
    for row, column in enumerate(headers.EVENT.columns, start=1):
        sheet.put(row, 0, " / ".join((column.key, column.ko, column.zh)), HEADING if column.required else OPTIONAL)
        sheet.put(row, 1, getattr(event, column.key), {**(EXAMPLE if example else CELL), "align": "left"})
        _note(sheet, row, 0, NOTES["Event"][column.key])
    sheet.raw.set_column(0, 0, 44)
    sheet.raw.set_column(1, 1, 60)
    sheet.raw.freeze_panes(1, 1)


def _write_table(sheet: SheetOut, form: SheetForm, rows: Rows, style: Style) -> None:
    for column, what in enumerate(form.columns):
        sheet.put(0, column, _heading(what), HEADING if what.required else OPTIONAL)
        _note(sheet, 0, column, NOTES[form.key][what.key])
        texts = [*_heading(what).split("\n"), *(str(row[column] or "") for row in rows)]
        # Codes as text: Excel would make a date of "3-1" and a number of "007".
        fit(sheet, column, texts, CELL if what.key in _NUMBERS | _TIMES else CODE)
    for number, row in enumerate(rows, start=1):
        for column, (what, value) in enumerate(zip(form.columns, row, strict=True)):
            shape = style if what.key in _NUMBERS | _TIMES else {**style, "num_format": "@"}
            sheet.put(number, column, value, shape)
    sheet.raw.set_row(0, _HEADING_HEIGHT)
    sheet.raw.freeze_panes(1, 1)


def _note(sheet: SheetOut, row: int, column: int, words: object) -> None:
    sheet.raw.write_comment(row, column, str(words), {"x_scale": 2, "y_scale": 1.2, "font_size": 10})


#: The sheet whose codes (its first column) a column takes its choices from.
_CHOICES: Mapping[tuple[str, str], str] = {
    ("Companies", "home_table"): "Tables",
    ("Wishes", "company_a"): "Companies",
    ("Wishes", "company_b"): "Companies",
    ("Wishes", "fixed_slot"): "Slots",
    ("Wishes", "fixed_table"): "Tables",
    ("Order", "before"): "Wishes",
    ("Order", "after"): "Wishes",
    ("Never", "company_a"): "Companies",
    ("Never", "company_b"): "Companies",
}


def _offer_choices(sheet: SheetOut, form: SheetForm, names: Mapping[str, str]) -> None:
    for column, what in enumerate(form.columns):
        rule: dict[str, object] = {}
        if what.key == "priority":
            rule = {"validate": "list", "source": [priority.value for priority in Priority]}
        elif (form.key, what.key) in _CHOICES:
            source = _CHOICES[form.key, what.key]
            rule = {"validate": "list", "source": f"='{names[source]}'!$A$2:$A${CHOICE_ROWS}"}
        elif what.key in _NUMBERS:
            rule = {"validate": "integer", "criteria": ">=", "value": 0}
        if rule:
            # A warning, not a wall: whoever pastes rows is told by the reader anyway.
            sheet.raw.data_validation(1, column, CHOICE_ROWS, column, {**rule, "error_type": "warning"})


def _joined(codes: Sequence[str]) -> str:
    return ", ".join(codes)


_ROWS: Mapping[str, Callable[[FairBook], Rows]] = {
    "Slots": lambda book: [(row.code, row.day, row.start, row.end, row.session) for row in book.slots],
    "Tables": lambda book: [(row.code, row.area, _joined(row.unavailable)) for row in book.tables],
    "Companies": lambda book: [
        (
            row.code,
            row.name_ko,
            row.name_zh,
            row.name_en,
            row.side,
            languages_text(row.languages),
            row.max_meetings,
            _joined(row.unavailable),
            row.home_table,
        )
        for row in book.companies
    ],
    "Interpreters": lambda book: [
        (
            row.code,
            row.name,
            languages_text(row.languages),
            row.side,
            row.grade,
            _joined(row.unavailable),
            row.max_in_row,
            row.max_per_day,
        )
        for row in book.interpreters
    ],
    "Wishes": lambda book: [
        (
            row.code,
            *row.companies,
            row.priority.value,
            row.length,
            _joined(row.sessions),
            row.fixed_slot,
            row.fixed_table,
        )
        for row in book.wishes
    ],
    "Order": lambda book: book.before,
    "Never": lambda book: book.never,
}
