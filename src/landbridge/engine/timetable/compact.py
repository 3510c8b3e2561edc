"""A problem as whole numbers: what the searches work on.

Slots are numbered in time order, everything else in the problem's own order. The verifier
(``check``) does not use this module, so that a mistake here cannot hide itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from landbridge.engine.timetable.problem import Place, Plan, Priority, Problem, Wish
from landbridge.engine.tools.garbage import uncollected

NOBODY = -1  # no interpreter needed, or no table pinned


class Seat(NamedTuple):
    """A place as numbers: first slot, table, interpreter (``NOBODY`` where none is needed)."""

    slot: int
    table: int
    interpreter: int


@dataclass(frozen=True)
class Compact:
    """Numbered view of a problem: M wishes, P participants, T slots, L tables, I interpreters."""

    problem: Problem
    slot_ids: tuple[str, ...]  # T, in time order
    segment: tuple[int, ...]  # T: number of the segment a slot belongs to
    day: tuple[int, ...]  # T: number of the day it belongs to
    open_tables: tuple[frozenset[int], ...]  # T: tables available in the slot
    capacity: tuple[int, ...]  # T: meetings that fit at once, spare tables taken off
    members: tuple[tuple[int, ...], ...]  # M: participants of a wish
    wishes_of: tuple[tuple[int, ...], ...]  # P: wishes of a participant
    worth: tuple[int, ...]  # M
    must: tuple[bool, ...]  # M
    length: tuple[int, ...]  # M: slots
    pinned: tuple[int, ...]  # M: the table it has to be at, or NOBODY
    need: tuple[int, ...]  # M: number of its need; need 0 asks for nobody
    coverers: tuple[frozenset[int], ...]  # by need: interpreters who can serve it; [0] is empty
    starts: tuple[tuple[int, ...], ...]  # M: first slots that wish, participants, table and need allow
    most: tuple[int, ...]  # P: most meetings
    shift: tuple[frozenset[int], ...]  # I: slots the interpreter is there
    before: tuple[tuple[int, int], ...]
    locked: Mapping[int, Seat]

    @classmethod
    def of(cls, problem: Problem) -> Compact:
        """Number a problem. Raises KeyError if it names an id that it does not define."""
        return _number(problem)

    @cached_property
    def slot_number(self) -> dict[str, int]:
        """Slot id to number."""
        return {name: number for number, name in enumerate(self.slot_ids)}

    @cached_property
    def table_number(self) -> dict[str, int]:
        """Table id to number."""
        return {table.id: number for number, table in enumerate(self.problem.tables)}

    @cached_property
    def interpreter_number(self) -> dict[str, int]:
        """Interpreter id to number."""
        return {person.id: number for number, person in enumerate(self.problem.interpreters)}

    @cached_property
    def wish_number(self) -> dict[str, int]:
        """Wish id to number."""
        return {wish.id: number for number, wish in enumerate(self.problem.wishes)}

    def seat(self, place: Place) -> Seat:
        """A place as numbers."""
        person = NOBODY if place.interpreter is None else self.interpreter_number[place.interpreter]
        return Seat(self.slot_number[place.slot], self.table_number[place.table], person)

    def place(self, seat: Seat) -> Place:
        """Numbers back to a place that can be read."""
        person = None if seat.interpreter == NOBODY else self.problem.interpreters[seat.interpreter].id
        return Place(self.slot_ids[seat.slot], self.problem.tables[seat.table].id, person)

    def seats(self, plan: Plan) -> dict[int, Seat]:
        """A plan as numbers, by wish number."""
        return {self.wish_number[wish]: self.seat(place) for wish, place in plan.items()}

    def plan(self, seats: Mapping[int, Seat]) -> dict[str, Place]:
        """Numbers back to a plan that can be read, in the order of the wishes."""
        return {self.problem.wishes[number].id: self.place(seats[number]) for number in sorted(seats)}

    def slots_of(self, wish: int, start: int) -> range:
        """The slots a wish fills when it starts in slot ``start``."""
        return range(start, start + self.length[wish])


def _mask(numbers: Iterable[int]) -> int:
    mask = 0
    for number in numbers:
        mask |= 1 << number
    return mask


@uncollected()
def _number(problem: Problem) -> Compact:
    numbers = _Numbers(problem)
    members = [tuple(numbers.person[person] for person in wish.participants) for wish in problem.wishes]
    pinned = [numbers.pinned(wish, people) for wish, people in zip(problem.wishes, members, strict=True)]
    coverers = [numbers.coverers(people) for people in members]
    needs: dict[frozenset[int], int] = {frozenset(): 0}
    wishes_of: list[list[int]] = [[] for _ in problem.participants]
    for number, people in enumerate(members):
        for person in people:
            wishes_of[person].append(number)
    tables_open = [numbers.there(table.unavailable) for table in problem.tables]
    open_tables = tuple(
        frozenset(table for table, slots in enumerate(tables_open) if number in slots)
        for number in range(len(numbers.order))
    )
    days = {day: number for number, day in enumerate(sorted({slot.day for slot in numbers.order}))}
    return Compact(
        problem=problem,
        slot_ids=tuple(slot.id for slot in numbers.order),
        segment=numbers.segment,
        day=tuple(days[slot.day] for slot in numbers.order),
        open_tables=open_tables,
        capacity=tuple(max(0, len(tables) - problem.spare_tables) for tables in open_tables),
        members=tuple(members),
        wishes_of=tuple(tuple(wishes) for wishes in wishes_of),
        worth=tuple(wish.worth for wish in problem.wishes),
        must=tuple(wish.priority is Priority.MUST for wish in problem.wishes),
        length=tuple(wish.length for wish in problem.wishes),
        pinned=tuple(pinned),
        need=tuple(needs.setdefault(people or frozenset(), len(needs)) for people in coverers),
        coverers=tuple(needs),
        starts=tuple(numbers.starts(*wish) for wish in zip(problem.wishes, members, pinned, coverers, strict=True)),
        most=tuple(
            len(numbers.order) if person.max_meetings is None else person.max_meetings
            for person in problem.participants
        ),
        shift=numbers.shift,
        before=tuple((numbers.wish[first], numbers.wish[second]) for first, second in problem.before),
        locked={numbers.wish[wish]: numbers.seat(place) for wish, place in problem.locked.items()},
    )


class _Numbers:
    """Ids to numbers, and what a wish may do. What many wishes have in common is worked out once."""

    def __init__(self, problem: Problem) -> None:
        segments = problem.segments()
        self.problem = problem
        self.order = [slot for segment in segments for slot in segment]
        self.segment = tuple(number for number, chain in enumerate(segments) for _ in chain)
        self.slot = {slot.id: number for number, slot in enumerate(self.order)}
        self.table = {table.id: number for number, table in enumerate(problem.tables)}
        self.person = {person.id: number for number, person in enumerate(problem.participants)}
        self.wish = {wish.id: number for number, wish in enumerate(problem.wishes)}
        self.interpreter = {person.id: number for number, person in enumerate(problem.interpreters)}
        self.shift = tuple(self.there(person.unavailable) for person in problem.interpreters)
        # Sets of slots as bits of one number: a wish's slots are the common bits of what it depends on.
        self._open_to_table = [_mask(self.there(table.unavailable)) for table in problem.tables]
        self._open_to_person = [_mask(self.there(person.unavailable)) for person in problem.participants]
        self._follows = _mask(at for at in range(1, len(self.order)) if self.segment[at] == self.segment[at - 1])
        self._spoken = [person.working() for person in problem.participants]
        self._cover: dict[frozenset[frozenset[str]], frozenset[int] | None] = {}
        self._served: dict[tuple[frozenset[int], int], int] = {}
        self._listed: dict[int, tuple[int, ...]] = {}

    def there(self, unavailable: frozenset[str]) -> frozenset[int]:
        """The slots left when some are not available."""
        return frozenset(range(len(self.order))) - {self.slot[slot] for slot in unavailable}

    def seat(self, place: Place) -> Seat:
        """A place as numbers."""
        person = NOBODY if place.interpreter is None else self.interpreter[place.interpreter]
        return Seat(self.slot[place.slot], self.table[place.table], person)

    def pinned(self, wish: Wish, people: tuple[int, ...]) -> int:
        """The table a wish is fixed to, else the first home table among its participants."""
        homes = (self.problem.participants[person].home_table for person in people)
        table = wish.fixed_table or next((home for home in homes if home), None)
        return NOBODY if table is None else self.table[table]

    def coverers(self, people: tuple[int, ...]) -> frozenset[int] | None:
        """The interpreters who can serve these participants; None where they need nobody."""
        languages = frozenset(self._spoken[person] for person in people)
        if languages not in self._cover:
            self._cover[languages] = None if frozenset.intersection(*languages) else self._who_covers(languages)
        return self._cover[languages]

    def _who_covers(self, languages: frozenset[frozenset[str]]) -> frozenset[int]:
        return frozenset(
            number
            for number, person in enumerate(self.problem.interpreters)
            if all(person.languages & spoken_by_one for spoken_by_one in languages)
        )

    def starts(
        self, wish: Wish, people: tuple[int, ...], table: int, coverers: frozenset[int] | None
    ) -> tuple[int, ...]:
        """The slots in which a wish can start, as far as it alone decides."""
        free = self._free(wish, people, table) if self._possible(wish, coverers) else 0
        if free and coverers:
            free &= self._served_by(coverers, wish.length)
        if free not in self._listed:  # many wishes share their slots: list each set of slots once
            self._listed[free] = tuple(number for number in range(len(self.order)) if free >> number & 1)
        return self._listed[free]

    def _possible(self, wish: Wish, coverers: frozenset[int] | None) -> bool:
        if coverers is not None and not coverers:
            return False
        never = self.problem.never
        return not never or not any(frozenset(pair) in never for pair in combinations(wish.participants, 2))

    def _free(self, wish: Wish, people: tuple[int, ...], table: int) -> int:
        free = (1 << len(self.order)) - 1
        for person in people:
            free &= self._open_to_person[person]
        if table != NOBODY:
            free &= self._open_to_table[table]
        if wish.sessions:
            free &= _mask(number for number, slot in enumerate(self.order) if slot.session in wish.sessions)
        for _ in range(1, wish.length):
            free &= (free & self._follows) >> 1
        if wish.fixed_slot is not None:
            free &= 1 << self.slot[wish.fixed_slot]
        return free

    def _served_by(self, coverers: frozenset[int], length: int) -> int:
        """The slots from which one of ``coverers`` is there for ``length`` slots."""
        if (coverers, length) not in self._served:
            self._served[coverers, length] = _mask(
                start
                for start in range(len(self.order))
                if any(self.shift[person].issuperset(range(start, start + length)) for person in coverers)
            )
        return self._served[coverers, length]
