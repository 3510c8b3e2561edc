"""Who interprets which meeting, once its slot is known.

The slots are gone through in time order; in each, an assignment gives every meeting that needs
one a person who covers it, may work another round, and if possible was with one of the
participants last. What is left over is placed along augmenting chains: somebody who could serve
it hands on the meeting they have, and so on to a person who may still work in that slot, if need
be after handing on a round in another slot. Then the slots are gone through again for fewer
changes and an even load, with everybody's working rounds known on both sides.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landbridge.engine.timetable.compact import NOBODY, Compact
from landbridge.engine.timetable.duty import Duty
from landbridge.engine.tools.stop import Stop

PASSES = 2
#: A change of interpreter, against one round more of load.
CHANGE, BUSY = 100.0, 1.0
NEVER = 1e6


@dataclass(frozen=True, slots=True)
class Staffed:
    """Interpreter of each wish, or ``NOBODY``; and the held wishes that lack the one they need."""

    interpreters: list[int]
    unstaffed: tuple[int, ...]
    on: tuple[frozenset[int], ...]  # slots each one works or could work on top; empty where nobody lacks one
    stopped_by_clock: bool = False


def staff(
    compact: Compact,
    slots: Sequence[int],
    *,
    seed: int = 0,
    stop: Stop | None = None,
    start: Sequence[int] | None = None,
    shift: Sequence[frozenset[int]] | None = None,
) -> Staffed:
    """Interpreters for the wishes held in ``slots`` (first slot by wish, or -1).

    ``start`` has interpreters to keep where they may be kept. Locked meetings keep theirs.
    ``shift`` narrows the slots in which each interpreter may work.
    ``seed`` changes nothing here, and is taken so that all steps of a search are called alike.
    """
    duty = Duty(compact, slots, shift)
    asking = [wish for wish, slot in enumerate(slots) if slot >= 0 and compact.need[wish]]
    _give_first(duty, asking, start)
    by_slot: dict[int, list[int]] = defaultdict(list)
    for wish in asking:
        if compact.length[wish] == 1:
            by_slot[slots[wish]].append(wish)
    for slot in sorted(by_slot):
        _share_out(duty, [wish for wish in by_slot[slot] if duty.who[wish] == NOBODY], slot)
        for wish in by_slot[slot]:
            if duty.who[wish] == NOBODY:
                duty.hand_on(wish)
    cut = start is None and _improve(duty, by_slot, stop or Stop(math.inf))
    unstaffed = tuple(wish for wish in asking if duty.who[wish] == NOBODY)
    return Staffed(duty.who, unstaffed, tuple(duty.on()) if unstaffed else (), cut)


def _give_first(duty: Duty, asking: Sequence[int], start: Sequence[int] | None) -> None:
    """Give locked meetings their people, then keep those of ``start``, then serve long meetings."""
    compact, slots = duty.compact, duty.slots
    for wish in asking:
        locked = compact.locked.get(wish)
        if locked is not None and locked.interpreter != NOBODY:
            duty.give(wish, locked.interpreter)
            duty.fixed.add(wish)
    for wish in asking:
        person = NOBODY if start is None else start[wish]
        if duty.who[wish] == NOBODY and person != NOBODY and duty.may_take(wish, person):
            duty.give(wish, person)
    for wish in sorted(asking, key=lambda wish: (-compact.length[wish], slots[wish], wish)):
        if compact.length[wish] > 1 and duty.who[wish] == NOBODY:
            people = [person for person in sorted(compact.coverers[compact.need[wish]]) if duty.may_take(wish, person)]
            if people:
                duty.give(wish, min(people, key=lambda person: (duty.load[person], person)))


def _improve(duty: Duty, by_slot: Mapping[int, list[int]], stop: Stop) -> bool:
    """Go through the slots again, backwards and forwards; whether ``stop`` cut that short."""
    for turn in range(PASSES):
        for slot in sorted(by_slot, reverse=turn % 2 == 0):
            if stop.now():
                return True
            movable = [wish for wish in by_slot[slot] if duty.who[wish] != NOBODY and wish not in duty.fixed]
            _share_again(duty, movable, slot)
    return False


def _share_again(duty: Duty, wishes: list[int], slot: int) -> None:
    """Share a slot's meetings out anew, and take that back if it leaves one over or makes more changes."""
    before = {wish: duty.who[wish] for wish in wishes}
    cost = sum(duty.changes(wish, person) for wish, person in before.items())
    for wish in wishes:
        duty.take(wish)
    _share_out(duty, wishes, slot)
    if any(duty.who[wish] == NOBODY for wish in wishes) or (
        sum(duty.changes(wish, duty.who[wish]) for wish in wishes) > cost
    ):
        for wish in wishes:
            if duty.who[wish] != NOBODY:
                duty.take(wish)
        for wish, person in before.items():
            duty.give(wish, person)


def _share_out(duty: Duty, wishes: list[int], slot: int) -> None:
    """Give the one-slot meetings of one slot people at once, by an assignment of least cost."""
    import numpy as np  # noqa: PLC0415
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415

    compact = duty.compact
    people = [person for person in duty.people if duty.may_work(person, slot, 1)]
    if not wishes or not people:
        return
    column = {person: at for at, person in enumerate(people)}
    base = np.array([BUSY * duty.load[person] + duty.tiredness(person, slot) for person in people])
    by_need: dict[int, Any] = {}
    cost = np.empty((len(wishes), len(people)))
    for at, wish in enumerate(wishes):
        need = compact.need[wish]
        if need not in by_need:
            covers = compact.coverers[need]
            by_need[need] = np.where([person in covers for person in people], base, NEVER)
        cost[at] = by_need[need]
        for person in duty.familiar(wish):
            if person in column:
                cost[at, column[person]] -= CHANGE
    rows, columns = linear_sum_assignment(cost)
    for at, chosen in zip(rows.tolist(), columns.tolist(), strict=True):
        if cost[at, chosen] < NEVER / 2:
            duty.give(wishes[at], people[chosen])
