"""The cheapest way to hold one wish more: a meeting that can move, else rules that give.

A single move costs the fair nothing, so it comes first. Otherwise every start is priced by what
would have to give there, and the cheapest is written out step by step. Counted work only: the
same fair gets the same remedies on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from landbridge.engine.timetable import room
from landbridge.engine.timetable.cause import Action, Remedy, Step
from landbridge.engine.timetable.occupancy import Occupancy, mask, positions
from landbridge.engine.timetable.room import Want, Way
from landbridge.engine.timetable.steps import steps_at

#: Meetings that are tried elsewhere for one wish before other remedies are looked at.
TRIES = 24

#: What it costs a fair to let a family give, per start; BUSY and TIMES are priced by how much gives.
_PRICES = {
    room.PINNED: 2,
    room.MOST: 2,
    room.ROW: 3,
    room.DAY: 3,
    room.AWAY: 3,
    room.ORDER: 3,
    room.SPREAD: 3,
    room.LENGTH: 4,
    room.TABLES: 5,
    room.INTERPRETERS: 6,
    room.LANGUAGE: 8,
    room.NEVER: 9,
}
_PRESENCE, _GIVEN_UP = 4, 7
#: A lock is somebody's decision: undoing it costs more than most rules, and giving the meeting up far more.
_UNLOCKED, _LOCKED = 5, 20


def cheapest_remedy(occupancy: Occupancy, asked: Want, ways: Sequence[Way], *, moves: bool = True) -> Remedy:
    """The cheapest remedy found for a wish, given all its ``ways``; leaves ``occupancy`` as it was."""
    best = min(ways, key=lambda way: (_price(occupancy, asked, way), way.start, -way.length))
    if best.families and moves:
        moved = _single_move(occupancy, asked)
        unlocks = moved is not None and moved.steps[0].action is Action.UNLOCK_MEETING
        if moved is not None and not (unlocks and _price(occupancy, asked, best) <= _UNLOCKED):
            return moved
    return _giving(occupancy, asked, best)


def _price(occupancy: Occupancy, asked: Want, way: Way) -> int:
    price = sum(cost for family, cost in _PRICES.items() if way.families & family)
    filled = range(way.start, way.start + way.length)
    if way.families & room.BUSY:
        for blocker in _blockers(occupancy, asked, filled):
            locked = blocker in occupancy.words.problem.locked
            price += _GIVEN_UP + occupancy.held[blocker].wish.worth + _LOCKED * locked
    if way.families & room.TIMES:
        price += _PRESENCE * _times_given(occupancy, asked, filled)
    return price


def _times_given(occupancy: Occupancy, asked: Want, filled: range) -> int:
    """Slots at which somebody would have to come, or the wish to give up its session or its fixed slot."""
    words, wish = occupancy.words, asked.wish
    block = mask(filled)
    absent = sum(
        (occupancy.bits(words.participants[name].unavailable) & block).bit_count() for name in wish.participants
    )
    elsewhere = bool(wish.sessions) and sum(words.order[at].session not in wish.sessions for at in filled)
    unfixed = wish.fixed_slot is not None and wish.fixed_slot != words.order[filled.start].id
    return absent + elsewhere + unfixed


def _giving(occupancy: Occupancy, asked: Want, way: Way) -> Remedy:
    """Hold the wish at the way's start, whatever has to give for it."""
    filled = range(way.start, way.start + way.length)
    blockers = _blockers(occupancy, asked, filled)
    with occupancy.without(blockers):
        left = min(
            (other for other in room.ways(occupancy, asked) if (other.start, other.length) == (way.start, way.length)),
            key=lambda other: _price(occupancy, asked, other),
        )
        place, steps = steps_at(occupancy, asked, left)
    given_up = [
        step
        for blocker in blockers
        for step in (*_unlocked(occupancy, blocker), Step(Action.GIVE_UP_MEETING, {"wish": blocker}))
    ]
    return Remedy(place, (*given_up, *steps))


