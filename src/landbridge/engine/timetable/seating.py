"""Which table a meeting is held at, once its slot is known: so that people move little.

The slots are gone through one after the other, again and again. In each, the meetings choose
their tables at once, by a matching that agrees with as many as possible of the tables their
participants sat at just before and will sit at just after, the same day. A pass never makes more
changes, so the passes end where none helps.

The bound is for the slot plan: between two slots, meetings and those that follow them can agree
on no more tables than a matching of the one with the other has pairs, whatever the tables are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from landbridge.engine.timetable.compact import NOBODY, Compact

PASSES = 6


@dataclass(frozen=True, slots=True)
class Seated:
    """Table of each wish, or -1; changes of table; and how many the slot plan needs at least.

    ``unseated`` are held wishes for which no table was left: only meetings longer than a slot, or
    tables closed for a while, can leave any.
    """

    tables: list[int]
    changes: int
    bound: int
    unseated: tuple[int, ...] = ()


def seat(compact: Compact, slots: Sequence[int], *, passes: int = PASSES, start: Sequence[int] | None = None) -> Seated:
    """Tables for the wishes held in ``slots`` (first slot by wish, or -1).

    ``start`` has tables to begin with, -1 where there is none; locked and pinned tables stand.
    """
    hall = _Hall(compact, slots)
    hall.settle_fixed_and_long()
    if start is not None:
        hall.settle_as_before(start)
    neighbours = _neighbours(compact, slots)
    changes = -1
    for turn in range(passes):
        for slot in sorted(hall.movable, reverse=bool(turn % 2)):
            _choose(hall.movable[slot], neighbours, hall.tables, hall.free[slot])
        before, changes = changes, _changes(neighbours, hall.tables)
        if changes == before and turn >= 2:
            break
    unseated = tuple(wish for wish, slot in enumerate(slots) if slot >= 0 and hall.tables[wish] < 0)
    return Seated(hall.tables, max(changes, 0), _bound(slots, neighbours), unseated)


class _Hall:
    """Who sits where, which tables are free in each slot, and who may still choose (``movable``, by slot)."""

    def __init__(self, compact: Compact, slots: Sequence[int]) -> None:
        self.compact, self.slots = compact, slots
        self.tables = [-1] * len(slots)
        self.free = [set(tables_open) for tables_open in compact.open_tables]
        self.movable: dict[int, list[int]] = defaultdict(list)

    def settle_fixed_and_long(self) -> None:
        """Seat who has no choice, then the long meetings: they need one table for all their slots."""
        compact, slots = self.compact, self.slots
        fixed = {wish: table for wish, table in enumerate(compact.pinned) if table != NOBODY}
        fixed |= {wish: seat.table for wish, seat in compact.locked.items()}
        long = []
        for wish, slot in enumerate(slots):
            if slot < 0:
                continue
            if wish in fixed:
                self._take(wish, fixed[wish])
            elif compact.length[wish] > 1:
                long.append(wish)
            else:
                self.movable[slot].append(wish)
        for wish in sorted(long, key=lambda wish: (-compact.length[wish], slots[wish], wish)):
            throughout = set.intersection(*(self.free[slot] for slot in compact.slots_of(wish, slots[wish])))
            if throughout:
                self._take(wish, min(throughout))

    def settle_as_before(self, start: Sequence[int]) -> None:
        """Seat the others at the tables of ``start`` where these are free, and who is left anywhere."""
        for slot, wishes in self.movable.items():
            for wish in wishes:
                if start[wish] in self.free[slot]:
                    self._take(wish, start[wish])
            for wish in wishes:
                if self.tables[wish] < 0 and self.free[slot]:
                    self._take(wish, min(self.free[slot]))

    def _take(self, wish: int, table: int) -> None:
        self.tables[wish] = table
        for slot in self.compact.slots_of(wish, self.slots[wish]):
            self.free[slot].discard(table)


def _neighbours(compact: Compact, slots: Sequence[int]) -> dict[int, list[int]]:
    """Meetings that come just before or after one, in a participant's day; twice if for two participants."""
    neighbours: dict[int, list[int]] = defaultdict(list)
    for wishes in compact.wishes_of:
        held = sorted((slots[wish], wish) for wish in wishes if slots[wish] >= 0)
        for (slot, wish), (after, follower) in pairwise(held):
            if compact.day[slot] == compact.day[after]:
                neighbours[wish].append(follower)
                neighbours[follower].append(wish)
    return neighbours


