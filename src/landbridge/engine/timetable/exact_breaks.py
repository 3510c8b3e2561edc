"""Exact model: breaks in participants' days.

A break is a maximal run of idle slots between two meetings of one participant in one segment, so
the breaks in a segment are its runs of meetings less one. Where all meetings of a participant
lie in one segment and are held for certain, one literal per place of an unbroken *block*, and one for
"has a break", bring the bound up from below far better than the runs alone: exactly one of
them is true, and no meeting is held beside a block.
"""

from __future__ import annotations

from itertools import pairwise

from ortools.sat.python import cp_model

from landbridge.engine.timetable.exact_slots import Expression, Literal, SlotModel


def breaks_of_everyone(slots: SlotModel) -> list[Expression]:
    """The breaks of each participant, as an expression over new variables."""
    return [_breaks(slots, person) for person in range(len(slots.busy))]


def keep_spread(slots: SlotModel, breaks: list[Expression], most: int) -> None:
    """Nobody has over ``most`` breaks more than another."""
    counted = [count for count in breaks if not isinstance(count, int)]
    if len(counted) < len(breaks):  # somebody has none for certain
        for count in counted:
            slots.model.add(count <= most)
    elif counted:
        slots.model.add(spread(slots, breaks) <= most)


def spread(slots: SlotModel, breaks: list[Expression]) -> Expression:
    """Breaks of the participant with most, less those of the one with fewest (when minimised)."""
    counted = [count for count in breaks if not isinstance(count, int)]
    if not counted:
        return 0
    highest = len(slots.compact.slot_ids)
    most = slots.model.new_int_var(0, highest, "")
    for count in counted:
        slots.model.add(count <= most)
    if len(counted) < len(breaks):
        return most
    fewest = slots.model.new_int_var(0, highest, "")
    for count in counted:
        slots.model.add(count >= fewest)
    return most - fewest


def _breaks(slots: SlotModel, person: int) -> Expression:
    compact = slots.compact
    segments: dict[int, list[int]] = {}
    for slot, literal in enumerate(slots.busy[person]):
        if not isinstance(literal, int):
            segments.setdefault(compact.segment[slot], []).append(slot)
    wishes = compact.wishes_of[person]
    rounds = sum(compact.length[wish] for wish in wishes)
    certain = all(slots.certain(wish) for wish in wishes)
    if not segments or rounds < 2 or len(wishes) < 2:
        return 0
    if certain and len(segments) == 1 and all(compact.length[wish] == 1 for wish in wishes):
        (segment,) = segments
        return _breaks_around_blocks(slots, person, _slots_of(slots, segment), rounds)
    return sum(_breaks_in(slots, person, _slots_of(slots, segment)) for segment in segments)


def _slots_of(slots: SlotModel, segment: int) -> range:
    numbers = [slot for slot, of in enumerate(slots.compact.segment) if of == segment]
    return range(numbers[0], numbers[-1] + 1)


def _runs(slots: SlotModel, person: int, segment: range) -> list[Literal]:
    """By slot: whether a run of meetings begins there."""
    model, busy = slots.model, slots.busy[person]
    begins: list[Literal] = []
    for slot in segment:
        now = busy[slot]
        earlier: Literal = busy[slot - 1] if slot > segment.start else 0
        if isinstance(now, int):
            begins.append(0)
        elif isinstance(earlier, int):
            begins.append(now)
        else:
            begin = model.new_bool_var("")
            model.add_bool_or([begin, now.negated(), earlier])
            model.add_implication(begin, now)
            model.add_implication(begin, earlier.negated())
            begins.append(begin)
    return begins


def _breaks_in(slots: SlotModel, person: int, segment: range) -> Expression:
    """Runs less one where there is any, counted in unary."""
    model = slots.model
    possible = [slots.busy[person][slot] for slot in segment if not isinstance(slots.busy[person][slot], int)]
    meetings = sum(1 for wish in slots.compact.wishes_of[person])
    most = min(meetings - 1, (len(segment) - 1) // 2)
    if len(possible) < 2 or most < 1:
        return 0
    some = model.new_bool_var("")
    model.add_bool_or([*possible, some.negated()])
    for literal in possible:
        model.add_implication(literal, some)
    counted = _unary(slots, most)
    model.add(sum(_runs(slots, person, segment)) - some == sum(counted))
    return sum(counted)


def _breaks_around_blocks(slots: SlotModel, person: int, segment: range, rounds: int) -> Expression:
    model, busy = slots.model, slots.busy[person]
    if rounds >= len(segment):
        return 0
    counted = _unary(slots, min(rounds - 1, len(segment) - rounds, (len(segment) - 1) // 2))
    blocks = {
        first: model.new_bool_var("")
        for first in range(segment.start, segment.stop - rounds + 1)
        if not any(isinstance(busy[slot], int) for slot in range(first, first + rounds))
    }
    model.add_exactly_one([*blocks.values(), counted[0]])
    for slot in segment:
        here = [block for first, block in blocks.items() if first <= slot < first + rounds]
        elsewhere = [block for first, block in blocks.items() if not first <= slot < first + rounds]
        now = busy[slot]
        if isinstance(now, int):
            continue
        model.add_at_most_one([*here, now.negated()])
        if elsewhere:
            meetings = [literal for wish in slots.compact.wishes_of[person] for literal in slots.covering(wish, slot)]
            model.add_at_most_one([*meetings, *elsewhere])
    model.add(sum(_runs(slots, person, segment)) - 1 == sum(counted))
    return sum(counted)


def _unary(slots: SlotModel, most: int) -> list[cp_model.IntVar]:
    """Literals "at least one", "at least two", … up to ``most``."""
    literals = [slots.model.new_bool_var("") for _ in range(most)]
    for fewer, more in pairwise(literals):
        slots.model.add_implication(more, fewer)
    return literals
