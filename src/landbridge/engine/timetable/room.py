"""Where one more meeting could go, and which families of rules stand in its way elsewhere.

A *way* is a start, a length and the set of families that would have to give for the meeting to
be held there, every other meeting staying where it is. The sets are exact: loosening them makes
room at that start, and no smaller set does (for the interpreter or table that the way stands
for). So the cheapest way of all is the true cause of an unmet wish.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from landbridge.engine.timetable.occupancy import Occupancy, mask, positions, spread
from landbridge.engine.timetable.problem import Place, Wish

# Families as bits. Of two sets of equal size the smaller number is told first.
ROW, DAY, AWAY, INTERPRETERS, LENGTH, PINNED, TABLES, ORDER, SPREAD, BUSY, TIMES, MOST, LANGUAGE, NEVER = (
    1 << number for number in range(14)
)


@dataclass(frozen=True, slots=True)
class Way:
    """A start, a length in slots, and the families (bits) that forbid it; 0 if none does."""

    start: int
    length: int
    families: int


@dataclass(frozen=True, slots=True)
class Want:
    """What of a wish does not depend on the plan."""

    wish: Wish
    spoken: frozenset[frozenset[str]]  # working languages of those who have any
    coverers: tuple[str, ...]
    interpreted: bool
    pinned: str | None
    never: bool
    silent: bool  # somebody has no working language


def want(occupancy: Occupancy, wish: Wish) -> Want:
    """Read a wish against the problem it belongs to."""
    words = occupancy.words
    working = [words.working[person] for person in wish.participants]
    spoken = frozenset(languages for languages in working if languages)
    interpreted = bool(spoken) and not frozenset.intersection(*spoken)
    return Want(
        wish=wish,
        spoken=spoken,
        coverers=occupancy.coverers(spoken) if interpreted else (),
        interpreted=interpreted,
        pinned=words.pinned_table(wish),
        never=any(frozenset(pair) in words.problem.never for pair in combinations(wish.participants, 2)),
        silent=not all(working),
    )


def ways(occupancy: Occupancy, asked: Want) -> Iterator[Way]:
    """Every start of the wish, at its own length and at one slot, with what forbids it there."""
    always = NEVER * asked.never | LANGUAGE * asked.silent | MOST * bool(full_people(occupancy, asked.wish))
    lengths = [(asked.wish.length, 0)] + [(1, LENGTH)] * (asked.wish.length > 1)
    for length, shortened in lengths:
        blocked = _blocked(occupancy, asked, length)
        staff = _staff(occupancy, asked, length)
        for start in positions(occupancy.fits(length)):
            families = always | shortened
            for family, starts in blocked:
                if starts >> start & 1:
                    families |= family
            for family, starts in staff:
                if starts >> start & 1:
                    yield Way(start, length, families | family)


def first_place(occupancy: Occupancy, asked: Want, within: int) -> Place | None:
    """The earliest place, among the starts ``within`` (bits), where the wish can be held as things stand."""
    if asked.never or asked.silent or full_people(occupancy, asked.wish):
        return None
    length = asked.wish.length
    starts = within & occupancy.fits(length)
    for _, blocked in _blocked(occupancy, asked, length):
        starts &= ~blocked
    for start in positions(starts):
        interpreter = staff_at(occupancy, asked, start, length, 0)
        table = asked.pinned or occupancy.free_table(start, length)
        if table is not None and (interpreter is not None or not asked.interpreted):
            return Place(occupancy.words.order[start].id, table, interpreter)
    return None


def staff_at(occupancy: Occupancy, asked: Want, start: int, length: int, allowed: int) -> str | None:
    """An interpreter who could serve there if the families ``allowed`` gave, or None."""
    for name in asked.coverers:
        strain = occupancy.strain(name, length)
        against = strain.busy | (strain.away if not allowed & AWAY else 0)
        against |= (strain.row if not allowed & ROW else 0) | (strain.day if not allowed & DAY else 0)
        if not against >> start & 1:
            return name
    return None


def full_people(occupancy: Occupancy, wish: Wish) -> list[str]:
    """Participants of a wish who have their most meetings already."""
    people = (occupancy.words.participants[name] for name in wish.participants)
    return [
        person.id
        for person in people
        if person.max_meetings is not None and occupancy.meetings_of[person.id] >= person.max_meetings
    ]


def shut_times(occupancy: Occupancy, wish: Wish, length: int) -> int:
    """Starts that presence, sessions or a fixed slot rule out, whatever is held."""
    words = occupancy.words
    away = 0
    for name in wish.participants:
        away |= occupancy.bits(words.participants[name].unavailable)
    if wish.sessions:
        away |= mask(position for position, slot in enumerate(words.order) if slot.session not in wish.sessions)
    shut = spread(away, length)
    if wish.fixed_slot is not None:
        shut |= occupancy.every & ~(1 << words.at[wish.fixed_slot])
    return shut


def _blocked(occupancy: Occupancy, asked: Want, length: int) -> list[tuple[int, int]]:
    """Families with the starts at which they forbid the wish; interpreters are another matter."""
    wish = asked.wish
    busy = 0
    for name in wish.participants:
        busy |= mask(occupancy.people[name])
    busy = spread(busy, length)
    blocked = [
        (TIMES, shut_times(occupancy, wish, length)),
        (BUSY, busy),
        (ORDER, occupancy.order_starts(wish, length)),
        (SPREAD, _uneven(occupancy, wish, length) & ~busy),  # a day that is full has no breaks to compare
    ]
    tables = spread(occupancy.full, length)
    if asked.pinned is not None:
        blocked.append((PINNED, occupancy.table_blocked(asked.pinned, length)))
    elif length > 1:
        shared = occupancy.every
        for name in occupancy.words.tables:
            shared &= occupancy.table_blocked(name, length)
        tables |= shared
    return [*blocked, (TABLES, tables)]


def _staff(occupancy: Occupancy, asked: Want, length: int) -> list[tuple[int, int]]:
    """Families with the starts at which giving them, and no fewer of them, finds an interpreter."""
    if not asked.interpreted:
        return [(0, occupancy.every)]
    known = occupancy.staff.get((asked.coverers, length))
    if known is None:
        known = occupancy.staff[asked.coverers, length] = _find_staff(occupancy, asked.coverers, length)
    return known


def _find_staff(occupancy: Occupancy, coverers: tuple[str, ...], length: int) -> list[tuple[int, int]]:
    starts = dict.fromkeys((0, ROW, DAY, AWAY, ROW | DAY, ROW | AWAY, DAY | AWAY, ROW | DAY | AWAY), 0)
    for name in coverers:
        strain = occupancy.strain(name, length)
        against = {ROW: strain.row, DAY: strain.day, AWAY: strain.away}
        free = occupancy.every & ~strain.busy
        if not free:
            continue
        for families in starts:
            left = free
            for family, blocked in against.items():
                if not families & family:
                    left &= ~blocked
            starts[families] |= left
    found = [(0, starts.pop(0))]
    found.append((INTERPRETERS, occupancy.every & ~found[0][1]))
    for families, able in starts.items():
        enough = 0
        for fewer, known in found:
            enough |= known if fewer & families == fewer else 0
        if able & ~enough:
            found.append((families, able & ~enough))
    return found


def _uneven(occupancy: Occupancy, wish: Wish, length: int) -> int:
    """Starts at which the breaks of participants would differ too much."""
    limit = occupancy.words.problem.break_spread
    if limit is None:
        return 0
    others = [
        occupancy.words.breaks(taken) for name, taken in occupancy.people.items() if name not in wish.participants
    ]
    uneven = 0
    for start in positions(occupancy.fits(length)):
        filled = range(start, start + length)
        breaks = [*others, *(occupancy.words.breaks([*occupancy.people[name], *filled]) for name in wish.participants)]
        if max(breaks) - min(breaks) > limit:
            uneven |= 1 << start
    return uneven
