"""What the rows of a fair's workbook say about each other: references, duplicates, overlaps, circles.

Where a sheet could not be read, or is empty, references to it are not judged: its own fault says enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import TypeVar

from landbridge.meetings.workbook.book import (
    CompanyRow,
    Event,
    InterpreterRow,
    SlotRow,
    TableRow,
    WishRow,
    slot_chains,
)
from landbridge.meetings.workbook.layout import Row

Thing = TypeVar("Thing")
Entries = list[tuple[Row, Thing]]
Pair = tuple[str, str]
#: What stands for a day or a time that could not be read.
UNREAD_DAY = date.min
UNREAD_TIME = time.max
#: As many circles of "before" are told; each needs a search of its own.
MOST_CYCLES = 20


@dataclass(slots=True)
class Draft:
    """The sheets as read, each thing with its row; None where a sheet is missing or has no headings."""

    event: tuple[Row, Event] | None = None
    slots: Entries[SlotRow] | None = None
    tables: Entries[TableRow] | None = None
    companies: Entries[CompanyRow] | None = None
    interpreters: Entries[InterpreterRow] | None = None
    wishes: Entries[WishRow] | None = None
    before: Entries[Pair] | None = None
    never: Entries[Pair] | None = None


def cross_check(draft: Draft) -> None:
    """Note every contradiction between rows."""
    slots = _codes(draft.slots, "slot", lambda row: row.code)
    tables = _codes(draft.tables, "table", lambda row: row.code)
    companies = _codes(draft.companies, "company", lambda row: row.code)
    _codes(draft.interpreters, "interpreter", lambda row: row.code)
    wishes = _codes(draft.wishes, "wish", lambda row: row.code)
    if draft.event is not None:
        _check_event(*draft.event, draft)
    _check_slots(draft.slots or [])
    for row, table in draft.tables or []:
        _refer(row, "unavailable", table.unavailable, slots, "unknown_slot")
    for row, company in draft.companies or []:
        _refer(row, "unavailable", company.unavailable, slots, "unknown_slot")
        _refer(row, "home_table", (company.home_table,), tables, "unknown_table")
    for row, interpreter in draft.interpreters or []:
        _refer(row, "unavailable", interpreter.unavailable, slots, "unknown_slot")
    sessions = None if draft.slots is None else {slot.session for _, slot in draft.slots if slot.session}
    for row, wish in draft.wishes or []:
        _refer(row, "company_a", wish.companies[:1], companies, "unknown_company")
        _refer(row, "company_b", wish.companies[1:], companies, "unknown_company")
        _refer(row, "session", wish.sessions, sessions, "unknown_session")
        _refer(row, "fixed_slot", (wish.fixed_slot,), slots, "unknown_slot")
        _refer(row, "fixed_table", (wish.fixed_table,), tables, "unknown_table")
    for row, never in draft.never or []:
        for key, one in zip(("company_a", "company_b"), never, strict=True):
            _refer(row, key, (one,), companies, "unknown_company")
    for row, order in draft.before or []:
        for key, one in zip(("before", "after"), order, strict=True):
            _refer(row, key, (one,), wishes, "unknown_wish")
    _check_wishes(draft)
    _check_never(draft.never or [])
    _check_order(draft.before or [])


def _codes(entries: Entries[Thing] | None, key: str, code_of: Callable[[Thing], str]) -> dict[str, int] | None:
    """The row in which each code stands first; a code used twice is told."""
    if not entries or key not in entries[0][0].grid.places:
        return None
    first: dict[str, int] = {}
    for row, thing in entries:
        code, number = code_of(thing), (row.number or 0) + 1
        if code and first.setdefault(code, number) != number:
            row.fault("duplicate_code", key, value=code, first=first[code])
    return first


def _refer(row: Row, key: str, codes: Iterable[str | None], known: Iterable[str] | None, code: str) -> None:
    if known is not None:
        for value in codes:
            if value and value not in known:
                row.fault(code, key, value=value)


def _check_event(row: Row, event: Event, draft: Draft) -> None:
    start, end = event.date_from, event.date_to
    if start > end:
        row.fault("dates_reversed", "date_to", start=start.isoformat(), end=end.isoformat())
    else:
        for slot_row, slot in draft.slots or []:
            if slot.day != UNREAD_DAY and not start <= slot.day <= end:
                words = {"day": slot.day.isoformat(), "start": start.isoformat(), "end": end.isoformat()}
                slot_row.fault("day_outside", "day", **words)
    tables = len(draft.tables or [])
    if draft.tables and event.spare_tables >= tables:
        row.fault("too_many_spare", "spare_tables", value=event.spare_tables, tables=tables)


def _check_slots(entries: Entries[SlotRow]) -> None:
    sound: Entries[SlotRow] = []
    for row, slot in entries:
        if not _is_sound(slot):
            continue
        if slot.end <= slot.start:
            row.fault("end_before_start", "end", start=f"{slot.start:%H:%M}", end=f"{slot.end:%H:%M}")
        else:
            sound.append((row, slot))
    sound.sort(key=lambda entry: (entry[1].day, entry[1].start, entry[0].number or 0))
    last: tuple[Row, SlotRow] | None = None
    for row, slot in sound:
        if last is not None and last[1].day == slot.day and slot.start < last[1].end:
            row.fault(
                "overlapping_slots", "start", value=slot.code, other=last[1].code, first=(last[0].number or 0) + 1
            )
        if last is None or (last[1].day, last[1].end) < (slot.day, slot.end):
            last = row, slot


def _check_wishes(draft: Draft) -> None:
    never = {frozenset(pair) for _, pair in draft.never or []}
    sound = {slot.code: slot for _, slot in draft.slots or [] if _is_sound(slot)}
    longest = max((len(chain) for chain in slot_chains(tuple(sound.values()))), default=0)
    first: dict[frozenset[str], tuple[int, str]] = {}
    for row, wish in draft.wishes or []:
        one, other = wish.companies
        pair = frozenset(wish.companies)
        if not one or not other:
            continue
        if one == other:
            row.fault("same_company_twice", "company_b", value=one)
            continue
        number, code = first.setdefault(pair, ((row.number or 0) + 1, wish.code))
        if number != (row.number or 0) + 1:
            row.fault("same_pair", "company_b", other=code, first=number)
        if pair in never:
            row.fault("wish_excluded", "company_b", one=one, other=other)
        if sound and wish.length > longest:
            row.fault("too_long_meeting", "slots", value=wish.length, most=longest)


def _is_sound(slot: SlotRow) -> bool:
    return slot.day != UNREAD_DAY and UNREAD_TIME not in (slot.start, slot.end)


def _check_never(entries: Entries[Pair]) -> None:
    first: dict[object, int] = {}
    for row, pair in entries:
        if pair[0] and pair[0] == pair[1]:
            row.fault("never_self", "company_b", value=pair[0])
        elif all(pair):
            _repeated(row, first, frozenset(pair), "company_b")


def _check_order(entries: Entries[Pair]) -> None:
    first: dict[object, int] = {}
    rows: dict[Pair, Row] = {}
    for row, (before, after) in entries:
        if before and before == after:
            row.fault("order_self", "after", value=before)
        elif before and after:
            _repeated(row, first, (before, after), "after")
            rows.setdefault((before, after), row)
    for cycle in _cycles(set(rows)):
        edges = list(pairwise(cycle))
        row = max((rows[edge] for edge in edges), key=lambda row: row.number or 0)
        row.fault("order_cycle", "after", cycle=" → ".join(cycle[:10]) + (" → …" if len(cycle) > 10 else ""))


def _cycles(edges: set[Pair]) -> Iterator[list[str]]:
    for _ in range(MOST_CYCLES):
        sorter: TopologicalSorter[str] = TopologicalSorter()
        for before, after in sorted(edges):
            sorter.add(after, before)
        try:
            sorter.prepare()
        except CycleError as circle:
            cycle: list[str] = circle.args[1]
            yield cycle
            edges.discard((cycle[-2], cycle[-1]))
        else:
            return


def _repeated(row: Row, first: dict[object, int], what: object, key: str) -> None:
    number = (row.number or 0) + 1
    if first.setdefault(what, number) != number:
        row.fault("repeated_row", key, first=first[what])