def _choose(wishes: list[int], neighbours: dict[int, list[int]], tables: list[int], free: set[int]) -> None:
    """Give the one-slot meetings of one slot their tables anew, the best for the slot."""
    for wish in wishes:
        if tables[wish] >= 0:
            free.add(tables[wish])
    liked: dict[int, dict[int, int]] = {}
    for wish in wishes:
        likes: dict[int, int] = defaultdict(int)
        for other in neighbours[wish]:
            if tables[other] in free:
                likes[tables[other]] += 1
        liked[wish] = likes
    chosen = _agree(wishes, liked)
    free.difference_update(chosen.values())
    undecided = [wish for wish in wishes if wish not in chosen]
    for wish in undecided:  # where nothing is liked a meeting stays where it was, if nobody came
        if tables[wish] in free:
            chosen[wish] = tables[wish]
            free.discard(tables[wish])
    rest = iter(sorted(free))
    for wish in wishes:
        tables[wish] = chosen[wish] if wish in chosen else next(rest, -1)
        free.discard(tables[wish])


def _agree(wishes: list[int], liked: dict[int, dict[int, int]]) -> dict[int, int]:
    """The tables that agree with most of what the meetings like: a sparse assignment."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching  # noqa: PLC0415

    choosing = [wish for wish in wishes if liked[wish]]
    if not choosing:
        return {}
    columns = {table: at for at, table in enumerate(sorted({table for wish in choosing for table in liked[wish]}))}
    row, column, cost = [], [], []
    for at, wish in enumerate(choosing):
        for table, count in sorted(liked[wish].items()):
            row.append(at)
            column.append(columns[table])
            cost.append(5.0 - count)
        row.append(at)  # a column of its own: no table that it likes
        column.append(len(columns) + at)
        cost.append(5.0)
    matrix = csr_matrix((cost, (row, column)), shape=(len(choosing), len(columns) + len(choosing)))
    rows, picked = min_weight_full_bipartite_matching(matrix)
    names = list(columns)
    return {
        choosing[at]: names[column]
        for at, column in zip(rows.tolist(), picked.tolist(), strict=True)
        if column < len(names)
    }


def _changes(neighbours: dict[int, list[int]], tables: Sequence[int]) -> int:
    return sum(tables[wish] != tables[other] for wish, others in neighbours.items() for other in others) // 2


def _bound(slots: Sequence[int], neighbours: dict[int, list[int]]) -> int:
    from scipy.sparse import csr_matrix  # noqa: PLC0415
    from scipy.sparse.csgraph import maximum_bipartite_matching  # noqa: PLC0415

    pairs: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for wish, others in neighbours.items():
        for other in others:
            if slots[wish] < slots[other]:
                pairs[slots[wish], slots[other]].append((wish, other))
    least = 0
    for edges in pairs.values():
        first = {wish: at for at, wish in enumerate(dict.fromkeys(wish for wish, _ in edges))}
        second = {wish: at for at, wish in enumerate(dict.fromkeys(wish for _, wish in edges))}
        matrix = csr_matrix(
            ([1] * len(edges), ([first[wish] for wish, _ in edges], [second[wish] for _, wish in edges])),
            shape=(len(first), len(second)),
        )
        agreed = int((maximum_bipartite_matching(matrix, perm_type="column") >= 0).sum())
        # Two participants who meet the same one again would count twice in an agreed pair.
        least += len(set(edges)) - agreed
    return least
