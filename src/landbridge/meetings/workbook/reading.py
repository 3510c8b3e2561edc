"""A fair's workbook read: a book, or every fault in its place.

Each sheet is read by itself, row by row; what rows say about each other is checked after
(``crosschecks``). Nothing is dropped in silence: what is not read is told as a notice. Empty
rows are skipped.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from landbridge.base.sheets import Refused, Sheet, Value, read_workbook
from landbridge.engine.timetable.problem import Priority
from landbridge.meetings.workbook import cell_times, cells, headers
from landbridge.meetings.workbook.book import (
    MAX_IN_ROW,
    CompanyRow,
    Event,
    FairBook,
    InterpreterRow,
    SlotRow,
    TableRow,
    WishRow,
)
from landbridge.meetings.workbook.crosschecks import UNREAD_DAY, UNREAD_TIME, Draft, Pair, cross_check
from landbridge.meetings.workbook.event_sheet import lay_out_event
from landbridge.meetings.workbook.faults import Fault, Findings
from landbridge.meetings.workbook.headers import SheetForm
from landbridge.meetings.workbook.layout import Grid, Row, lay_out

Thing = TypeVar("Thing")
_in_a_row = partial(cells.whole, least=1, most=100)


def read_fair(content: bytes, name: str = "") -> tuple[FairBook | None, list[Fault]]:
    """The fair that a workbook states, and all that is wrong or worth telling.

    The book is None if any fault makes the workbook unusable; notices (``Fault.is_notice``) do
    not. ``name`` is what the file is called: it is never trusted, the content says what it is.
    """
    findings = Findings()
    try:
        sheets = read_workbook(content)
    except Refused as refused:
        findings.add(refused.code, str(refused.params.get("sheet", "")), params=refused.params)
        return None, findings.faults()
    return read_sheets(sheets)


def read_sheets(sheets: list[Sheet]) -> tuple[FairBook | None, list[Fault]]:
    """The fair that sheets already opened state, as ``read_fair`` answers."""
    findings = Findings()
    chosen = _choose(sheets, findings)
    draft = Draft()
    if headers.EVENT.key in chosen:
        row = Row(lay_out_event(chosen[headers.EVENT.key], findings), None)
        draft.event = row, _event(row)

    def things(form: SheetForm, read: Callable[[Row], Thing]) -> list[tuple[Row, Thing]] | None:
        grid = lay_out(chosen[form.key], form, findings) if form.key in chosen else None
        return None if grid is None else _things(grid, read)

    draft.slots = things(headers.SLOTS, _slot)
    draft.tables = things(headers.TABLES, _table)
    draft.companies = things(headers.COMPANIES, _company)
    draft.interpreters = things(headers.INTERPRETERS, _interpreter)
    draft.wishes = things(headers.WISHES, _wish)
    draft.before = things(headers.ORDER, partial(_pair, keys=("before", "after")))
    draft.never = things(headers.NEVER, partial(_pair, keys=("company_a", "company_b")))
    cross_check(draft)
    return (None if findings.grave else _book(draft)), findings.faults()


def _choose(sheets: list[Sheet], findings: Findings) -> dict[str, Sheet]:
    """The sheet of each form; the sheets that are missing, twice or unknown are told."""
    chosen: dict[str, Sheet] = {}
    for sheet in sheets:
        form = headers.sheet_named(sheet.name)
        if form is None:
            if not headers.is_read_me(sheet.name):
                findings.add("unknown_sheet", sheet.name)
        elif form.key in chosen:
            findings.add("duplicate_sheet", sheet.name, params={"first": chosen[form.key].name})
        else:
            chosen[form.key] = sheet
    for form in headers.FORMS:
        if form.required and form.key not in chosen:
            columns = headers.EVENT_HEADER if form is headers.EVENT else form.columns
            listed = ", ".join(column.key for column in columns)
            findings.add("missing_sheet", form.key, params={"name": form.key, "columns": listed})
    return chosen


def _things(grid: Grid, read: Callable[[Row], Thing]) -> list[tuple[Row, Thing]]:
    found = [(row, read(row)) for row in grid.rows()]
    if grid.form.required and not found:
        grid.findings.add("no_rows", grid.sheet.name)
    return found


def _event(row: Row) -> Event:
    return Event(
        title=row.get("title", cells.text, ""),
        timezone=row.get("timezone", cell_times.timezone, ""),
        date_from=row.get("date_from", cell_times.day, date.min),
        date_to=row.get("date_to", cell_times.day, date.max),
        max_in_row=row.get("max_in_row", _in_a_row, MAX_IN_ROW),
        spare_tables=row.get("spare_tables", cells.whole, 0),
    )


def _slot(row: Row) -> SlotRow:
    return SlotRow(
        code=row.get("slot", cells.code, ""),
        day=row.get("day", cell_times.day, UNREAD_DAY),
        start=row.get("start", cell_times.clock, UNREAD_TIME),
        end=row.get("end", cell_times.clock, UNREAD_TIME),
        session=row.get("session", cells.code, ""),
    )


def _table(row: Row) -> TableRow:
    return TableRow(
        code=row.get("table", cells.code, ""),
        area=row.get("area", partial(cells.text, limit=cells.AREA_LENGTH), ""),
        unavailable=row.get("unavailable", cells.codes, ()),
    )


def _company(row: Row) -> CompanyRow:
    return CompanyRow(
        code=row.get("company", cells.code, ""),
        name_ko=row.get("name_ko", cells.text, ""),
        name_zh=row.get("name_zh", cells.text, ""),
        name_en=row.get("name_en", cells.text, ""),
        side=row.get("side", cells.side, ""),
        languages=row.get("languages", cells.languages, {}),
        max_meetings=row.get("max_meetings", _whole_or_none, None),
        unavailable=row.get("unavailable", cells.codes, ()),
        home_table=row.get("home_table", _code_or_none, None),
    )


def _interpreter(row: Row) -> InterpreterRow:
    return InterpreterRow(
        code=row.get("interpreter", cells.code, ""),
        name=row.get("name", cells.text, ""),
        languages=row.get("languages", cells.languages, {}),
        side=row.get("side", cells.side, ""),
        grade=row.get("grade", partial(cells.text, limit=cells.NAME_LENGTH), ""),
        unavailable=row.get("unavailable", cells.codes, ()),
        max_in_row=row.get("max_in_row", _in_a_row_or_none, None),
        max_per_day=row.get("max_per_day", _whole_or_none, None),
    )


def _wish(row: Row) -> WishRow:
    return WishRow(
        code=row.get("wish", cells.code, ""),
        companies=(row.get("company_a", cells.code, ""), row.get("company_b", cells.code, "")),
        priority=row.get("priority", cells.priority, Priority.WANT),
        length=row.get("slots", _in_a_row, 1),
        sessions=row.get("session", cells.codes, ()),
        fixed_slot=row.get("fixed_slot", _code_or_none, None),
        fixed_table=row.get("fixed_table", _code_or_none, None),
    )


def _pair(row: Row, keys: tuple[str, str]) -> Pair:
    return row.get(keys[0], cells.code, ""), row.get(keys[1], cells.code, "")


def _code_or_none(value: Value) -> str | None:
    return cells.code(value)


def _whole_or_none(value: Value) -> int | None:
    return cells.whole(value)


def _in_a_row_or_none(value: Value) -> int | None:
    return _in_a_row(value)


def _book(draft: Draft) -> FairBook | None:
    if draft.event is None:
        return None

    def of(entries: list[tuple[Row, Thing]] | None) -> tuple[Thing, ...]:
        return tuple(thing for _, thing in entries or ())

    return FairBook(
        event=draft.event[1],
        slots=of(draft.slots),
        tables=of(draft.tables),
        companies=of(draft.companies),
        interpreters=of(draft.interpreters),
        wishes=of(draft.wishes),
        before=tuple(dict.fromkeys(of(draft.before))),
        never=tuple({frozenset(pair): pair for pair in reversed(of(draft.never))}.values())[::-1],
    )
