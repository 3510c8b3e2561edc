"""Why a wish is not held: a true cause, found by taking one family of rules away at a time.

Every other meeting stays where it is. For each start the families that forbid the wish are
gathered (``room.ways``); the fewest that free one start are the cause, and if they are more than
one, the cause is SEVERAL and names them. ``loosen`` builds the fair without them, in which the
wish has a place: that is how the tests hold every explanation to its word.
"""

from __future__ import annotations

from collections.abc import Iterable

from landbridge.engine.timetable import room
from landbridge.engine.timetable.cause import Cause, Particulars, Unmet
from landbridge.engine.timetable.occupancy import Occupancy, positions
from landbridge.engine.timetable.problem import Plan, Problem
from landbridge.engine.timetable.remedies import cheapest_remedy
from landbridge.engine.timetable.room import Want, Way
from landbridge.engine.tools.stop import Stop

_CAUSES = {
    room.ROW: Cause.ROUNDS_IN_A_ROW,
    room.DAY: Cause.ROUNDS_IN_A_DAY,
    room.AWAY: Cause.INTERPRETERS_AWAY,
    room.LENGTH: Cause.NO_LONG_GAP,
    room.TABLES: Cause.TABLES_FULL,
    room.ORDER: Cause.ORDER,
    room.SPREAD: Cause.BREAK_SPREAD,
    room.BUSY: Cause.PARTICIPANT_BUSY,
    room.TIMES: Cause.NO_COMMON_SLOT,
    room.MOST: Cause.PARTICIPANT_FULL,
    room.LANGUAGE: Cause.NO_LANGUAGE,
    room.NEVER: Cause.NEVER,
}


def explain(problem: Problem, plan: Plan, wish: str) -> Unmet:
    """The cause and the cheapest remedy of one wish that ``plan`` does not hold.

    ``plan`` is valid for ``problem``, which has at least one slot. Raises KeyError if the problem
    has no such wish, ValueError if the plan holds it.
    """
    return _explain(Occupancy(problem, plan), wish)


def explain_all(problem: Problem, plan: Plan, stop: Stop | None = None) -> list[Unmet]:
    """Every wish that ``plan`` does not hold, explained, in the order of the wishes.

    Once ``stop`` says so, remedies no longer look for a meeting that could move; causes stay exact.
    """
    occupancy = Occupancy(problem, plan)
    unmet = (wish.id for wish in problem.wishes if wish.id not in plan)
    return [_explain(occupancy, wish, moves=stop is None or not stop.now()) for wish in unmet]


def _explain(occupancy: Occupancy, wish: str, *, moves: bool = True) -> Unmet:
    if wish in occupancy.held:
        raise ValueError(f"{wish} is held")
    asked = room.want(occupancy, occupancy.words.wishes[wish])
    ways = list(room.ways(occupancy, asked))
    least = min((way.families for way in ways), key=lambda families: (families.bit_count(), families))
    causes = tuple(_cause(asked, family) for family in _each(least))
    singles = {way.families for way in ways if way.families.bit_count() == 1} - {least}
    cause = causes[0] if len(causes) == 1 else Cause.SEVERAL if causes else Cause.PLACE_FREE
    return Unmet(
        wish=wish,
        cause=cause,
        detail=_detail(occupancy, asked, least, [way for way in ways if way.families == least]),
        causes=causes,
        also=tuple(_cause(asked, family) for family in sorted(singles)) if len(causes) == 1 else (),
        remedy=cheapest_remedy(occupancy, asked, ways, moves=moves),
    )


def _each(families: int) -> list[int]:
    return [1 << position for position in positions(families)]


def _cause(asked: Want, family: int) -> Cause:
    if family == room.INTERPRETERS:
        return Cause.INTERPRETERS_BUSY if asked.coverers else Cause.NO_INTERPRETER
    if family == room.PINNED:
        return Cause.FIXED_TABLE_TAKEN if asked.wish.fixed_table else Cause.HOME_TABLE_BUSY
    return _CAUSES[family]


def _detail(occupancy: Occupancy, asked: Want, families: int, ways: list[Way]) -> Particulars:
    """What words the cause; ``ways`` are those that need just ``families`` to give."""
    words, wish = occupancy.words, asked.wish
    order = words.order
    filled = [at for way in ways for at in range(way.start, way.start + way.length)]
    detail: dict[str, str | int | tuple[str, ...]] = {
        "participants": wish.participants,
        "slots": _once(order[way.start].id for way in ways),
    }
    if families & room.TIMES:
        shut = room.shut_times(occupancy, wish, wish.length)
        detail["common"] = tuple(order[at].id for at in positions(occupancy.fits(wish.length) & ~shut))
    if families & room.LANGUAGE:
        detail["who"] = tuple(name for name in wish.participants if not words.working[name])
    elif families & room.MOST:
        detail["who"] = tuple(room.full_people(occupancy, wish))
    elif families & room.BUSY:
        detail["who"] = tuple(
            name for name in wish.participants if not occupancy.people[name].keys().isdisjoint(filled)
        )
    if families & room.PINNED and asked.pinned is not None:
        taken = occupancy.tables[asked.pinned]
        detail["table"] = asked.pinned
        detail["holders"] = _once(holder for at in filled for holder in taken.get(at, ()))
    if families & (room.INTERPRETERS | room.AWAY | room.ROW | room.DAY):
        detail["languages"] = _languages(occupancy, asked)
        detail["interpreters"] = asked.coverers
    if families & room.ORDER:
        pairs = occupancy.partners[wish.id]
        detail["wishes"] = _once(name for pair in pairs for name in pair if name != wish.id and name in occupancy.held)
    if families & room.LENGTH:
        detail["length"] = wish.length
    if families & room.SPREAD and words.problem.break_spread is not None:
        detail["limit"] = words.problem.break_spread
    return detail


def _languages(occupancy: Occupancy, asked: Want) -> tuple[str, ...]:
    """What each participant negotiates in, as ("ko", "en/zh"): each wording once, in their order."""
    working = occupancy.words.working
    return _once("/".join(sorted(working[name])) for name in asked.wish.participants if working[name])


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
