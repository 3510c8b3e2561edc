"""Exact model: hardship, what each participant got against what was due to it.

A participant can only get sums of the worths of its wishes. One literal stands for each such sum,
so that the convex hardship enters as a table and not as arithmetic.
"""

from __future__ import annotations

from landbridge.engine.timetable.exact_slots import Expression, SlotModel
from landbridge.engine.timetable.reading import Words
from landbridge.engine.timetable.score import due, hardship


def hardship_of_all(slots: SlotModel) -> Expression:
    """The sum of everybody's hardship, as an expression over new literals."""
    owed = due(Words(slots.compact.problem))
    people = slots.compact.problem.participants
    return sum(_hardship(slots, person, owed[people[person].id]) for person in range(len(people)))


def _hardship(slots: SlotModel, person: int, owed: int) -> Expression:
    compact, model = slots.compact, slots.model
    certain, open_wishes = 0, []
    for wish in compact.wishes_of[person]:
        held = slots.held[wish]
        if isinstance(held, int):
            certain += compact.worth[wish] * held
        else:
            open_wishes.append(wish)
    if not open_wishes or owed <= 0:
        return hardship(certain, owed)
    sums = _reachable([compact.worth[wish] for wish in open_wishes], compact.most[person])
    literals = {value: model.new_bool_var("") for value in sums}
    model.add_exactly_one(literals.values())
    got = sum(compact.worth[wish] * slots.held[wish] for wish in open_wishes)
    model.add(got == sum(value * literal for value, literal in literals.items()))
    return sum(hardship(certain + value, owed) * literal for value, literal in literals.items())


def _reachable(worths: list[int], most: int) -> list[int]:
    """The sums of at most ``most`` of the worths, in order."""
    fewest = {0: 0}  # sum to the fewest meetings that make it
    for worth in worths:
        for value, meetings in list(fewest.items()):
            if meetings < most:
                fewest[value + worth] = min(meetings + 1, fewest.get(value + worth, most))
    return sorted(fewest)
