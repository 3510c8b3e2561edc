"""Who and what is taken when: a plan laid out so that one more meeting can be tried quickly.

Slots are bits of a whole number, position 0 in time order the lowest. "Starts" are bits too: a
set bit says that a meeting of the length asked about could begin (or could not) at that position.
One question about one meeting costs a few operations on whole numbers, whatever the size of the
fair. Like the verifier it works from the problem's own words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from landbridge.engine.timetable.problem import Interpreter, Place, Plan, Problem, Wish
from landbridge.engine.timetable.reading import Meeting, Words


@dataclass(frozen=True, slots=True)
class Strain:
    """Starts at which one more meeting would be too much for one interpreter, rule by rule."""

    busy: int
    away: int
    row: int
    day: int


class Occupancy:
    """The meetings of a plan by participant, table and interpreter.

    Meetings whose place the problem does not know are left out. ``add`` and ``remove`` change it
    in place.
    """

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.words = words = Words(problem)
        self.every = (1 << len(words.order)) - 1
        self.held: dict[str, Meeting] = {}
        self.meetings_of: dict[str, int] = dict.fromkeys(words.participants, 0)
        #: by participant, table or interpreter: position -> wishes there
        self.people: dict[str, dict[int, list[str]]] = {name: {} for name in words.participants}
        self.tables: dict[str, dict[int, list[str]]] = {name: {} for name in words.tables}
        self.interpreters: dict[str, dict[int, list[str]]] = {name: {} for name in words.interpreters}
        self.at: list[dict[str, None]] = [{} for _ in words.order]  # wishes by position, in the order they came
        #: positions at which no further meeting fits, the spare tables kept free
        self.full = mask(position for position, limit in enumerate(words.capacity) if limit <= 0)
        #: by interpreters and length: what finds one of them, and where (filled in by ``room``)
        self.staff: dict[tuple[tuple[str, ...], int], list[tuple[int, int]]] = {}
        self._strains: dict[tuple[str, int], Strain] = {}
        self._lengths = {1, *(wish.length for wish in problem.wishes)}
        self._days: dict[str, int] = defaultdict(int)
        for position, slot in enumerate(words.order):
            self._days[slot.day] |= 1 << position
        self.bits = lru_cache(maxsize=None)(self._bits)
        self.coverers = lru_cache(maxsize=None)(self._coverers)
        self.fits = lru_cache(maxsize=None)(self._fits)
        self.partners: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for first, second in problem.before:
            self.partners[first].append((first, second))
            self.partners[second].append((first, second))
        for meeting in words.read(plan):
            self.add(meeting)

    def add(self, meeting: Meeting) -> None:
        """Hold ``meeting``, whatever it clashes with."""
        self.held[meeting.wish.id] = meeting
        for person in meeting.wish.participants:
            self.meetings_of[person] += 1
        for position in meeting.slots:
            self.at[position][meeting.wish.id] = None
            if len(self.at[position]) >= self.words.capacity[position]:
                self.full |= 1 << position
            for taken in self._taken(meeting):
                taken.setdefault(position, []).append(meeting.wish.id)
        self._forget(meeting.place.interpreter)

    def remove(self, wish: str) -> Meeting:
        """Hold the meeting of ``wish`` no longer. Raises KeyError if it is not held."""
        meeting = self.held.pop(wish)
        for person in meeting.wish.participants:
            self.meetings_of[person] -= 1
        for position in meeting.slots:
            del self.at[position][wish]
            if len(self.at[position]) < self.words.capacity[position]:
                self.full &= ~(1 << position)
            for taken in self._taken(meeting):
                taken[position].remove(wish)
                if not taken[position]:
                    del taken[position]
        self._forget(meeting.place.interpreter)
        return meeting

    @contextmanager
    def without(self, wishes: Iterable[str]) -> Iterator[list[Meeting]]:
        """Inside, the meetings of ``wishes`` are not held. What else is added inside has to be removed there."""
        kept = dict(self._strains), dict(self.staff)
        removed = [self.remove(wish) for wish in wishes]
        try:
            yield removed
        finally:
            for meeting in removed:
                self.add(meeting)
            self._strains, self.staff = kept

    def meeting(self, wish: Wish, place: Place) -> Meeting:
        """A meeting as it would be held at ``place``."""
        return Meeting(wish, place, self.words.filled(wish, place.slot))

    def table_blocked(self, table: str, length: int) -> int:
        """Starts at which ``table`` is taken or not there for ``length`` slots."""
        away = self.bits(self.words.tables[table].unavailable)
        return spread(mask(self.tables[table]) | away, length)

    def free_table(self, start: int, length: int, prefer: Iterable[str] = ()) -> str | None:
        """A table that is free for ``length`` slots from ``start``, one of ``prefer`` if possible."""
        names = (*prefer, *self.words.tables)
        slots = range(start, start + length)
        ids = {self.words.order[position].id for position in slots}
        return next(
            (
                name
                for name in names
                if self.tables[name].keys().isdisjoint(slots) and ids.isdisjoint(self.words.tables[name].unavailable)
            ),
            None,
        )

    def strain(self, name: str, length: int) -> Strain:
        """What one more meeting of ``length`` slots would be to interpreter ``name``."""
        known = self._strains.get((name, length))
        if known is None:
            known = self._strains[name, length] = self._strain(self.words.interpreters[name], length)
        return known

    def rounds_with(self, name: str, block: int) -> tuple[int, int]:
        """Rounds in a row and rounds that day of interpreter ``name``, serving ``block`` as well."""
        start = (block & -block).bit_length() - 1
        filled = mask(self.interpreters[name]) | block
        return self._run_through(filled, start), (filled & self._days[self.words.order[start].day]).bit_count()

    def order_starts(self, wish: Wish, length: int) -> int:
        """Starts at which ``wish`` would not stand before or after the held meetings it has to."""
        blocked = 0
        for first, second in self.partners.get(wish.id, ()):
            if first == wish.id and second in self.held:
                blocked |= self.every & ~mask(range(max(0, self.held[second].slots.start - length + 1)))
            elif second == wish.id and first in self.held:
                blocked |= mask(range(self.held[first].slots.stop))
        return blocked

    def _taken(self, meeting: Meeting) -> Iterator[dict[int, list[str]]]:
        for person in meeting.wish.participants:
            yield self.people[person]
        yield self.tables[meeting.place.table]
        if meeting.place.interpreter is not None:
            yield self.interpreters[meeting.place.interpreter]

    def _forget(self, interpreter: str | None) -> None:
        if interpreter is not None:
            self.staff.clear()
            for length in self._lengths:
                self._strains.pop((interpreter, length), None)

    def _bits(self, slots: frozenset[str]) -> int:
        return mask(self.words.at[slot] for slot in slots if slot in self.words.at)

    def _coverers(self, languages: frozenset[frozenset[str]]) -> tuple[str, ...]:
        """Interpreters who share a language with each set of ``languages``."""
        return tuple(
            person.id
            for person in self.words.problem.interpreters
            if all(person.languages & spoken for spoken in languages)
        )

    def _fits(self, length: int) -> int:
        ends = self.words.segment_end
        return mask(start for start in range(len(ends)) if start + length <= ends[start])

    def _strain(self, person: Interpreter, length: int) -> Strain:
        taken = mask(self.interpreters[person.id])
        row = day = 0
        for start in positions(self.fits(length)):
            in_a_row, in_a_day = self.rounds_with(person.id, mask(range(start, start + length)))
            if person.max_in_row is not None and in_a_row > person.max_in_row:
                row |= 1 << start
            if person.max_per_day is not None and in_a_day > person.max_per_day:
                day |= 1 << start
        return Strain(spread(taken, length), spread(self.bits(person.unavailable), length), row, day)

    def _run_through(self, filled: int, position: int) -> int:
        """Length of the run of set bits through ``position``, inside its segment."""
        first, last = position, position
        while first > self.words.segment_start[position] and filled >> (first - 1) & 1:
            first -= 1
        while last + 1 < self.words.segment_end[position] and filled >> (last + 1) & 1:
            last += 1
        return last - first + 1


def mask(positions: Iterable[int] | Mapping[int, object]) -> int:
    """Positions as the bits of a whole number.

    >>> bin(mask([0, 3]))
    '0b1001'
    """
    bits = 0
    for position in positions:
        bits |= 1 << position
    return bits


def positions(bits: int) -> Iterator[int]:
    """The set bits of a whole number, lowest first."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def spread(bits: int, length: int) -> int:
    """Starts at which a meeting of ``length`` slots would fill one of the set positions.

    >>> bin(spread(0b1000, 2))
    '0b1100'
    """
    starts = 0
    for later in range(length):
        starts |= bits >> later
    return starts
