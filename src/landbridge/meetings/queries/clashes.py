"""What stands against one meeting, cell by cell, for one view of the board.

The engine says which rules each slot and table would break. Here the cells are those of a view's
rows, and every rule comes with who and what breaks it, so that the board can word it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.clashes import Kinds, clashes, place_at
from landbridge.engine.timetable.occupancy import Occupancy
from landbridge.engine.timetable.problem import Place, Plan, Problem
from landbridge.engine.timetable.reading import Words
from landbridge.engine.timetable.violation import Detail, Kind, Violation
from landbridge.meetings.models import Fair, Wish
from landbridge.meetings.queries.board import View
from landbridge.meetings.queries.book import fair_problem
from landbridge.meetings.queries.standing import fair_plan

#: Rules about the table alone, about the interpreter alone; all others are about the slot.
OF_TABLE = frozenset({Kind.DOUBLE_BOOKED_TABLE, Kind.TABLE_UNAVAILABLE, Kind.WRONG_TABLE})
OF_INTERPRETER = frozenset(
    {
        Kind.DOUBLE_BOOKED_INTERPRETER,
        Kind.INTERPRETER_UNAVAILABLE,
        Kind.INTERPRETER_MISSING,
        Kind.ROUNDS_IN_A_ROW,
        Kind.ROUNDS_IN_A_DAY,
    }
)
#: What the meeting that makes room may take away with it.
MAY_GO = frozenset({Kind.DOUBLE_BOOKED_TABLE, Kind.DOUBLE_BOOKED_PARTICIPANT, Kind.TOO_MANY_TABLES, *OF_INTERPRETER})


@dataclass(frozen=True, slots=True)
class Against:
    """Why a meeting cannot stand in a cell; ``swap`` where trading places with who is there may help."""

    violations: tuple[Violation, ...]
    swap: bool = False


#: By row of a view and slot (both by code): what is against the cell. A cell that works is not in it.
ClashMap = Mapping[str, Mapping[str, Against]]


@dataclass(frozen=True)
class Hand:
    """One wish in the hand, and all that tells where it may go."""

    problem: Problem
    plan: Plan
    wish: str

    @classmethod
    def of(cls, wish: Wish, fair: Fair) -> Hand:
        """Read a fair with one of its wishes in the hand, in 11 queries."""
        return cls(fair_problem(fair), fair_plan(fair), wish.code)

    def cells(self) -> Mapping[tuple[str, str], Kinds]:
        """The engine's own answer: by slot and table, the rules that would break."""
        return clashes(self.problem, self.plan, self.wish)

    @property
    def needs_interpreter(self) -> bool:
        """Whether its companies have no language in common."""
        words = Words(self.problem)
        return words.needs_interpreter(words.wishes[self.wish])

    def free_tables(self) -> dict[str, list[str]]:
        """By slot: the tables where the meeting can stand, the best first; slots without any are left out.

        Best is the present table, then one that a participant uses on that day, then the fair's order.
        """
        by_slot: dict[str, list[str]] = {}
        for (slot, table), kinds in self.cells().items():
            if not kinds:
                by_slot.setdefault(slot, []).append(table)
        return {slot: sorted(tables, key=self._preferring(slot)) for slot, tables in by_slot.items()}

    def _preferring(self, slot: str) -> _Preference:
        days = {row.id: row.day for row in self.problem.slots}
        people = {row.id: set(row.participants) for row in self.problem.wishes}
        own = people[self.wish]
        used = {
            place.table
            for wish, place in self.plan.items()
            if wish != self.wish and days[place.slot] == days[slot] and people[wish] & own
        }
        present = self.plan.get(self.wish)
        return _Preference(present.table if present else None, frozenset(used))


@dataclass(frozen=True, slots=True)
class _Preference:
    present: str | None
    used: frozenset[str]

    def __call__(self, table: str) -> tuple[bool, bool]:
        return table != self.present, table not in self.used


def clash_map(hand: Hand, view: View, day: date) -> ClashMap:
    """What is against ``hand``'s wish in each cell of ``view`` on ``day``."""
    slots = [row.id for row in hand.problem.slots if row.day == day.isoformat()]
    cells = hand.cells()
    occupancy = Occupancy(hand.problem, hand.plan)
    if hand.wish in occupancy.held:
        occupancy.remove(hand.wish)
    reasons = _Reasons(hand, occupancy)
    rows: dict[str, dict[str, Against]] = {}
    for slot in slots:
        for row, against in _column(view, slot, cells, reasons):
            if against.violations:
                rows.setdefault(row, {})[slot] = against
            else:
                rows.setdefault(row, {})
    return rows