def _single_move(occupancy: Occupancy, asked: Want) -> Remedy | None:
    """A meeting that can go elsewhere, so that the wish can be held; unlocked ones first."""
    if occupancy.words.problem.break_spread is not None:
        return None  # a move shifts everybody's breaks; only a search can keep them even
    locked = occupancy.words.problem.locked
    found: Remedy | None = None
    for tried, (start, name) in enumerate(_movable(occupancy, asked)):
        if tried >= TRIES:
            break
        if found is not None and name in locked:
            continue
        remedy = _moved(occupancy, asked, start, name)
        if remedy is not None and name not in locked:
            return remedy
        found = found or remedy
    return found


def _moved(occupancy: Occupancy, asked: Want, start: int, name: str) -> Remedy | None:
    with occupancy.without([name]) as (meeting,):
        place = room.first_place(occupancy, asked, 1 << start)
        if place is None:
            return None
        occupancy.add(occupancy.meeting(asked.wish, place))
        target = room.first_place(occupancy, room.want(occupancy, meeting.wish), occupancy.every)
        occupancy.remove(asked.wish.id)
    if target is None:
        return None
    where = {"wish": name, "slot": target.slot, "table": target.table}
    where |= {} if target.interpreter is None else {"interpreter": target.interpreter}
    return Remedy(place, (*_unlocked(occupancy, name), Step(Action.MOVE_MEETING, where)))


def _movable(occupancy: Occupancy, asked: Want) -> Iterator[tuple[int, str]]:
    """Starts with a meeting that stands in the way there and has free time elsewhere."""
    wish, length = asked.wish, asked.wish.length
    if asked.never or asked.silent or room.full_people(occupancy, wish):
        return
    for start in positions(occupancy.fits(length) & ~room.shut_times(occupancy, wish, length)):
        filled = range(start, start + length)
        for name in _in_the_way(occupancy, asked, filled):
            if _has_other_time(occupancy, name):
                yield start, name


def _in_the_way(occupancy: Occupancy, asked: Want, filled: range) -> Iterable[str]:
    """Meetings of which a single one, taken away, may let the wish in; none if two would have to go."""
    blockers = _blockers(occupancy, asked, filled)
    if blockers:
        return blockers if len(blockers) == 1 else ()
    crowded = [occupancy.at[at] for at in filled if occupancy.full >> at & 1]
    if crowded:
        return [name for name in sorted(crowded[0]) if all(name in others for others in crowded)]
    holders = _wishes(occupancy.tables[asked.pinned], filled) if asked.pinned is not None else []
    if holders:
        return holders if len(holders) == 1 else ()
    return _partners_and_staffed(occupancy, asked, filled)


def _partners_and_staffed(occupancy: Occupancy, asked: Want, filled: range) -> Iterator[str]:
    """Meetings the wish has to stand before or after, then those that its interpreters serve."""
    for pair in occupancy.partners.get(asked.wish.id, ()):
        yield from (name for name in pair if name in occupancy.held)
    for person in asked.coverers:
        yield from _wishes(occupancy.interpreters[person], filled)


def _has_other_time(occupancy: Occupancy, name: str) -> bool:
    """Whether its participants have a free start beyond the one it has (or could stay, served by another)."""
    meeting = occupancy.held[name]
    own = mask(meeting.slots)
    busy = 0
    for person in meeting.wish.participants:
        busy |= mask(occupancy.people[person]) & ~own
    shut = room.shut_times(occupancy, meeting.wish, 1) if meeting.wish.fixed_slot is None else ~own
    return bool(occupancy.every & ~busy & ~shut)


def _blockers(occupancy: Occupancy, asked: Want, filled: range) -> list[str]:
    """Meetings that keep a participant of the wish busy in the slots ``filled``."""
    return list(
        dict.fromkeys(
            blocker for name in asked.wish.participants for blocker in _wishes(occupancy.people[name], filled)
        )
    )


def _wishes(taken: dict[int, list[str]], filled: Iterable[int]) -> list[str]:
    return list(dict.fromkeys(name for at in filled for name in taken.get(at, ())))


def _unlocked(occupancy: Occupancy, wish: str) -> list[Step]:
    return [Step(Action.UNLOCK_MEETING, {"wish": wish})] if wish in occupancy.words.problem.locked else []
