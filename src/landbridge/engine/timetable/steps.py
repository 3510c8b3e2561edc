"""What exactly has to give at one start for a wish to be held there, written out as steps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from landbridge.engine.timetable import room
from landbridge.engine.timetable.cause import Action, Step
from landbridge.engine.timetable.occupancy import Occupancy, mask
from landbridge.engine.timetable.problem import Place
from landbridge.engine.timetable.room import Want, Way

#: Ids of what an organiser would have to bring: "+1", "+2" and so on.
ADDED = "+{}"


def steps_at(occupancy: Occupancy, asked: Want, way: Way) -> tuple[Place, list[Step]]:
    """The place of the wish at that start, and the steps that let it; no participant is busy there."""
    families, filled = way.families, range(way.start, way.start + way.length)
    steps = [*_of_the_pair(occupancy, asked, families), *_of_the_time(occupancy, asked, families, filled)]
    table, of_tables = _table(occupancy, asked, families, filled)
    interpreter, of_interpreters = _interpreter(occupancy, asked, families, filled)
    place = Place(occupancy.words.order[way.start].id, table, interpreter)
    return place, [*steps, *of_tables, *of_interpreters]


def _of_the_pair(occupancy: Occupancy, asked: Want, families: int) -> Iterator[Step]:
    words, wish = occupancy.words, asked.wish
    if families & room.NEVER:
        for one, other in combinations(wish.participants, 2):
            if frozenset((one, other)) in words.problem.never:
                yield Step(Action.ALLOW_PAIR, {"participant": one, "other": other})
    if families & room.LANGUAGE:
        spoken = tuple(sorted(frozenset().union(*asked.spoken))) or ("en",)
        for name in wish.participants:
            if not words.working[name]:
                yield Step(Action.STATE_LANGUAGE, {"participant": name, "languages": spoken})
    if families & room.MOST:
        for name in room.full_people(occupancy, wish):
            yield Step(Action.RAISE_MOST_MEETINGS, {"participant": name, "limit": occupancy.meetings_of[name] + 1})


def _of_the_time(occupancy: Occupancy, asked: Want, families: int, filled: range) -> Iterator[Step]:
    words, wish = occupancy.words, asked.wish
    slots = [words.order[at] for at in filled]
    if families & room.LENGTH:
        yield Step(Action.SHORTEN, {"length": len(filled)})
    if families & room.TIMES:
        for name in wish.participants:
            missed = tuple(slot.id for slot in slots if slot.id in words.participants[name].unavailable)
            if missed:
                yield Step(Action.MAKE_AVAILABLE, {"participant": name, "slots": missed})
        sessions = tuple(sorted({slot.session for slot in slots} - wish.sessions))
        if wish.sessions and sessions:
            yield Step(Action.ALLOW_SESSIONS, {"sessions": sessions})
        if wish.fixed_slot is not None and wish.fixed_slot != slots[0].id:
            yield Step(Action.FREE_SLOT, {"slot": wish.fixed_slot})
    if families & room.ORDER:
        for first, second in occupancy.partners.get(wish.id, ()):
            one, other = (filled if name == wish.id else _held(occupancy, name) for name in (first, second))
            if one and other and one[-1] >= other[0]:
                yield Step(Action.LIFT_ORDER, {"first": first, "second": second})
    if families & room.SPREAD:
        breaks = [
            words.breaks([*taken, *(filled if name in wish.participants else ())])
            for name, taken in occupancy.people.items()
        ]
        yield Step(Action.ALLOW_BREAK_SPREAD, {"limit": max(breaks) - min(breaks)})


def _held(occupancy: Occupancy, wish: str) -> range:
    return occupancy.held[wish].slots if wish in occupancy.held else range(0)


def _table(occupancy: Occupancy, asked: Want, families: int, filled: range) -> tuple[str, list[Step]]:
    """A table for the wish, and what gives for it: spare tables, more tables, its own table."""
    words = occupancy.words
    steps: list[Step] = []
    pinned = asked.pinned if not families & room.PINNED else None
    table = pinned or occupancy.free_table(filled.start, len(filled))
    if families & room.TABLES or table is None:
        spare = words.problem.spare_tables
        there = [sum(words.order[at].id not in each.unavailable for each in words.problem.tables) for at in filled]
        left = min(count - len(occupancy.at[at]) - 1 for count, at in zip(there, filled, strict=True))
        if table is not None and left >= 0:
            steps.append(Step(Action.USE_SPARE_TABLES, {"limit": min(spare, left)}))
        else:
            count = max(1, spare - left)
            added = tuple(ADDED.format(number) for number in range(1, count + 1))
            slots = tuple(words.order[at].id for at in filled)
            steps.append(Step(Action.ADD_TABLES, {"tables": added, "slots": slots}))
            table = pinned or added[0]
    if families & room.PINNED:
        steps.append(Step(Action.USE_OTHER_TABLE, {"table": table}))
    return table, steps


def _interpreter(occupancy: Occupancy, asked: Want, families: int, filled: range) -> tuple[str | None, list[Step]]:
    """An interpreter for the wish, and what gives for one."""
    if not asked.interpreted:
        return None, []
    slots = tuple(occupancy.words.order[at].id for at in filled)
    if families & room.INTERPRETERS:
        name = ADDED.format(1)
        languages = _covering(asked.spoken)
        return name, [Step(Action.ADD_INTERPRETER, {"interpreter": name, "languages": languages, "slots": slots})]
    chosen = room.staff_at(occupancy, asked, filled.start, len(filled), families)
    if chosen is None:
        raise ValueError(f"nobody could serve {asked.wish.id}")  # a way always says who could
    person = occupancy.words.interpreters[chosen]
    steps = []
    if families & room.AWAY:
        missed = tuple(slot for slot in slots if slot in person.unavailable)
        steps.append(Step(Action.EXTEND_SHIFT, {"interpreter": chosen, "slots": missed}))
    in_a_row, in_a_day = occupancy.rounds_with(chosen, mask(filled))
    if families & room.ROW:
        steps.append(Step(Action.ALLOW_ROUNDS_IN_A_ROW, {"interpreter": chosen, "limit": in_a_row}))
    if families & room.DAY:
        steps.append(Step(Action.ALLOW_ROUNDS_IN_A_DAY, {"interpreter": chosen, "limit": in_a_day}))
    return chosen, steps


def _covering(spoken: frozenset[frozenset[str]]) -> tuple[str, ...]:
    """Few languages that share one with each participant: the most widely shared first."""
    left, chosen = set(spoken), set()
    while left:
        every = sorted({language for languages in left for language in languages})
        widest = max(every, key=lambda language: sum(language in languages for languages in left))
        chosen.add(widest)
        left = {languages for languages in left if widest not in languages}
    return tuple(sorted(chosen))
