"""How many meetings fit in a slot at once: tables, and interpreters by Hall's condition.

A set of meetings in one slot can be given interpreters, one each, if and only if for every set of
needs no more meetings have one of these needs than there are people on shift who serve one of them
(Hall, "On representatives of subsets", 1935). Only sets of needs closed under "served by the
same people" matter: one for each union of coverers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from landbridge.engine.timetable.compact import Compact

#: Unions beyond this many are left out; staffing then finds what they would have forbidden.
MOST_UNIONS = 400


@dataclass(frozen=True, slots=True)
class Family:
    """Needs that share places: ``room`` has the number of places of each slot."""

    needs: frozenset[int]
    room: tuple[int, ...]


def families(compact: Compact, on: Sequence[frozenset[int]] | None = None) -> list[Family]:
    """Every family that can bind: first all meetings at the tables, then the sets of needs.

    ``on`` narrows the slots in which each interpreter may be counted on; by default the whole shift.
    """
    slots = range(len(compact.slot_ids))
    on = compact.shift if on is None else on
    asked = [0] * len(compact.coverers)
    for need in compact.need:
        asked[need] += 1
    everything = Family(frozenset(range(len(compact.coverers))), compact.capacity)
    found = [everything]
    for union in sorted(unions([people for people in compact.coverers if people]), key=lambda u: (len(u), sorted(u))):
        needs = frozenset(n for n, people in enumerate(compact.coverers) if people and people <= union)
        room = tuple(sum(1 for person in union if slot in on[person]) for slot in slots)
        demand = sum(asked[need] for need in needs)
        if any(room[slot] < min(demand, compact.capacity[slot]) for slot in slots):
            found.append(Family(needs, room))
    return found


def unions(sets: Sequence[frozenset[int]]) -> set[frozenset[int]]:
    """All unions of sets that overlap (those of disjoint ones say nothing new), up to a most."""
    single = sorted(set(sets), key=lambda s: (len(s), sorted(s)))
    known = set(single)
    fresh = list(single)
    while fresh and len(known) < MOST_UNIONS:
        base = fresh.pop(0)
        for other in single:
            if base & other and not other <= base and (both := base | other) not in known:
                known.add(both)
                fresh.append(both)
    return known
