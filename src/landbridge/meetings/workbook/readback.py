"""A timetable's workbook read back against its fair, trusting nothing in it.

Somebody may have moved meetings about by hand: the plan is what the Meetings sheet says, and
whatever else that sheet says about a meeting (day, times, companies) has to agree with the fair.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from landbridge.base.sheets import Refused, Sheet, Value, read_workbook
from landbridge.engine.timetable.problem import Place
from landbridge.meetings.wording import level_named
from landbridge.meetings.workbook import cell_times, cells, headers
from landbridge.meetings.workbook.book import FairBook, SlotRow, WishRow, slot_chains
from landbridge.meetings.workbook.faults import Fault, Findings
from landbridge.meetings.workbook.layout import Row, lay_out

Read = TypeVar("Read")


@dataclass(slots=True)
class ReadBack:
    """The plan that a timetable's workbook states; ``rows`` say on which line each meeting stands.

    ``values`` are what the Summary sheet says of each level, by the level's name.
    """

    plan: dict[str, Place] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    sheet: str = ""
    values: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_timetable(content: bytes, book: FairBook) -> ReadBack:
    """What the workbook says; ``faults`` holds what cannot be read or contradicts the fair.

    Whether the plan keeps the rules is not judged here but by the engine's ``check``.
    """
    findings, found = Findings(), ReadBack()
    try:
        sheets = read_workbook(content)
    except Refused as refused:
        findings.add(refused.code, str(refused.params.get("sheet", "")), params=refused.params)
        found.faults = findings.faults()
        return found
    meetings = _sheet(sheets, headers.MEETINGS)
    if meetings is None:
        columns = ", ".join(column.key for column in headers.MEETINGS.columns)
        findings.add("missing_sheet", headers.MEETINGS.key, params={"name": headers.MEETINGS.key, "columns": columns})
    else:
        found.sheet = meetings.name
        _read_meetings(meetings, book, found, findings)
        _read_unmet(_sheet(sheets, headers.UNMET), book, found, findings)
        _read_summary(_sheet(sheets, headers.SUMMARY), found, findings)
    found.faults = findings.faults()
    return found


def _sheet(sheets: list[Sheet], form: headers.SheetForm) -> Sheet | None:
    return next((sheet for sheet in sheets if headers.sheet_named(sheet.name, (form,)) is not None), None)


def _read_meetings(sheet: Sheet, book: FairBook, found: ReadBack, findings: Findings) -> None:
    grid = lay_out(sheet, headers.MEETINGS, findings)
    if grid is None:
        return
    wishes = {wish.code: wish for wish in book.wishes}
    follow = {slot.code: chain[at:] for chain in slot_chains(book.slots) for at, slot in enumerate(chain)}
    for row in grid.rows():
        wish, slot = row.get("wish", cells.code, ""), row.get("slot", cells.code, "")
        table, interpreter = row.get("table", cells.code, ""), row.get("interpreter", _code_or_none, None)
        if not (wish and slot and table):
            continue
        if wish in found.plan:
            row.fault("held_twice", "wish", value=wish, first=found.rows[wish])
            continue
        found.plan[wish], found.rows[wish] = Place(slot, table, interpreter), (row.number or 0) + 1
        if wish in wishes and slot in follow:
            _compare(row, wishes[wish], follow[slot][: wishes[wish].length])


def _code_or_none(value: Value) -> str | None:
    return cells.code(value)


def _compare(row: Row, wish: WishRow, slots: tuple[SlotRow, ...]) -> None:
    """What the row says beside its codes must be what the fair says."""

    def same(key: str, read: Callable[[Value], Read], expected: Read) -> None:
        if row.spot(key) is None or cells.is_empty(row.raw(key)):
            return
        value = row.get(key, read, expected)
        if value != expected:
            row.fault("differs_from_fair", key, value=cells.shown(row.raw(key)), expected=str(expected))

    same("day", cell_times.day, slots[0].day)
    same("start", cell_times.clock, slots[0].start)
    same("end", cell_times.clock, slots[-1].end)
    same("company_a", cells.code, wish.companies[0])
    same("company_b", cells.code, wish.companies[-1])


def _read_unmet(sheet: Sheet | None, book: FairBook, found: ReadBack, findings: Findings) -> None:
    """Every wish is either held or said to be unmet: none may get lost."""
    told: set[str] = set()
    grid = None if sheet is None else lay_out(sheet, headers.UNMET, findings)
    for row in () if grid is None else grid.rows():
        code = row.get("wish", cells.code, "")
        told.add(code)
        if code in found.plan:
            row.fault("unmet_but_held", "wish", value=code, first=found.rows[code])
    for wish in book.wishes:
        if wish.code not in found.plan and wish.code not in told:
            findings.add("wish_lost", found.sheet, params={"value": wish.code})


def _read_summary(sheet: Sheet | None, found: ReadBack, findings: Findings) -> None:
    grid = None if sheet is None else lay_out(sheet, headers.SUMMARY, findings)
    for row in () if grid is None else grid.rows():
        name, value = level_named(str(row.raw("level")).strip()), row.raw("value")
        if name is not None and isinstance(value, int) and not isinstance(value, bool):
            found.values[name] = value
