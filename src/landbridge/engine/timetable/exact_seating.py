"""Exact model: tables.

Counted: ``exact_slots`` holds no more meetings in a slot than there are tables; here, meetings
pinned to the same table keep apart. That suffices where meetings last one slot. Named: every
meeting names its table for its whole length.
"""

from __future__ import annotations

from collections.abc import Mapping

from ortools.sat.python import cp_model

from landbridge.engine.timetable.compact import NOBODY, Compact
from landbridge.engine.timetable.exact_slots import SlotModel

Seating = Mapping[tuple[int, int, int], cp_model.IntVar]  # (meeting, first slot, table)


def counting_suffices(compact: Compact) -> bool:
    """Whether meetings that fit a slot by number, and keep apart where pinned, can all be seated."""
    return all(length == 1 for length in compact.length)


def keep_pinned_apart(slots: SlotModel) -> None:
    """Meetings bound to one table (by wish, home or lock) are not held at once."""
    compact = slots.compact
    bound: dict[int, list[int]] = {}
    for meeting, table in enumerate(compact.pinned):
        lock = compact.locked.get(meeting)
        at = table if lock is None else lock.table
        if at != NOBODY:
            bound.setdefault(at, []).append(meeting)
    for meetings in bound.values():
        for slot in range(len(compact.slot_ids)):
            covering = [literal for meeting in meetings for literal in slots.covering(meeting, slot)]
            if len(covering) > 1:
                slots.model.add_at_most_one(covering)


def named_tables(slots: SlotModel) -> Seating:
    """Every meeting names a table that is open for its whole length; one meeting a table and slot."""
    compact, model = slots.compact, slots.model
    seating: dict[tuple[int, int, int], cp_model.IntVar] = {}
    taken: dict[tuple[int, int], list[cp_model.IntVar]] = {}
    for (meeting, first), starts in slots.start.items():
        lock = compact.locked.get(meeting)
        filled = compact.slots_of(meeting, first)
        tables = frozenset.intersection(*(compact.open_tables[slot] for slot in filled))
        at = compact.pinned[meeting] if lock is None else lock.table
        if at != NOBODY:
            tables &= {at}
        literals = {table: model.new_bool_var("") for table in sorted(tables)}
        model.add_exactly_one([*literals.values(), starts.negated()])
        for table, literal in literals.items():
            seating[meeting, first, table] = literal
            for slot in filled:
                taken.setdefault((table, slot), []).append(literal)
    for literals_at in taken.values():
        if len(literals_at) > 1:
            model.add_at_most_one(literals_at)
    return seating
