"""Exact model: interpreters, their shifts, rounds in a row and rounds a day.

Two depths. *Counted*: an interpreter is on duty or not in a slot, and by Hall's condition over
sets of needs the meetings of the slot can be served by those on duty; who serves which is
left open. Meetings longer than a slot, and locked ones, name their interpreter all the same, as
Hall's condition of one slot does not see them. *Named*: every meeting names its interpreter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ortools.sat.python import cp_model

from landbridge.engine.timetable.exact_slots import Literal, SlotModel, one_of

#: Up to so many needs every set of them is written out; beyond that the serving itself is modelled.
MOST_NEEDS = 5

Serving = Mapping[tuple[int, int, int], cp_model.IntVar]  # (meeting, first slot, interpreter)


@dataclass(frozen=True)
class Staff:
    """Who serves which meeting where that is named, and the rounds each interpreter works."""

    serving: Serving
    on_duty: Sequence[Sequence[Literal]]  # interpreter × slot


def counted_staff(slots: SlotModel) -> Staff:
    """Enough interpreters on duty for what is held, without naming who serves which meeting."""
    compact = slots.compact
    needing = [wish for wish, need in enumerate(compact.need) if need]
    named = [wish for wish in needing if compact.length[wish] > 1 or wish in compact.locked]
    short = [wish for wish in needing if compact.length[wish] == 1 and wish not in compact.locked]
    serving = _serving(slots, named)
    helping = sorted(set().union(*(compact.coverers[compact.need[wish]] for wish in short)))
    named_at = _busy(slots, serving)
    free: dict[tuple[int, int], Literal] = {}
    on_duty: list[list[Literal]] = []
    for person in range(len(compact.shift)):
        days: list[Literal] = []
        for slot in range(len(compact.slot_ids)):
            busy = named_at.get((person, slot), [])
            if person in helping and slot in compact.shift[person]:
                free[person, slot] = slots.model.new_bool_var("")
                busy = [*busy, free[person, slot]]
            days.append(one_of(slots.model, busy))
        on_duty.append(days)
        _keep_rest(slots, person, days)
    for slot in range(len(compact.slot_ids)):
        _enough_free(slots, slot, short, free)
    return Staff(serving, on_duty)


def named_staff(slots: SlotModel) -> Staff:
    """Every meeting that needs an interpreter names one."""
    compact = slots.compact
    serving = _serving(slots, [wish for wish, need in enumerate(compact.need) if need])
    busy = _busy(slots, serving)
    on_duty = []
    for person in range(len(compact.shift)):
        days = [one_of(slots.model, busy.get((person, slot), [])) for slot in range(len(compact.slot_ids))]
        on_duty.append(days)
        _keep_rest(slots, person, days)
    return Staff(serving, on_duty)


def _serving(slots: SlotModel, meetings: Iterable[int]) -> dict[tuple[int, int, int], cp_model.IntVar]:
    compact, model = slots.compact, slots.model
    serving = {}
    by_meeting: dict[int, list[int]] = {}
    for meeting, slot in slots.start:
        by_meeting.setdefault(meeting, []).append(slot)
    for meeting in meetings:
        lock = compact.locked.get(meeting)
        able = compact.coverers[compact.need[meeting]] if lock is None else {lock.interpreter}
        for slot in by_meeting.get(meeting, ()):
            filled = compact.slots_of(meeting, slot)
            there = (person for person in sorted(able) if compact.shift[person].issuperset(filled))
            literals = {person: model.new_bool_var("") for person in there}
            model.add_exactly_one([*literals.values(), slots.start[meeting, slot].negated()])
            serving.update({(meeting, slot, person): literal for person, literal in literals.items()})
    return serving


def _busy(slots: SlotModel, serving: Serving) -> dict[tuple[int, int], list[Literal]]:
    """By interpreter and slot: the literals under which it serves there."""
    busy: dict[tuple[int, int], list[Literal]] = {}
    for (meeting, first, person), literal in serving.items():
        for slot in slots.compact.slots_of(meeting, first):
            busy.setdefault((person, slot), []).append(literal)
    return busy


def _keep_rest(slots: SlotModel, person: int, on_duty: Sequence[Literal]) -> None:
    """At most so many rounds in any window of one more, inside a segment; at most so many a day."""
    compact, model = slots.compact, slots.model
    interpreter = compact.problem.interpreters[person]
    if (row := interpreter.max_in_row) is not None:
        for first in range(len(on_duty) - row):
            if compact.segment[first] == compact.segment[first + row]:
                window = [literal for literal in on_duty[first : first + row + 1] if not isinstance(literal, int)]
                if len(window) > row:
                    model.add(sum(window) <= row)
    if (limit := interpreter.max_per_day) is not None:
        for day in sorted(set(compact.day)):
            rounds = [literal for literal, of in zip(on_duty, compact.day, strict=True) if of == day]
            if sum(1 for literal in rounds if not isinstance(literal, int)) > limit:
                model.add(sum(rounds) <= limit)


def _enough_free(slots: SlotModel, slot: int, short: Sequence[int], free: Mapping[tuple[int, int], Literal]) -> None:
    """The meetings of one slot that name nobody can be matched to those who are free for them."""
    compact, model = slots.compact, slots.model
    demand: dict[int, list[cp_model.IntVar]] = {}
    for wish in short:
        if (wish, slot) in slots.start:
            demand.setdefault(compact.need[wish], []).append(slots.start[wish, slot])
    able = {need: frozenset(person for person in compact.coverers[need] if (person, slot) in free) for need in demand}
    if len(demand) <= MOST_NEEDS:
        for size in range(1, len(demand) + 1):
            for needs in combinations(sorted(demand), size):
                people = frozenset().union(*(able[need] for need in needs))
                meetings = [literal for need in needs for literal in demand[need]]
                model.add(sum(meetings) <= sum(free[person, slot] for person in sorted(people)))
        return
    serves: dict[int, list[cp_model.IntVar]] = {}
    for need, meetings in demand.items():
        helpers = {person: model.new_bool_var("") for person in sorted(able[need])}
        for person, literal in helpers.items():
            serves.setdefault(person, []).append(literal)
        model.add(sum(meetings) == sum(helpers.values()))
    for person, literals in serves.items():
        model.add_at_most_one(literals)
        for literal in literals:
            model.add_implication(literal, free[person, slot])
