"""How many breaks any timetable of a given priority must have at least.

Two steps. First, the duals of ``weight_bound``'s linear program tell which wishes every plan of
that priority holds, and which none can hold. Then the participants are parted into groups of
those who meet one another most; for each group, and for each of its members alone, the fewest
breaks are proved with only their own wishes in the world (CP-SAT). What a group cannot avoid alone it cannot avoid in
the whole fair either, and every break belongs to one participant, so the sum is a bound.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from landbridge.engine.timetable.compact import Compact
from landbridge.engine.timetable.weight_bound import forced
from landbridge.engine.tools.stop import Stop

#: Participants in one group, and CP-SAT's deterministic time for one.
GROUP, EFFORT = 12, 20.0


def break_bound(
    compact: Compact, *, priority: int, group: int = GROUP, effort: float = EFFORT, stop: Stop | None = None
) -> int:
    """A number of breaks that no plan holding ``priority`` or more is below.

    It holds for every such plan that ``check`` accepts, whatever its musts and its hardship.
    ``group`` is the number of participants looked at together: larger groups prove more, and take
    longer. ``effort`` is CP-SAT's deterministic time for each, so that the bound is reproducible
    unless ``stop``, which leaves the groups not yet looked at at 0, comes first.
    """
    stop = stop or Stop(math.inf)
    must, may = forced(compact, priority)
    bound = 0
    for people in groups(compact, may, group):
        if stop.now():
            break
        alone = sum(_Group(compact, [person], must, may).least_breaks(effort) for person in people)
        together = _Group(compact, people, must, may).least_breaks(effort)

        bound += max(alone, together)
    return bound


def groups(compact: Compact, may: Sequence[bool], size: int) -> list[list[int]]:
    """Participants in groups of ``size`` at most: the busiest one left, and who meets its group most."""
    partners: list[Counter[int]] = [Counter() for _ in compact.most]
    for wish, members in enumerate(compact.members):
        if may[wish]:
            for one in members:
                partners[one].update(other for other in members if other != one)
    left = {person for person, met in enumerate(partners) if met}
    answer = []
    while left:
        first = max(left, key=lambda person: (partners[person].total(), -person))
        people, pull = [first], Counter(partners[first])
        left.discard(first)
        while len(people) < size:
            # Those whose meetings lie inside the group for the greater part.
            near = [person for person in pull if person in left]
            if not near:
                break
            best = max(near, key=lambda person: (pull[person] / partners[person].total(), pull[person], -person))
            people.append(best)
            left.discard(best)
            pull.update(partners[best])
        answer.append(people)
    return answer


@dataclass(frozen=True)
class _Group:
    """Some participants and all their wishes, as if nobody else were there."""

    compact: Compact
    people: list[int]
    must: Sequence[bool]
    may: Sequence[bool]

    def least_breaks(self, effort: float) -> int:
        """The fewest breaks of the group that could not be ruled out."""
        from ortools.sat.python import cp_model  # noqa: PLC0415

        compact, model = self.compact, cp_model.CpModel()
        wishes = sorted({w for p in self.people for w in compact.wishes_of[p] if self.may[w] and compact.starts[w]})
        at: dict[tuple[int, int], list[Any]] = {}
        for wish in wishes:
            choices = []
            for start in compact.starts[wish]:
                literal = model.new_bool_var("")
                choices.append(literal)
                for slot in compact.slots_of(wish, start):
                    for person in compact.members[wish]:
                        at.setdefault((person, slot), []).append(literal)
            (model.add_exactly_one if self.must[wish] else model.add_at_most_one)(choices)
        inside = set(self.people)
        for (person, _), literals in at.items():
            if person not in inside:
                model.add_at_most_one(literals)
        breaks = [literal for person in self.people for literal in self._breaks(model, person, at)]
        model.minimize(sum(breaks))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = effort
        # Breaks are counted up from below by unsatisfiable cores; linear programmes only slow that down.
        solver.parameters.optimize_with_core = True
        solver.parameters.linearization_level = 0
        solver.parameters.cp_model_probing_level = 2
        status = solver.solve(model)
        if status == cp_model.INFEASIBLE:  # no plan at all holds so much: any bound is true
            return 0
        return max(0, math.ceil(solver.best_objective_bound - 1e-6))

    def _breaks(self, model: Any, person: int, at: dict[tuple[int, int], list[Any]]) -> list[Any]:
        """One literal per slot in which a break of a participant ends."""
        ends = []
        sat: Any = None  # has sat before in this segment
        before: Any = None  # sat in the slot before
        for slot, segment in enumerate(self.compact.segment):
            if slot == 0 or segment != self.compact.segment[slot - 1]:
                sat = before = None
            busy = None
            if (person, slot) in at:
                busy = model.new_bool_var("")
                model.add_exactly_one([*at[person, slot], ~busy])
                if sat is not None:
                    end = model.new_bool_var("")
                    model.add_bool_or([~busy, ~sat, *([] if before is None else [before]), end])
                    ends.append(end)
                later = model.new_bool_var("")
                model.add_implication(busy, later)
                if sat is not None:
                    model.add_implication(sat, later)
                sat = later
            before = busy
        return ends