def _column(
    view: View, slot: str, cells: Mapping[tuple[str, str], Kinds], reasons: _Reasons
) -> Iterator[tuple[str, Against]]:
    tables = [table.id for table in reasons.hand.problem.tables]
    if view is View.TABLE:
        for table in tables:
            yield table, reasons.at(slot, table, cells[slot, table])
        return
    # Here the table is chosen for the meeting: what counts is the one with the least against it.
    table = min(tables, key=lambda table: len(cells[slot, table]))
    kinds = cells[slot, table]
    if view is View.COMPANY:
        against = reasons.at(slot, table, kinds)
        for company in reasons.wish.participants:
            yield company, Against(against.violations)
        return
    for person in reasons.hand.problem.interpreters:
        of_person = reasons.interpreter(slot, person.id)
        rest = reasons.at(slot, table, kinds - OF_INTERPRETER)
        yield person.id, Against((*rest.violations, *of_person))


class _Reasons:
    """Broken rules with who and what breaks them."""

    def __init__(self, hand: Hand, occupancy: Occupancy) -> None:
        self.hand = hand
        self.occupancy = occupancy
        self.wish = occupancy.words.wishes[hand.wish]
        self._slots: dict[str, list[Violation]] = {}

    def at(self, slot: str, table: str, kinds: Kinds) -> Against:
        """Everything that ``kinds`` says, in words' reach."""
        if not kinds:
            return Against(())
        of_table = tuple(self._table(slot, table, kind) for kind in sorted(kinds & OF_TABLE))
        of_slot = tuple(one for one in self._slot(slot, table) if one.kind in kinds and one.kind not in OF_TABLE)
        others = {wish for one in (*of_table, *of_slot) for wish in one.wishes if one.kind in _PAIRED}
        there = self._there(slot, table)
        swap = (
            self.hand.wish in self.hand.plan
            and len(there) == 1
            and kinds <= MAY_GO
            and others - {self.wish.id} <= set(there)
            and self.occupancy.words.wishes[there[0]].length == self.wish.length
            and there[0] not in self.hand.problem.locked
        )
        return Against((*of_slot, *of_table), swap)

    def interpreter(self, slot: str, name: str) -> tuple[Violation, ...]:
        """What is against one interpreter serving the wish in that slot."""
        words, one = self.occupancy.words, (self.wish.id,)
        who = {"interpreter": name, "slot": slot}
        if not words.needs_interpreter(self.wish):
            return (Violation(Kind.INTERPRETER_NEEDLESS, one, who),)
        person = words.interpreters[name]
        if not words.covers(person, self.wish):
            return (Violation(Kind.INTERPRETER_CANNOT_COVER, one, who),)
        strain = self.occupancy.strain(name, self.wish.length)
        position = words.at[slot]
        day = {"interpreter": name, "day": words.order[position].day}
        tests: tuple[tuple[int, Kind, Detail], ...] = (
            (strain.busy, Kind.DOUBLE_BOOKED_INTERPRETER, who),
            (strain.away, Kind.INTERPRETER_UNAVAILABLE, who),
            (strain.row, Kind.ROUNDS_IN_A_ROW, {**who, **_above(person.max_in_row)}),
            (strain.day, Kind.ROUNDS_IN_A_DAY, {**day, **_above(person.max_per_day)}),
        )
        return tuple(Violation(kind, one, detail) for starts, kind, detail in tests if starts >> position & 1)

    def _slot(self, slot: str, table: str) -> list[Violation]:
        """What the verifier says of the wish in that slot, among the meetings that have to do with it."""
        if slot not in self._slots:
            hand, occupancy = self.hand, self.occupancy
            place = place_at(hand.problem, hand.plan, hand.wish, slot=slot, table=table)
            near = {wish for position in occupancy.words.filled(self.wish, slot) for wish in occupancy.at[position]}
            for person in self.wish.participants:
                near |= {wish for wishes in occupancy.people[person].values() for wish in wishes}
            near |= {wish for pair in occupancy.partners.get(hand.wish, ()) for wish in pair}
            if place.interpreter is not None:
                near |= {wish for wishes in occupancy.interpreters[place.interpreter].values() for wish in wishes}
            plan = {wish: found for wish, found in hand.plan.items() if wish in near}
            plan[hand.wish] = Place(slot, table, place.interpreter)
            self._slots[slot] = [one for one in check(hand.problem, plan) if hand.wish in one.wishes]
        return self._slots[slot]

    def _table(self, slot: str, table: str, kind: Kind) -> Violation:
        if kind is Kind.WRONG_TABLE:
            pinned = self.occupancy.words.pinned_table(self.wish) or ""
            return Violation(kind, (self.wish.id,), {"table": table, "other": pinned})
        return Violation(kind, (*self._there(slot, table), self.wish.id), {"table": table, "slot": slot})

    def _there(self, slot: str, table: str) -> list[str]:
        taken = self.occupancy.tables[table]
        positions = self.occupancy.words.filled(self.wish, slot)
        return list(dict.fromkeys(wish for position in positions for wish in taken.get(position, ())))


def _above(limit: int | None) -> dict[str, int]:
    """The count and the limit of one round too many."""
    return {"count": (limit or 0) + 1, "limit": limit or 0}


#: Rules that two meetings break together.
_PAIRED = frozenset({Kind.DOUBLE_BOOKED_TABLE, Kind.DOUBLE_BOOKED_PARTICIPANT})
