"""Exact model, first part: which meeting is held, and in which slot it starts.

Booleans only, never intervals: ``start[m, t]`` says that meeting m starts in slot t, ``busy[p][t]``
that participant p sits in a meeting in slot t. Clauses and exactly-ones carry the search of CP-SAT
much further here than intervals with no-overlap and cumulative do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from landbridge.engine.timetable.compact import Compact

Literal = cp_model.IntVar | int  # a Boolean variable, or 0 or 1 where the answer is known
Expression = cp_model.LinearExpr | int


@dataclass(frozen=True)
class SlotModel:
    """The variables that the other parts hang their constraints on."""

    compact: Compact
    model: cp_model.CpModel
    start: Mapping[tuple[int, int], cp_model.IntVar]  # (meeting, slot)
    held: Sequence[Literal]  # by meeting; 1 where it has to be held
    busy: Sequence[Sequence[Literal]]  # participant × slot

    def certain(self, meeting: int) -> bool:
        """Whether a meeting has to be held."""
        held = self.held[meeting]
        return isinstance(held, int) and held == 1

    def covering(self, meeting: int, slot: int) -> list[cp_model.IntVar]:
        """The start literals under which a meeting fills a slot."""
        length = self.compact.length[meeting]
        return [
            self.start[meeting, first] for first in range(slot - length + 1, slot + 1) if (meeting, first) in self.start
        ]


def slot_model(compact: Compact) -> SlotModel:
    """Meetings, participants, tables by number, order and locked places; interpreters not yet.

    A locked meeting starts where it is locked, whatever ``compact.starts`` says: whether the
    locked places can stand together is checked before any model is built.
    """
    model = cp_model.CpModel()
    start: dict[tuple[int, int], cp_model.IntVar] = {}
    held: list[Literal] = []
    for meeting, starts in enumerate(compact.starts):
        lock = compact.locked.get(meeting)
        possible = starts if lock is None else (lock.slot,)
        literals = [model.new_bool_var("") for _ in possible]
        start.update({(meeting, slot): literal for slot, literal in zip(possible, literals, strict=True)})
        if compact.problem.hold_all or lock is not None:
            model.add_exactly_one(literals)
            held.append(1)
        else:
            held.append(one_of(model, literals))
    slots = SlotModel(compact, model, start, held, [])
    busy = [_days_of(slots, person) for person in range(len(compact.wishes_of))]
    slots = SlotModel(compact, model, start, held, busy)
    _keep_tables_apart(slots)
    _keep_order(slots)
    return slots


def _days_of(slots: SlotModel, person: int) -> list[Literal]:
    """One meeting at a time, at most ``most`` in all. Returns the busy literals of the person."""
    compact, model = slots.compact, slots.model
    wishes = compact.wishes_of[person]
    busy: list[Literal] = []
    for slot in range(len(compact.slot_ids)):
        covering = [literal for wish in wishes for literal in slots.covering(wish, slot)]
        busy.append(one_of(model, covering))
    if all(slots.certain(wish) for wish in wishes):
        model.add(sum(busy) == sum(compact.length[wish] for wish in wishes))
    if len(wishes) > compact.most[person]:
        model.add(sum(slots.held[wish] for wish in wishes) <= compact.most[person])
    return busy


def _keep_tables_apart(slots: SlotModel) -> None:
    """At most ``capacity`` meetings a slot, counted over stars.

    All meetings of one participant add up to at most one, so that the sum runs over fewer terms.
    """
    compact, model = slots.compact, slots.model
    stars = _stars(compact)
    paired = all(len(people) == 2 for people in compact.members)
    for slot, capacity in enumerate(compact.capacity):
        terms: list[Literal] = []
        for person, star in stars:
            covering = [literal for wish in star for literal in slots.covering(wish, slot)]
            if len(covering) < 2:
                terms += covering
            elif len(covering) == sum(len(slots.covering(wish, slot)) for wish in compact.wishes_of[person]):
                terms.append(slots.busy[person][slot])
            else:
                terms.append(one_of(model, covering))
        if len(terms) > capacity:
            model.add(sum(terms) <= capacity)
        if paired and 2 * capacity < len(compact.wishes_of):
            model.add(sum(days[slot] for days in slots.busy) <= 2 * capacity)


def one_of(model: cp_model.CpModel, literals: Sequence[Literal]) -> Literal:
    """A literal for "one of these", of which at most one may hold."""
    if len(literals) < 2:
        return literals[0] if literals else 0
    one = model.new_bool_var("")
    model.add_exactly_one([*literals, one.negated()])
    return one


def _stars(compact: Compact) -> list[tuple[int, list[int]]]:
    """Meetings split into stars: the participant with most meetings left takes them all."""
    left = [set(wishes) for wishes in compact.wishes_of]
    stars = []
    while any(left):
        centre = max(range(len(left)), key=lambda person: (len(left[person]), -person))
        star = sorted(left[centre])
        stars.append((centre, star))
        for wish in star:
            for person in compact.members[wish]:
                left[person].discard(wish)
    return stars


def _keep_order(slots: SlotModel) -> None:
    """For every slot: either the second has not started by then, or the first has ended."""
    compact, model = slots.compact, slots.model
    for first, second in compact.before:
        for slot in range(len(compact.slot_ids)):
            started = [slots.start[second, at] for at in range(slot + 1) if (second, at) in slots.start]
            unfinished = [
                slots.start[first, at]
                for at in range(slot - compact.length[first] + 1, len(compact.slot_ids))
                if (first, at) in slots.start
            ]
            if started and unfinished:
                model.add_at_most_one(started + unfinished)
