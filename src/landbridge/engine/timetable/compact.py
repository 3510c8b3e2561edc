"""A problem as whole numbers: what the searches work on.

Slots are numbered in time order, everything else in the problem's own order. The verifier
(``check``) does not use this module, so that a mistake here cannot hide itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from landbridge.engine.timetable.problem import Place, Plan, Priority, Problem

NOBODY = -1  # no interpreter needed, or no table pinned


@dataclass(frozen=True, slots=True)
class Seat:
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


def _number(problem: Problem) -> Compact:
    segments = problem.segments()
    order = [slot for segment in segments for slot in segment]
    slot_number = {slot.id: number for number, slot in enumerate(order)}
    table_number = {table.id: number for number, table in enumerate(problem.tables)}
    person_number = {person.id: number for number, person in enumerate(problem.participants)}
    wish_number = {wish.id: number for number, wish in enumerate(problem.wishes)}
    interpreter_number = {person.id: number for number, person in enumerate(problem.interpreters)}
    every_slot = frozenset(range(len(order)))

    def there(unavailable: frozenset[str]) -> frozenset[int]:
        return every_slot - {slot_number[slot] for slot in unavailable}

    open_slots_of_table = [there(table.unavailable) for table in problem.tables]
    open_slots_of_person = [there(person.unavailable) for person in problem.participants]
    shift = tuple(there(person.unavailable) for person in problem.interpreters)
    spoken = [person.working() for person in problem.participants]
    segment = tuple(number for number, chain in enumerate(segments) for _ in chain)
    days = {day: number for number, day in enumerate(sorted({slot.day for slot in order}))}
    open_tables = tuple(
        frozenset(table for table, slots in enumerate(open_slots_of_table) if number in slots)
        for number in range(len(order))
    )

    # Sets of slots as bits of one number: a wish's slots are the common bits of what it depends on.
    everything = (1 << len(order)) - 1
    open_to_table = [_mask(slots) for slots in open_slots_of_table]
    open_to_person = [_mask(slots) for slots in open_slots_of_person]
    same_segment = _mask(at for at in range(1, len(order)) if segment[at] == segment[at - 1])
    served: dict[tuple[frozenset[int], int], int] = {}
    slots_in: dict[int, tuple[int, ...]] = {}

    needs: dict[frozenset[int], int] = {frozenset(): 0}
    common: dict[frozenset[frozenset[str]], bool] = {}
    languages_to_coverers: dict[frozenset[frozenset[str]], frozenset[int]] = {}
    members, pinned, need, starts = [], [], [], []
    for wish in problem.wishes:
        people = tuple(person_number[person] for person in wish.participants)
        members.append(people)
        homes = (problem.participants[person].home_table for person in people)
        table = wish.fixed_table or next((home for home in homes if home), None)
        pinned.append(NOBODY if table is None else table_number[table])
        languages = frozenset(spoken[person] for person in people)
        coverers: frozenset[int] = frozenset()
        impossible = False
        if languages not in common:
            common[languages] = bool(frozenset.intersection(*languages))
        if not common[languages]:
            if languages not in languages_to_coverers:
                languages_to_coverers[languages] = frozenset(
                    number
                    for number, person in enumerate(problem.interpreters)
                    if all(person.languages & spoken_by_one for spoken_by_one in languages)
                )
            coverers = languages_to_coverers[languages]
            impossible = not coverers
        need.append(needs.setdefault(coverers, len(needs)))
        impossible |= bool(problem.never) and any(
            frozenset((one, other)) in problem.never
            for at, one in enumerate(wish.participants)
            for other in wish.participants[at + 1 :]
        )
        free = everything
        for person in people:
            free &= open_to_person[person]
        if pinned[-1] != NOBODY:
            free &= open_to_table[pinned[-1]]
        if wish.sessions:
            free &= _mask(number for number, slot in enumerate(order) if slot.session in wish.sessions)
        for _ in range(1, wish.length):
            free &= (free & same_segment) >> 1
        if coverers:
            if (coverers, wish.length) not in served:
                served[coverers, wish.length] = _mask(
                    start
                    for start in range(len(order))
                    if any(shift[i].issuperset(range(start, start + wish.length)) for i in coverers)
                )
            free &= served[coverers, wish.length]
        if wish.fixed_slot is not None:
            free &= 1 << slot_number[wish.fixed_slot]
        if impossible:
            free = 0
        if free not in slots_in:  # many wishes share their slots: list each set of slots once
            slots_in[free] = tuple(number for number in range(len(order)) if free >> number & 1)
        possible = slots_in[free]
        starts.append(possible)

    wishes_of: list[list[int]] = [[] for _ in problem.participants]
    for number, people in enumerate(members):
        for person in people:
            wishes_of[person].append(number)
    locked = {
        wish_number[wish]: Seat(
            slot_number[place.slot],
            table_number[place.table],
            NOBODY if place.interpreter is None else interpreter_number[place.interpreter],
        )
        for wish, place in problem.locked.items()
    }
    return Compact(
        problem=problem,
        slot_ids=tuple(slot.id for slot in order),
        segment=segment,
        day=tuple(days[slot.day] for slot in order),
        open_tables=open_tables,
        capacity=tuple(max(0, len(tables) - problem.spare_tables) for tables in open_tables),
        members=tuple(members),
        wishes_of=tuple(tuple(wishes) for wishes in wishes_of),
        worth=tuple(wish.worth for wish in problem.wishes),
        must=tuple(wish.priority is Priority.MUST for wish in problem.wishes),
        length=tuple(wish.length for wish in problem.wishes),
        pinned=tuple(pinned),
        need=tuple(need),
        coverers=tuple(needs),
        starts=tuple(starts),
        most=tuple(
            len(order) if person.max_meetings is None else person.max_meetings for person in problem.participants
        ),
        shift=shift,
        before=tuple((wish_number[first], wish_number[second]) for first, second in problem.before),
        locked=locked,
    )
