"""The exact model of a timetable, put together, with its objective level by level.

``counted`` leaves out who sits where and who serves whom, and ends with the level
"break_spread"; its plans can always be seated and staffed. ``named`` has everything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from ortools.sat.python import cp_model

from landbridge.engine.timetable.compact import NOBODY, Compact, Seat
from landbridge.engine.timetable.exact_breaks import breaks_of_everyone, keep_spread, spread
from landbridge.engine.timetable.exact_changes import changes_of_all
from landbridge.engine.timetable.exact_fairness import hardship_of_all
from landbridge.engine.timetable.exact_seating import (
    Seating,
    counting_suffices,
    keep_pinned_apart,
    named_tables,
)
from landbridge.engine.timetable.exact_slots import Expression, Literal, SlotModel, slot_model
from landbridge.engine.timetable.exact_staffing import Serving, Staff, counted_staff, named_staff


@dataclass(frozen=True)
class ExactModel:
    """A CP-SAT model of a problem.

    ``levels`` writes the expression of a level into the model when it is called, so that no level
    is burdened with the variables of those after it. Call each at most once.
    """

    slots: SlotModel
    seating: Seating
    serving: Serving
    levels: Mapping[str, Callable[[], Expression]]

    @property
    def model(self) -> cp_model.CpModel:
        """The CP-SAT model, to add an objective to."""
        return self.slots.model

    def starts(self, value: Callable[[Literal], bool]) -> dict[int, int]:
        """First slot by meeting held, in a solution that ``value`` reads."""
        return {meeting: slot for (meeting, slot), literal in self.slots.start.items() if value(literal)}

    def seats(self, value: Callable[[Literal], bool]) -> dict[int, Seat]:
        """Seats by meeting held in a solution; the first table and nobody where the model names none."""
        tables = {meeting: table for (meeting, _, table), literal in self.seating.items() if value(literal)}
        people = {meeting: person for (meeting, _, person), literal in self.serving.items() if value(literal)}
        return {
            meeting: Seat(slot, tables.get(meeting, 0), people.get(meeting, NOBODY))
            for meeting, slot in self.starts(value).items()
        }

    def suggest(self, seats: Mapping[int, Seat]) -> None:
        """Hints a plan to the solver, in place of any hint before.

        A variable that stands for several things at once is hinted once.
        """
        hints: dict[int, tuple[cp_model.IntVar, bool]] = {}

        def hint(literal: Literal, value: bool) -> None:
            if not isinstance(literal, int):
                hints[literal.index] = (literal, value)

        for (meeting, slot), literal in self.slots.start.items():
            hint(literal, meeting in seats and seats[meeting].slot == slot)
        for meeting, held in enumerate(self.slots.held):
            hint(held, meeting in seats)
        for (meeting, slot, table), literal in self.seating.items():
            seat = seats.get(meeting)
            hint(literal, seat is not None and (seat.slot, seat.table) == (slot, table))
        for (meeting, slot, person), literal in self.serving.items():
            seat = seats.get(meeting)
            hint(literal, seat is not None and (seat.slot, seat.interpreter) == (slot, person))
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for literal, value in hints.values():
            self.model.add_hint(literal, value)


def counted(compact: Compact) -> ExactModel:
    """Levels 1 to 5: who is held and when."""
    slots = slot_model(compact)
    keep_pinned_apart(slots)
    seating = {} if counting_suffices(compact) else named_tables(slots)
    staff = counted_staff(slots)
    return ExactModel(slots, seating, staff.serving, _first_levels(slots))


def named(compact: Compact) -> ExactModel:
    """All eight levels."""
    slots = slot_model(compact)
    seating = named_tables(slots)
    staff = named_staff(slots)
    levels = {
        **_first_levels(slots),
        "table_changes": lambda: sum(changes_of_all(slots, seating)),
        "interpreter_changes": lambda: sum(changes_of_all(slots, staff.serving)),
        "interpreter_load": lambda: _load(slots, staff),
    }
    return ExactModel(slots, seating, staff.serving, levels)


def _first_levels(slots: SlotModel) -> dict[str, Callable[[], Expression]]:
    compact = slots.compact
    breaks = cache(lambda: breaks_of_everyone(slots))
    if compact.problem.break_spread is not None:
        keep_spread(slots, breaks(), compact.problem.break_spread)
    return {
        "musts": lambda: sum(held for held, must in zip(slots.held, compact.must, strict=True) if must),
        "priority": lambda: sum(worth * held for held, worth in zip(slots.held, compact.worth, strict=True)),
        "hardship": lambda: hardship_of_all(slots),
        "breaks": lambda: sum(breaks()),
        "break_spread": lambda: spread(slots, breaks()),
    }


def _load(slots: SlotModel, staff: Staff) -> Expression:
    rounds = [sum(days) for days in staff.on_duty if any(not isinstance(literal, int) for literal in days)]
    if not rounds:
        return 0
    busiest = slots.model.new_int_var(0, len(slots.compact.slot_ids), "")
    for worked in rounds:
        slots.model.add(worked <= busiest)
    return busiest
