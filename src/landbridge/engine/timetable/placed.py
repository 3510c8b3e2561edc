"""The meetings that stand, one added after the other, each with a table and an interpreter."""

from __future__ import annotations

from collections.abc import Iterable

from landbridge.engine.timetable.compact import NOBODY, Compact, Seat
from landbridge.engine.timetable.duty import Duty
from landbridge.engine.timetable.problem import Plan


class Placed:
    """A plan while it is put together; ``seats`` has what stands, by wish number."""

    def __init__(self, compact: Compact) -> None:
        slots = len(compact.slot_ids)
        self.compact = compact
        self.seats: dict[int, Seat] = {}
        self.slots = [-1] * len(compact.members)
        self.duty = Duty(compact, self.slots)
        self._busy = [bytearray(slots) for _ in compact.most]
        self._count = [0] * len(compact.most)
        self._at_table = [[-1] * len(compact.problem.tables) for _ in range(slots)]
        self._load = [0] * slots
        self._pinned_to = set(compact.pinned) - {NOBODY}
        self._pairs: dict[int, list[tuple[int, int]]] = {}
        for pair in compact.before:
            for wish in pair:
                self._pairs.setdefault(wish, []).append(pair)

    def keep(self, plan: Plan, first: int) -> list[int]:
        """Put what of ``plan`` can stand; returns the wishes that cannot: those are hit.

        Locked meetings come first, then those that began before slot number ``first``, which
        stand whatever the rules say; then the most valued.
        """
        compact = self.compact
        for wish, seat in compact.locked.items():
            self.put(wish, seat)
        hit, later = [], []
        for name, place in plan.items():
            wish = compact.wish_number.get(name, -1)
            if wish < 0 or wish in self.seats:
                continue
            try:
                seat = compact.seat(place)
            except KeyError:  # its table, slot or interpreter is no more
                hit.append(wish)
                continue
            if seat.slot < first:
                self.put(wish, seat)
            else:
                later.append((not compact.must[wish], -compact.worth[wish], wish, seat))
        for _, _, wish, seat in sorted(later, key=lambda entry: entry[:3]):
            if self.may(wish, seat.slot) and self._table_is_right(wish, seat) and self._person_is_right(wish, seat):
                self.put(wish, seat)
            else:
                hit.append(wish)
        return sorted(hit)

    def put(self, wish: int, seat: Seat) -> None:
        """Let a meeting stand, without asking whether it may."""
        start, table, interpreter = seat
        members = self.compact.members[wish]
        self.seats[wish] = seat
        self.slots[wish] = start
        for slot in self.compact.slots_of(wish, start):
            self._load[slot] += 1
            self._at_table[slot][table] = wish
            for person in members:
                self._busy[person][slot] = 1
        for person in members:
            self._count[person] += 1
        if interpreter != NOBODY:
            self.duty.give(wish, interpreter)

    def take(self, wish: int) -> None:
        """Take a meeting out."""
        seat = self.seats.pop(wish)
        for slot in self.compact.slots_of(wish, seat.slot):
            self._load[slot] -= 1
            self._at_table[slot][seat.table] = -1
            for person in self.compact.members[wish]:
                self._busy[person][slot] = 0
        for person in self.compact.members[wish]:
            self._count[person] -= 1
        if seat.interpreter != NOBODY:
            self.duty.take(wish)
        self.slots[wish] = -1

    def may(self, wish: int, slot: int) -> bool:
        """Whether participants, tables in number, most meetings and order allow a meeting there."""
        compact = self.compact
        slots = compact.slots_of(wish, slot)
        return (
            slot in compact.starts[wish]
            and not any(self._busy[person][at] for person in compact.members[wish] for at in slots)
            and all(self._count[person] < compact.most[person] for person in compact.members[wish])
            and all(self._load[at] < compact.capacity[at] for at in slots)
            and self._in_order(wish, slot)
        )

    def _in_order(self, wish: int, slot: int) -> bool:
        for first, second in self._pairs.get(wish, ()):
            start = slot if wish == first else self.slots[first]
            after = slot if wish == second else self.slots[second]
            if start >= 0 and after >= 0 and start + self.compact.length[first] > after:
                return False
        return True

    def _is_free(self, table: int, slots: Iterable[int]) -> bool:
        return all(self._at_table[slot][table] < 0 and table in self.compact.open_tables[slot] for slot in slots)

    def _table_is_right(self, wish: int, seat: Seat) -> bool:
        pinned = self.compact.pinned[wish]
        return pinned in {NOBODY, seat.table} and self._is_free(seat.table, self.compact.slots_of(wish, seat.slot))

    def _person_is_right(self, wish: int, seat: Seat) -> bool:
        if not self.compact.need[wish]:
            return seat.interpreter == NOBODY
        if seat.interpreter == NOBODY:
            return False
        self.slots[wish] = seat.slot
        fits = self.duty.may_take(wish, seat.interpreter)
        self.slots[wish] = -1
        return fits

    def find(self, wish: int, slot: int) -> bool:
        """Let a meeting stand in a slot, at a table and with an interpreter that are free; whether it could.

        Others keep their slots; an interpreter may hand a meeting on to another one, and a meeting
        may leave a table that this one is bound to.
        """
        if not self.may(wish, slot):
            return False
        slots = self.compact.slots_of(wish, slot)
        table = self._table_for(wish, slots)
        if table < 0:
            return False
        self.slots[wish] = slot
        person = NOBODY
        if self.compact.need[wish]:
            person = self._interpreter_for(wish)
            if person == NOBODY:
                self.slots[wish] = -1
                return False
            self.duty.take(wish)
        self.put(wish, Seat(slot, table, person))
        return True

    def _interpreter_for(self, wish: int) -> int:
        duty = self.duty
        coverers = self.compact.coverers[self.compact.need[wish]]
        least = sorted(coverers, key=lambda person: (duty.load[person], person))
        able = next((person for person in least if duty.may_take(wish, person)), NOBODY)
        if able != NOBODY:
            duty.give(wish, able)
        elif duty.hand_on(wish):
            for other, seat in self.seats.items():  # those who were handed on
                if seat.interpreter != duty.who[other]:
                    self.seats[other] = Seat(seat.slot, seat.table, duty.who[other])
        return duty.who[wish]

    def _table_for(self, wish: int, slots: range) -> int:
        pinned = self.compact.pinned[wish]
        if pinned != NOBODY:
            return pinned if all(self._clear(pinned, slot) for slot in slots) else -1
        liked = [
            self.seats[other].table
            for person in self.compact.members[wish]
            for other in self.compact.wishes_of[person]
            if other in self.seats
        ]
        tables = range(len(self.compact.problem.tables))
        for choice in (liked, (table for table in tables if table not in self._pinned_to), tables):
            for table in choice:
                if self._is_free(table, slots):
                    return table
        return -1

    def _clear(self, table: int, slot: int) -> bool:
        """Free a table in a slot, by seating who is there elsewhere."""
        wish = self._at_table[slot][table]
        if wish < 0:
            return table in self.compact.open_tables[slot]
        seat = self.seats[wish]
        slots = self.compact.slots_of(wish, seat.slot)
        if self.compact.pinned[wish] != NOBODY or wish in self.compact.locked:
            return False
        other = next((to for to in sorted(self.compact.open_tables[slot]) if self._is_free(to, slots)), -1)
        if other < 0:
            return False
        for at in slots:
            self._at_table[at][table] = -1
            self._at_table[at][other] = wish
        self.seats[wish] = Seat(seat.slot, other, seat.interpreter)
        return True
