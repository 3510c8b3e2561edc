"""A lower bound on breaks where every meeting is held: days as flows, partners forgotten.

Each participant walks through the slots, meeting or idle; it pays for every return from idle
to meeting within a segment. Participants whose walks are alike are merged into a class, whose walks
are an integer flow through the nodes (slot, meetings done, in a meeting or not). Classes share the
tables: in each slot twice as many participants meet as there are meetings. What is forgotten is
only who meets whom, so that on days of some ten slots the bound is the optimum as a rule, within
a tenth of a second. The fractional flow is no use: it pays nothing.

The flow is exact for meetings of two participants and one slot; others get no bound.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix

from landbridge.engine.timetable.compact import Compact
from landbridge.engine.tools.stop import Stop

#: Branch-and-bound nodes spent on making the flow whole.
NODES = 200
#: Arcs up to which the whole flow pays; longer days are left to the exact model.
ARCS = 6_000


class ImpossibleError(Exception):
    """Proved: not even the days without partners can hold every meeting."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What tells one participant's day from another's, as far as the flow sees it."""

    meetings: int
    least: tuple[int, ...]  # by slot: meetings that must have been held before it
    most: tuple[int, ...]  # by slot: meetings that can have been held before it
    possible: tuple[bool, ...]  # by slot: whether it can meet then
    forced: tuple[bool, ...]  # by slot: whether it has to


def breaks_at_least(compact: Compact, *, stop: Stop | None = None, nodes: int = NODES) -> int:
    """A lower bound on the breaks of every plan that holds all meetings; 0 where nothing is known.

    Raises ImpossibleError when the flow proves that no such plan exists.
    """
    if any(length != 1 for length in compact.length) or any(len(people) != 2 for people in compact.members):
        return 0
    walks = Counter(_walk(compact, person) for person, wishes in enumerate(compact.wishes_of) if wishes)
    flow = _Flow(compact)
    for walk, people in walks.items():
        flow.add(walk, people)
    return flow.solve(stop or Stop(), nodes)


def _walk(compact: Compact, person: int) -> Walk:
    slots = range(len(compact.slot_ids) + 1)
    starts = [
        (compact.locked[wish].slot,) if wish in compact.locked else compact.starts[wish]
        for wish in compact.wishes_of[person]
    ]
    if not all(starts):
        raise ImpossibleError
    possible = {slot for own in starts for slot in own}
    forced = {own[0] for own in starts if len(own) == 1}
    return Walk(
        meetings=len(starts),
        least=tuple(sum(own[-1] < slot for own in starts) for slot in slots),
        most=tuple(sum(own[0] < slot for own in starts) for slot in slots),
        possible=tuple(slot in possible for slot in slots[:-1]),
        forced=tuple(slot in forced for slot in slots[:-1]),
    )


@dataclass
class _Flow:
    """The integer programme, grown class by class."""

    compact: Compact
    costs: list[float] = field(default_factory=list)
    limits: list[float] = field(default_factory=list)
    entries: list[tuple[int, int, float]] = field(default_factory=list)  # row, variable, coefficient
    sides: list[float] = field(default_factory=list)  # by row: what it has to add up to
    meeting: dict[int, list[int]] = field(default_factory=dict)  # by slot: arcs of those who meet

    def add(self, walk: Walk, people: int) -> None:
        """A class of ``people`` participants who all walk alike."""
        segment = self.compact.segment
        arriving: dict[Node, list[int]] = {(0, _FRESH): []}
        for slot in range(len(segment)):
            if slot and segment[slot] != segment[slot - 1]:
                arriving = _a_fresh_start(arriving)
            leaving: dict[Node, list[int]] = {}
            for (done, phase), arcs in arriving.items():
                supply = people if slot == 0 else 0
                for meets in _choices(walk, slot, done):
                    arc = self._arc(cost=meets and phase == _IDLE, limit=people)
                    self.meeting.setdefault(slot, []).extend([arc] if meets else [])
                    after = _MEETING if meets else (_FRESH if phase == _FRESH else _IDLE)
                    leaving.setdefault((done + meets, after), []).append(arc)
                    arcs.append(~arc)
                self._row([(~arc, 1.0) if arc < 0 else (arc, -1.0) for arc in arcs], supply)
            arriving = leaving
        if not arriving:
            raise ImpossibleError

    def solve(self, stop: Stop, nodes: int) -> int:
        """The bound: of the whole flow as far as it was found, or else of the fractional one."""
        for slot, capacity in enumerate(self.compact.capacity):
            pairs = self._arc(cost=False, limit=capacity)
            self._row([(arc, 1.0) for arc in self.meeting.get(slot, ())] + [(pairs, -2.0)], 0)
        if not self.entries or len(self.costs) > ARCS:
            return 0
        rows, columns, values = (np.array(part) for part in zip(*self.entries, strict=True))
        matrix = coo_matrix((values, (rows, columns)), shape=(len(self.sides), len(self.costs)))
        found = milp(
            np.array(self.costs),
            integrality=np.ones(len(self.costs), dtype=np.int64),
            bounds=Bounds(0, np.array(self.limits)),
            constraints=LinearConstraint(matrix.tocsr(), np.array(self.sides), np.array(self.sides)),
            options={"node_limit": nodes, "time_limit": max(stop.left(), 0.01)},
        )
        if found.status == _PROVED_INFEASIBLE:
            raise ImpossibleError
        bound = found.mip_dual_bound
        return 0 if bound is None or not math.isfinite(bound) else max(0, math.ceil(bound - 1e-6))

    def _arc(self, *, cost: bool, limit: int) -> int:
        self.costs.append(float(cost))
        self.limits.append(float(limit))
        return len(self.costs) - 1

    def _row(self, terms: Sequence[tuple[int, float]], side: int) -> None:
        self.entries += [(len(self.sides), variable, coefficient) for variable, coefficient in terms]
        self.sides.append(float(side))


#: What a participant did up to now in the present segment.
_FRESH, _IDLE, _MEETING = range(3)
Node = tuple[int, int]  # meetings done, and one of the three
_PROVED_INFEASIBLE = 2  # in the words of scipy.optimize.milp


def _choices(walk: Walk, slot: int, done: int) -> list[bool]:
    """Whether to meet in a slot: what the walk allows, and what still lets it end."""
    return [
        meets
        for meets in (False, True)
        if (walk.possible[slot] if meets else not walk.forced[slot])
        and walk.least[slot + 1] <= done + meets <= walk.most[slot + 1]
    ]


def _a_fresh_start(arriving: dict[Node, list[int]]) -> dict[Node, list[int]]:
    merged: dict[Node, list[int]] = {}
    for (done, _), arcs in arriving.items():
        merged.setdefault((done, _FRESH), []).extend(arcs)
    return merged
