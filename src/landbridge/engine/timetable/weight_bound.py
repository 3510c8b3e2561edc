"""How many musts, and how much priority, any timetable can hold at most: linear programs.

The *aggregate* program forgets when meetings take place: a participant holds as many as it has
slots, tables and interpreters as many as they have over all slots together (interpreters by
Hall's sets, and by their rounds in a row and a day). It is nearly tight: meetings of two sides are
the edges of a bipartite graph, and those can be coloured with as many slots as the busiest
participant has meetings (König, 1916). Where slots matter more, a program with one unknown per
wish and slot is tighter; it is tried where its size allows.

Bounds hold for every plan that ``check`` accepts. Musts are bounded first, then priority given
that many musts or fewer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from landbridge.engine.timetable.compact import NOBODY, Compact
from landbridge.engine.timetable.hall import Family, families
from landbridge.engine.timetable.rounds import most_rounds

#: Unknowns of the time-indexed program beyond which it is not tried.
MOST_UNKNOWNS = 40_000
TOLERANCE = 1e-6


@dataclass
class Rows:
    """Rows of "sum of coefficient times unknown is at most limit", one after the other."""

    row: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    value: list[float] = field(default_factory=list)
    limit: list[float] = field(default_factory=list)

    def add(self, columns: Sequence[int], values: Sequence[float], limit: float) -> None:
        """One more row; left out when it cannot bind unknowns between 0 and 1."""
        if sum(value for value in values if value > 0) > limit:
            self.row.extend([len(self.limit)] * len(columns))
            self.column.extend(columns)
            self.value.extend(values)
            self.limit.append(limit)

    def matrix(self, columns: int) -> Any:
        """The rows as a sparse matrix, or None where there are none."""
        from scipy.sparse import csr_matrix  # noqa: PLC0415

        if not self.limit:
            return None
        return csr_matrix((self.value, (self.row, self.column)), shape=(len(self.limit), columns))


@dataclass(frozen=True, slots=True)
class WeightBound:
    """Upper bounds, and how far the relaxation would hold each wish (0..1)."""

    musts: int
    priority: int
    held: tuple[float, ...]


def weight_bound(compact: Compact) -> tuple[int, int]:
    """(musts, priority): no timetable holds more musts, nor more priority with its musts at that number."""
    found = relaxed(compact)
    return found.musts, found.priority


def relaxed(compact: Compact, *, reached: int | None = None) -> WeightBound:
    """The bounds with the relaxation's own choice of wishes.

    ``reached`` is a priority already held: where it equals the aggregate bound, nothing tighter is
    looked for; without it the time-indexed program is left out.
    """
    loose = _solve(compact, _aggregate(compact), [1.0 if starts else 0.0 for starts in compact.starts])
    if reached is None or reached >= loose.priority or sum(map(len, compact.starts)) > MOST_UNKNOWNS:
        return loose
    tight = _time_indexed(compact, loose.musts)
    return WeightBound(min(loose.musts, tight.musts), min(loose.priority, tight.priority), tight.held)


def _family_rows(compact: Compact, rows: Rows, unknowns: Sequence[tuple[int, int]]) -> None:
    """What tables and interpreters allow per slot, and interpreters over all slots."""
    for family in families(compact):
        mine = [column for column, (wish, _) in enumerate(unknowns) if compact.need[wish] in family.needs]
        for slot, room in enumerate(family.room):
            now = [column for column in mine if slot in compact.slots_of(*unknowns[column])]
            rows.add(now, [1.0] * len(now), room)
        rows.add(mine, [float(compact.length[unknowns[column][0]]) for column in mine], _rounds(compact, family))


def forced(compact: Compact, priority: int) -> tuple[list[bool], list[bool]]:
    """By wish: whether every plan that holds ``priority`` or more holds it, and whether any such plan may.

    Told by the duals of the aggregate program: to do without a wish, or to hold it, costs at least
    its reduced cost; where that leaves less than ``priority``, it is settled.
    """
    import numpy as np  # noqa: PLC0415

    rows = _aggregate(compact)
    possible = np.array([1.0 if starts else 0.0 for starts in compact.starts])
    reduced = np.array(compact.worth, float)
    total = 0.0
    matrix = rows.matrix(len(possible))
    if matrix is not None:
        duals = np.maximum(0.0, _duals(reduced, matrix, rows.limit, possible))
        total = float(duals @ np.array(rows.limit))
        reduced = reduced - matrix.T @ duals
    most = total + float(np.maximum(reduced, 0.0) @ possible)
    lost = most - np.abs(reduced)
    settled = lost < priority - TOLERANCE
    return ((settled & (reduced > 0)) & (possible > 0)).tolist(), ((possible > 0) & ~(settled & (reduced < 0))).tolist()


def _duals(gain: Any, matrix: Any, limits: Sequence[float], upper: Any) -> Any:
    import numpy as np  # noqa: PLC0415
    from scipy.optimize import linprog  # noqa: PLC0415

    bounds: Any = np.column_stack([np.zeros(len(upper)), upper])
    answer = linprog(-gain, A_ub=matrix, b_ub=np.array(limits), bounds=bounds, method="highs-ds")
    return -answer.ineqlin.marginals if answer.status == 0 else np.zeros(len(limits))


def _aggregate(compact: Compact) -> Rows:
    rows = Rows()
    lengths = [float(length) for length in compact.length]
    for person, asked in enumerate(compact.wishes_of):
        wishes = list(asked)
        open_slots: set[int] = set().union(*(_slots(compact, wish) for wish in wishes)) if wishes else set()
        rows.add(wishes, [lengths[wish] for wish in wishes], len(open_slots))
        rows.add(wishes, [1.0] * len(wishes), compact.most[person])
    at_table: dict[int, list[int]] = {}
    for wish, table in enumerate(compact.pinned):
        if table != NOBODY:
            at_table.setdefault(table, []).append(wish)
    for table, wishes in at_table.items():
        hours = {slot for slot, tables in enumerate(compact.open_tables) if table in tables}
        rows.add(wishes, [lengths[wish] for wish in wishes], len(hours))
    for family in families(compact):
        wishes = [wish for wish, need in enumerate(compact.need) if need in family.needs]
        limit = sum(min(room, tables) for room, tables in zip(family.room, compact.capacity, strict=True))
        rows.add(wishes, [lengths[wish] for wish in wishes], min(limit, _rounds(compact, family)))
    return rows


def _rounds(compact: Compact, family: Family) -> float:
    """Rounds that the interpreters of a family can work at most, pauses and days counted."""
    if 0 in family.needs:
        return math.inf
    people = frozenset().union(*(compact.coverers[need] for need in family.needs))
    return sum(most_rounds(compact, person) for person in people)


def _slots(compact: Compact, wish: int) -> set[int]:
    return {slot for start in compact.starts[wish] for slot in compact.slots_of(wish, start)}


def _solve(compact: Compact, rows: Rows, upper: list[float]) -> WeightBound:
    musts = [1.0 if must else 0.0 for must in compact.must]
    matrix = rows.matrix(len(upper))
    most = math.floor(_maximum(musts, matrix, rows.limit, upper)[0] + TOLERANCE) if any(compact.must) else 0
    # Priority given the musts: at least as many as any plan that reaches the bound, which is a
    # relaxation only if a plan reaches it; so the musts are bounded but not forced.
    priority, held = _maximum([float(worth) for worth in compact.worth], matrix, rows.limit, upper)
    return WeightBound(most, math.floor(priority + TOLERANCE), tuple(held))


def _maximum(
    gain: Sequence[float], matrix: Any, limits: Sequence[float], upper: Sequence[float]
) -> tuple[float, list[float]]:
    """The most of a linear program with unknowns between 0 and ``upper``, and where it is taken."""
    import numpy as np  # noqa: PLC0415
    from scipy.optimize import linprog  # noqa: PLC0415

    if matrix is None:
        return sum(g * u for g, u in zip(gain, upper, strict=True)), list(upper)
    bounds: Any = np.column_stack([np.zeros(len(upper)), np.array(upper)])
    answer = linprog(-np.array(gain, float), A_ub=matrix, b_ub=np.array(limits), bounds=bounds, method="highs")
    if answer.status != 0 or answer.x is None:
        return sum(g * u for g, u in zip(gain, upper, strict=True)), list(upper)
    held = answer.x.tolist()
    return sum(g * x for g, x in zip(gain, held, strict=True)), held


def _time_indexed(compact: Compact, musts: int) -> WeightBound:
    unknowns = [(wish, start) for wish, starts in enumerate(compact.starts) for start in starts]
    rows = Rows()
    once: dict[tuple[str, int, int], list[int]] = {}
    for column, (wish, start) in enumerate(unknowns):
        once.setdefault(("wish", wish, 0), []).append(column)
        for slot in compact.slots_of(wish, start):
            for person in compact.members[wish]:
                once.setdefault(("person", person, slot), []).append(column)
            if compact.pinned[wish] != NOBODY:
                once.setdefault(("table", compact.pinned[wish], slot), []).append(column)
    for columns in once.values():
        rows.add(columns, [1.0] * len(columns), 1.0)
    of_person: list[list[int]] = [[] for _ in compact.most]
    for column, (wish, _) in enumerate(unknowns):
        for person in compact.members[wish]:
            of_person[person].append(column)
    for person, columns in enumerate(of_person):
        rows.add(columns, [1.0] * len(columns), compact.most[person])
    _family_rows(compact, rows, unknowns)
    matrix = rows.matrix(len(unknowns))
    upper = [1.0] * len(unknowns)
    must_gain = [1.0 if compact.must[wish] else 0.0 for wish, _ in unknowns]
    if any(compact.must):
        musts = math.floor(_maximum(must_gain, matrix, rows.limit, upper)[0] + TOLERANCE)
    priority, taken = _maximum([float(compact.worth[wish]) for wish, _ in unknowns], matrix, rows.limit, upper)
    held = [0.0] * len(compact.members)
    for column, (wish, _) in enumerate(unknowns):
        held[wish] += taken[column]
    return WeightBound(musts, math.floor(priority + TOLERANCE), tuple(held))
