"""What would clash where, for one meeting in the hand of whoever arranges the board.

``clashes`` answers for every cell of the board at once, ``place_at`` for the one it is dropped
on. Both choose the interpreter themselves: a free one where there is one, else the one with the
least against them. What they say agrees with ``check``.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from landbridge.engine.timetable.occupancy import Occupancy, mask
from landbridge.engine.timetable.problem import Place, Plan, Problem, Wish
from landbridge.engine.timetable.violation import Kind

#: A cell of the board: slot and table.
Cell = tuple[str, str]
Kinds = frozenset[Kind]


def clashes(problem: Problem, plan: Plan, wish: str) -> Mapping[Cell, Kinds]:
    """For every cell, which rules the meeting of ``wish`` would break there; empty sets where it can go.

    ``wish`` may be held in ``plan`` (then it is taken up first) or not. Raises KeyError if the
    problem has no such wish.
    """
    hand = _Hand(problem, plan, wish)
    cells: dict[Cell, Kinds] = {}
    for slot in hand.occupancy.words.order:
        interpreter, against = hand.interpreter(slot.id)
        kinds = hand.at_slot(slot.id) | against
        for table in problem.tables:
            cells[slot.id, table.id] = kinds | hand.at_cell(Place(slot.id, table.id, interpreter))
    return cells


def place_at(problem: Problem, plan: Plan, wish: str, *, slot: str, table: str) -> Place:
    """The place of ``wish`` when it is dropped on a cell, its interpreter chosen.

    One who already serves a participant on that day comes first. Raises KeyError for unknown ids.
    """
    hand = _Hand(problem, plan, wish)
    return Place(slot, hand.occupancy.words.tables[table].id, hand.interpreter(slot)[0])


class _Hand:
    """One meeting taken up from the board, the others lying."""

    def __init__(self, problem: Problem, plan: Plan, wish: str) -> None:
        self.problem = problem
        self.occupancy = occupancy = Occupancy(problem, plan)
        self.wish: Wish = occupancy.words.wishes[wish]
        if wish in occupancy.held:
            occupancy.remove(wish)
        self.lock = problem.locked.get(wish)
        self.always = frozenset(self._always())
        self.pinned = occupancy.words.pinned_table(self.wish)
        self.table_taken = {
            name: (mask(taken), occupancy.bits(occupancy.words.tables[name].unavailable))
            for name, taken in occupancy.tables.items()
        }
        self.needs_interpreter = occupancy.words.needs_interpreter(self.wish)
        spoken = frozenset(occupancy.words.working[person] for person in self.wish.participants)
        self.coverers = occupancy.coverers(spoken) if self.needs_interpreter else ()

    def at_slot(self, slot: str) -> Kinds:
        """What the slot alone is against, whatever table and interpreter."""
        occupancy, wish, words = self.occupancy, self.wish, self.occupancy.words
        filled = words.filled(wish, slot)
        block = mask(filled)
        people = [words.participants[name] for name in wish.participants]
        tests = {
            Kind.LEAVES_SEGMENT: len(filled) < wish.length,
            Kind.WRONG_SLOT: wish.fixed_slot is not None and wish.fixed_slot != slot,
            Kind.WRONG_SESSION: bool(wish.sessions)
            and any(words.order[position].session not in wish.sessions for position in filled),
            Kind.PARTICIPANT_UNAVAILABLE: any(occupancy.bits(person.unavailable) & block for person in people),
            Kind.DOUBLE_BOOKED_PARTICIPANT: any(mask(occupancy.people[person.id]) & block for person in people),
            Kind.TOO_MANY_TABLES: bool(occupancy.full & block),
            Kind.ORDER: bool(occupancy.order_starts(wish, len(filled)) & 1 << filled.start),
        }
        return self.always | _broken(tests) | self._spread(filled)

    def at_cell(self, place: Place) -> Kinds:
        """What the table is against in that slot, and the lock."""
        block = mask(self.occupancy.words.filled(self.wish, place.slot))
        taken, away = self.table_taken[place.table]
        tests = {
            Kind.WRONG_TABLE: self.pinned is not None and self.pinned != place.table,
            Kind.TABLE_UNAVAILABLE: bool(away & block),
            Kind.DOUBLE_BOOKED_TABLE: bool(taken & block),
            Kind.LOCKED_MOVED: self.lock is not None and self.lock != place,
        }
        return _broken(tests)

    def interpreter(self, slot: str) -> tuple[str | None, Kinds]:
        """Who would interpret in that slot, and what is against it."""
        if not self.needs_interpreter:
            return None, frozenset()
        if not self.coverers:
            return None, frozenset({Kind.INTERPRETER_MISSING})
        filled = self.occupancy.words.filled(self.wish, slot)
        kept = self.lock.interpreter if self.lock is not None and self.lock.slot == slot else None
        if kept is not None and kept in self.coverers:
            return kept, self._against(kept, filled)
        known = self._serving(filled.start)
        return min(
            ((name, self._against(name, filled)) for name in self.coverers),
            key=lambda choice: (len(choice[1]), choice[0] not in known),
        )

    def _always(self) -> set[Kind]:
        people = [self.occupancy.words.participants[name] for name in self.wish.participants]
        kinds = set()
        if any(frozenset(pair) in self.problem.never for pair in combinations(self.wish.participants, 2)):
            kinds.add(Kind.NEVER)
        for person in people:
            if person.max_meetings is not None and self.occupancy.meetings_of[person.id] >= person.max_meetings:
                kinds.add(Kind.TOO_MANY_MEETINGS)
        return kinds

    def _against(self, name: str, filled: range) -> Kinds:
        strain = self.occupancy.strain(name, len(filled))
        starts = {
            Kind.DOUBLE_BOOKED_INTERPRETER: strain.busy,
            Kind.INTERPRETER_UNAVAILABLE: strain.away,
            Kind.ROUNDS_IN_A_ROW: strain.row,
            Kind.ROUNDS_IN_A_DAY: strain.day,
        }
        return _broken({kind: bool(blocked >> filled.start & 1) for kind, blocked in starts.items()})

    def _serving(self, start: int) -> set[str]:
        """Interpreters who serve one of the participants on the day of ``start``."""
        occupancy, order = self.occupancy, self.occupancy.words.order
        return {
            interpreter
            for person in self.wish.participants
            for position, wishes in occupancy.people[person].items()
            if order[position].day == order[start].day
            for wish in wishes
            if (interpreter := occupancy.held[wish].place.interpreter) is not None
        }

    def _spread(self, filled: range) -> Kinds:
        limit, occupancy = self.problem.break_spread, self.occupancy
        if limit is None:
            return frozenset()
        breaks = [
            occupancy.words.breaks([*taken, *(filled if name in self.wish.participants else ())])
            for name, taken in occupancy.people.items()
        ]
        return frozenset({Kind.BREAK_SPREAD} if max(breaks) - min(breaks) > limit else ())


def _broken(tests: Mapping[Kind, bool]) -> Kinds:
    return frozenset(kind for kind, broken in tests.items() if broken)
