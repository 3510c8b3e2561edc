"""A plan read back against its problem, for those who judge it.

The searches number everything and work on that (``compact``). Whoever judges their work starts
from the problem's own words instead, so that a mistake there cannot hide here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from landbridge.engine.timetable.problem import Interpreter, Participant, Place, Plan, Problem, Slot, Table, Wish


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as held: ``slots`` are the positions in time order that it fills.

    Where it is too long for what is left of its segment, ``slots`` stops at the segment's end.
    """

    wish: Wish
    place: Place
    slots: range

    @property
    def fits(self) -> bool:
        """Whether its segment has room for its whole length."""
        return len(self.slots) == self.wish.length


class Words:
    """A problem's things by id, its slots in time order, and what languages ask for."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.order: tuple[Slot, ...] = tuple(slot for segment in problem.segments() for slot in segment)
        self.at: dict[str, int] = {slot.id: position for position, slot in enumerate(self.order)}
        #: by position: where its segment begins, and the position after its segment's last slot
        self.segment_start: list[int] = []
        self.segment_end: list[int] = []
        for segment in problem.segments():
            begin = len(self.segment_start)
            self.segment_start.extend([begin] * len(segment))
            self.segment_end.extend([begin + len(segment)] * len(segment))
        self.wishes: dict[str, Wish] = {wish.id: wish for wish in problem.wishes}
        self.tables: dict[str, Table] = {table.id: table for table in problem.tables}
        self.participants: dict[str, Participant] = {person.id: person for person in problem.participants}
        self.interpreters: dict[str, Interpreter] = {person.id: person for person in problem.interpreters}
        self.working: dict[str, frozenset[str]] = {person.id: person.working() for person in problem.participants}

    def filled(self, wish: Wish, slot: str) -> range:
        """The positions that ``wish`` fills from ``slot`` on, as far as its segment goes."""
        start = self.at[slot]
        return range(start, min(start + wish.length, self.segment_end[start]))

    def needs_interpreter(self, wish: Wish) -> bool:
        """Whether its participants have no working language common to all."""
        return not frozenset.intersection(*(self.working[person] for person in wish.participants))

    def covers(self, interpreter: Interpreter, wish: Wish) -> bool:
        """Whether ``interpreter`` shares a working language with each participant of ``wish``."""
        return all(interpreter.languages & self.working[person] for person in wish.participants)

    def pinned_table(self, wish: Wish) -> str | None:
        """The table it must be at: its fixed one, else the first home table among its participants."""
        if wish.fixed_table is not None:
            return wish.fixed_table
        homes = (self.participants[person].home_table for person in wish.participants)
        return next((home for home in homes if home is not None), None)

    @cached_property
    def capacity(self) -> tuple[int, ...]:
        """By position: how many meetings fit at once, the spare tables kept free."""
        there = [sum(slot.id not in table.unavailable for table in self.problem.tables) for slot in self.order]
        return tuple(max(0, count - self.problem.spare_tables) for count in there)

    def read(self, plan: Plan) -> list[Meeting]:
        """The meetings of ``plan`` whose place the problem knows, in the plan's order."""
        return [
            Meeting(self.wishes[name], place, self.filled(self.wishes[name], place.slot))
            for name, place in plan.items()
            if name in self.wishes
            and place.slot in self.at
            and place.table in self.tables
            and (place.interpreter is None or place.interpreter in self.interpreters)
        ]

    def breaks(self, filled: Iterable[int]) -> int:
        """How many breaks lie between the positions at which somebody meets.

        A break is a maximal run of idle slots between two meetings of one segment.
        """
        taken = sorted(filled)
        return sum(
            later - earlier > 1 and self.segment_start[later] == self.segment_start[earlier]
            for earlier, later in pairwise(taken)
        )

    def runs(self, filled: Iterable[int]) -> Iterator[range]:
        """The maximal runs of positions in a row, none of them spanning two segments."""
        taken = sorted(set(filled))
        begin = 0
        for index in range(1, len(taken) + 1):
            ends = index == len(taken) or (
                taken[index] != taken[index - 1] + 1
                or self.segment_start[taken[index]] != self.segment_start[taken[index - 1]]
            )
            if ends:
                yield range(taken[begin], taken[index - 1] + 1)
                begin = index
