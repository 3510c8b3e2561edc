"""Interpreters' rounds as they fill up: who works when, and who may work one more."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from landbridge.engine.timetable.compact import NOBODY, Compact


class Duty:
    """The roster of one slot plan while it is being made.

    ``shift`` narrows the slots in which each interpreter may be counted on.
    ``who`` is the interpreter of each wish, ``load`` the rounds each one works, ``at`` the wish an
    interpreter serves in a slot (or -1). ``fixed`` wishes keep their interpreter.
    """

    def __init__(self, compact: Compact, slots: Sequence[int], shift: Sequence[frozenset[int]] | None = None) -> None:
        self.compact = compact
        self.slots = slots
        self.shift = compact.shift if shift is None else shift
        count = len(compact.shift)
        self.people = range(count)
        self.who = [NOBODY] * len(slots)
        self.at = [[-1] * len(compact.slot_ids) for _ in range(count)]
        self.load = [0] * count
        self.fixed: set[int] = set()
        self._day_load = [[0] * (max(compact.day, default=0) + 1) for _ in range(count)]
        self._rules = compact.problem.interpreters
        self._interpreted = [
            sorted((slots[wish], wish) for wish in wishes if slots[wish] >= 0 and compact.need[wish])
            for wishes in compact.wishes_of
        ]

    def give(self, wish: int, person: int) -> None:
        """Let an interpreter serve a wish."""
        self._set(wish, person, wish, 1)
        self.who[wish] = person

    def take(self, wish: int) -> None:
        """Take its interpreter from a wish."""
        self._set(wish, self.who[wish], -1, -1)
        self.who[wish] = NOBODY

    def _set(self, wish: int, person: int, value: int, sign: int) -> None:
        for slot in self.compact.slots_of(wish, self.slots[wish]):
            self.at[person][slot] = value
            self.load[person] += sign
            self._day_load[person][self.compact.day[slot]] += sign

    def may_work(self, person: int, slot: int, length: int) -> bool:
        """Whether ``length`` rounds more, from ``slot``, keep an interpreter's shift, pauses and day."""
        rule = self._rules[person]
        after = slot + length
        if any(self.at[person][at] >= 0 or at not in self.shift[person] for at in range(slot, after)):
            return False
        if rule.max_per_day is not None and self._day_load[person][self.compact.day[slot]] + length > rule.max_per_day:
            return False
        return (
            rule.max_in_row is None
            or length + self._run(person, slot, -1) + self._run(person, after - 1, 1) <= rule.max_in_row
        )

    def _run(self, person: int, slot: int, step: int) -> int:
        """Rounds worked in a row next to ``slot``, on the one side or the other."""
        segment, at = self.compact.segment, slot + step
        while 0 <= at < len(segment) and segment[at] == segment[slot] and self.at[person][at] >= 0:
            at += step
        return abs(at - slot) - 1

    def tiredness(self, person: int, slot: int) -> float:
        """A preference for those who have not worked just before, where rounds in a row are limited."""
        most = self._rules[person].max_in_row
        return 0.0 if most is None else 3.0 * self._run(person, slot, -1) / max(1, most)

    def may_take(self, wish: int, person: int) -> bool:
        """Whether an interpreter covers a wish and may work its rounds."""
        return person in self.compact.coverers[self.compact.need[wish]] and self.may_work(
            person, self.slots[wish], self.compact.length[wish]
        )

    def familiar(self, wish: int) -> Iterator[int]:
        """Interpreters of the participants' meetings just before and after, the same day; with repeats."""
        for member in self.compact.members[wish]:
            held = self._interpreted[member]
            here = bisect_left(held, (self.slots[wish], wish))
            for other in (here - 1, here + 1):
                if 0 <= other < len(held):
                    slot, neighbour = held[other]
                    same_day = self.compact.day[slot] == self.compact.day[self.slots[wish]]
                    if same_day and self.who[neighbour] != NOBODY:
                        yield self.who[neighbour]

    def changes(self, wish: int, person: int) -> int:
        """Changes of interpreter next to a wish, were ``person`` to serve it."""
        return sum(other != person for other in self.familiar(wish))

    def hand_on(self, wish: int, *, deeper: bool = True, without: int = NOBODY) -> bool:
        """Find an interpreter for a wish of one slot along a chain of people who hand on theirs.

        With ``deeper``, the last of the chain may also hand on one round in another slot of the day.
        ``without`` is an interpreter who must not end the chain. Returns whether it was found.
        """
        if self.compact.length[wish] > 1:
            return False
        slot = self.slots[wish]
        came_from: dict[int, int] = {}  # interpreter to the wish he would take
        queue = [wish]
        late: list[int] = []
        for asking in queue:
            for person in sorted(self.compact.coverers[self.compact.need[asking]]):
                if person in came_from or person == without or slot not in self.shift[person]:
                    continue
                came_from[person] = asking
                serving = self.at[person][slot]
                if serving >= 0:
                    if self.compact.length[serving] == 1 and serving not in self.fixed:
                        queue.append(serving)
                elif self.may_work(person, slot, 1):
                    self._pass_along(wish, person, came_from)
                    return True
                else:
                    late.append(person)
        return deeper and any(self._relieve(wish, slot, person, came_from) for person in late)

    def _relieve(self, wish: int, slot: int, person: int, came_from: dict[int, int]) -> bool:
        """Let somebody else have one of an interpreter's rounds, so that he may work in ``slot``."""
        day = self.compact.day[slot]
        for at, serving in enumerate(self.at[person]):
            if serving < 0 or self.compact.day[at] != day or serving in self.fixed or self.compact.length[serving] > 1:
                continue
            self.take(serving)
            if self.may_work(person, slot, 1) and self.hand_on(serving, deeper=False, without=person):
                # Handing on in another slot left this slot's chain as it was.
                if self.may_work(person, slot, 1):
                    self._pass_along(wish, person, came_from)
                    return True
                continue
            self.give(serving, person)
        return False

    def _pass_along(self, wish: int, last: int, came_from: dict[int, int]) -> None:
        """Every interpreter of the chain takes the wish of the one before, from the free end on."""
        person = last
        while True:
            asking = came_from[person]
            former = self.who[asking]
            if former != NOBODY:
                self.take(asking)
            self.give(asking, person)
            if asking == wish:
                return
            person = former

    def on(self) -> list[frozenset[int]]:
        """Slots in which each interpreter works, and those he could work on top, busy slots first.

        Whoever works only in such slots keeps pauses and days, whatever the meetings are.
        """
        asked = [0] * len(self.compact.slot_ids)
        for wish, slot in enumerate(self.slots):
            if slot >= 0 and self.compact.need[wish]:
                for at in self.compact.slots_of(wish, slot):
                    asked[at] += 1
        spare = Duty(self.compact, self.slots)
        spare.at = [list(row) for row in self.at]
        spare._day_load = [list(row) for row in self._day_load]
        by_demand = sorted(range(len(asked)), key=lambda slot: (-asked[slot], slot))
        for person in self.people:
            # Begin the search for spare rounds elsewhere for each, so that pauses do not coincide.
            turned = by_demand[person % len(by_demand) :] + by_demand[: person % len(by_demand)] if by_demand else []
            for slot in turned:
                if spare.may_work(person, slot, 1):
                    spare.at[person][slot] = 0
                    spare._day_load[person][self.compact.day[slot]] += 1
        return [frozenset(slot for slot, wish in enumerate(row) if wish >= 0) for row in spare.at]
