"""The verifier: everything that is wrong with a plan, rule by rule.

Written apart from the searches, from the problem's own words. It is used by their tests, before
anything is saved, and by the command line. It takes time linear in the plan (sorting apart).

>>> from landbridge.engine.timetable.problem import Participant, Place, Problem, Slot, Table, Wish
>>> pair = tuple(Participant(name, languages={"ko": 3}) for name in ("A", "B"))
>>> problem = Problem((Slot("s1", "2026-05-12", 540, 570),), (Table("T1"),), pair, (Wish("w", ("A", "B")),))
>>> check(problem, {"w": Place("s1", "T1")})
[]
>>> [violation.kind.value for violation in check(problem, {"w": Place("s2", "T1")})]
['unknown_slot']
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations
from typing import TypeVar

from landbridge.engine.timetable.problem import Plan, Problem
from landbridge.engine.timetable.reading import Meeting, Words
from landbridge.engine.timetable.violation import Detail, Kind, Violation

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Rounds = dict[int, list[str]]  #: what one interpreter serves: wishes by position


def check(problem: Problem, plan: Plan) -> list[Violation]:
    """Everything wrong with ``plan``; an empty list means that it is valid.

    A meeting whose place names something unknown is reported as that and judged no further.
    """
    words = Words(problem)
    meetings = words.read(plan)
    return [
        *_unknown(words, plan),
        *(violation for meeting in meetings for violation in meeting_alone(words, meeting)),
        *_double_booked(words, meetings),
        *_too_many_tables(words, meetings),
        *_too_many_meetings(words, meetings),
        *_interpreters_worn(words, meetings),
        *_order(words, meetings),
        *_locked(problem, plan),
        *_whole(words, plan, meetings),
    ]


def meeting_alone(words: Words, meeting: Meeting) -> Iterator[Violation]:
    """What is wrong with a meeting's place whatever else is held."""
    wish, place = meeting.wish, meeting.place
    one = (wish.id,)
    slots = [words.order[position] for position in meeting.slots]
    if not meeting.fits:
        yield Violation(Kind.LEAVES_SEGMENT, one, {"slot": place.slot, "count": len(slots), "limit": wish.length})
    if wish.fixed_slot is not None and place.slot != wish.fixed_slot:
        yield Violation(Kind.WRONG_SLOT, one, {"slot": place.slot, "other": wish.fixed_slot})
    for slot in slots:
        if wish.sessions and slot.session not in wish.sessions:
            yield Violation(Kind.WRONG_SESSION, one, {"slot": slot.id, "session": slot.session})
        for person in wish.participants:
            if slot.id in words.participants[person].unavailable:
                yield Violation(Kind.PARTICIPANT_UNAVAILABLE, one, {"participant": person, "slot": slot.id})
        if slot.id in words.tables[place.table].unavailable:
            yield Violation(Kind.TABLE_UNAVAILABLE, one, {"table": place.table, "slot": slot.id})
    pinned = words.pinned_table(wish)
    if pinned is not None and place.table != pinned:
        yield Violation(Kind.WRONG_TABLE, one, {"table": place.table, "other": pinned})
    for person, other in combinations(wish.participants, 2):
        if frozenset((person, other)) in words.problem.never:
            yield Violation(Kind.NEVER, one, {"participant": person, "other": other})
    yield from _interpreted(words, meeting)


def _interpreted(words: Words, meeting: Meeting) -> Iterator[Violation]:
    one, name = (meeting.wish.id,), meeting.place.interpreter
    needed = words.needs_interpreter(meeting.wish)
    if name is None:
        if needed:
            yield Violation(Kind.INTERPRETER_MISSING, one, {"slot": meeting.place.slot})
        return
    person = words.interpreters[name]
    if not needed:
        yield Violation(Kind.INTERPRETER_NEEDLESS, one, {"interpreter": name})
    elif not words.covers(person, meeting.wish):
        yield Violation(Kind.INTERPRETER_CANNOT_COVER, one, {"interpreter": name})
    for position in meeting.slots:
        slot = words.order[position].id
        if slot in person.unavailable:
            yield Violation(Kind.INTERPRETER_UNAVAILABLE, one, {"interpreter": name, "slot": slot})


def _unknown(words: Words, plan: Plan) -> Iterator[Violation]:
    for wish, place in plan.items():
        if wish not in words.wishes:
            yield Violation(Kind.UNKNOWN_WISH, (wish,))
        if place.slot not in words.at:
            yield Violation(Kind.UNKNOWN_SLOT, (wish,), {"slot": place.slot})
        if place.table not in words.tables:
            yield Violation(Kind.UNKNOWN_TABLE, (wish,), {"table": place.table})
        if place.interpreter is not None and place.interpreter not in words.interpreters:
            yield Violation(Kind.UNKNOWN_INTERPRETER, (wish,), {"interpreter": place.interpreter})


def _double_booked(words: Words, meetings: list[Meeting]) -> Iterator[Violation]:
    def clashes(kind: Kind, role: str, bookings: Iterable[tuple[tuple[str, int], str]]) -> Iterator[Violation]:
        for (name, position), wishes in _grouped(bookings).items():
            if len(wishes) > 1:
                yield Violation(kind, tuple(wishes), {role: name, "slot": words.order[position].id})

    cells = [(meeting, position) for meeting in meetings for position in meeting.slots]
    yield from clashes(
        Kind.DOUBLE_BOOKED_PARTICIPANT,
        "participant",
        (((person, at), meeting.wish.id) for meeting, at in cells for person in meeting.wish.participants),
    )
    yield from clashes(
        Kind.DOUBLE_BOOKED_TABLE, "table", (((meeting.place.table, at), meeting.wish.id) for meeting, at in cells)
    )
    yield from clashes(
        Kind.DOUBLE_BOOKED_INTERPRETER,
        "interpreter",
        (((name, at), meeting.wish.id) for meeting, at in cells if (name := meeting.place.interpreter) is not None),
    )


def _too_many_tables(words: Words, meetings: list[Meeting]) -> Iterator[Violation]:
    by_position = _grouped((position, meeting.wish.id) for meeting in meetings for position in meeting.slots)
    for position, wishes in sorted(by_position.items()):
        limit = words.capacity[position]
        if len(wishes) > limit:
            detail: Detail = {"slot": words.order[position].id, "count": len(wishes), "limit": limit}
            yield Violation(Kind.TOO_MANY_TABLES, tuple(wishes), detail)


def _too_many_meetings(words: Words, meetings: list[Meeting]) -> Iterator[Violation]:
    by_person = _grouped((person, meeting.wish.id) for meeting in meetings for person in meeting.wish.participants)
    for person, wishes in by_person.items():
        most = words.participants[person].max_meetings
        if most is not None and len(wishes) > most:
            detail: Detail = {"participant": person, "count": len(wishes), "limit": most}
            yield Violation(Kind.TOO_MANY_MEETINGS, tuple(wishes), detail)


def _interpreters_worn(words: Words, meetings: list[Meeting]) -> Iterator[Violation]:
    work: dict[str, Rounds] = defaultdict(lambda: defaultdict(list))
    for meeting in meetings:
        if meeting.place.interpreter is not None:
            for position in meeting.slots:
                work[meeting.place.interpreter][position].append(meeting.wish.id)
    for name, rounds in work.items():
        yield from _rounds_in_a_row(words, name, rounds)
        yield from _rounds_in_a_day(words, name, rounds)


def _rounds_in_a_row(words: Words, name: str, rounds: Rounds) -> Iterator[Violation]:
    limit = words.interpreters[name].max_in_row
    for run in words.runs(rounds):
        if limit is not None and len(run) > limit:
            slot = words.order[run[0]].id
            detail: Detail = {"interpreter": name, "slot": slot, "count": len(run), "limit": limit}
            yield Violation(Kind.ROUNDS_IN_A_ROW, _of(rounds, run), detail)


def _rounds_in_a_day(words: Words, name: str, rounds: Rounds) -> Iterator[Violation]:
    limit = words.interpreters[name].max_per_day
    for day, positions in _grouped((words.order[position].day, position) for position in sorted(rounds)).items():
        if limit is not None and len(positions) > limit:
            detail: Detail = {"interpreter": name, "day": day, "count": len(positions), "limit": limit}
            yield Violation(Kind.ROUNDS_IN_A_DAY, _of(rounds, positions), detail)


def _order(words: Words, meetings: list[Meeting]) -> Iterator[Violation]:
    held = {meeting.wish.id: meeting for meeting in meetings}
    for first, second in words.problem.before:
        if first in held and second in held and held[first].slots[-1] >= held[second].slots[0]:
            yield Violation(Kind.ORDER, (first, second), {"slot": held[first].place.slot})


def _locked(problem: Problem, plan: Plan) -> Iterator[Violation]:
    for wish, place in problem.locked.items():
        if plan.get(wish) != place:
            yield Violation(Kind.LOCKED_MOVED, (wish,), {"slot": place.slot, "table": place.table})


def _whole(words: Words, plan: Plan, meetings: list[Meeting]) -> Iterator[Violation]:
    problem = words.problem
    if problem.hold_all:
        yield from (Violation(Kind.NOT_HELD, (wish.id,)) for wish in problem.wishes if wish.id not in plan)
    if problem.break_spread is not None and problem.participants:
        filled = _grouped(
            (person, at) for meeting in meetings for person in meeting.wish.participants for at in meeting.slots
        )
        breaks = {person.id: words.breaks(filled.get(person.id, ())) for person in problem.participants}
        most_of, least_of = max(breaks, key=breaks.__getitem__), min(breaks, key=breaks.__getitem__)
        spread = breaks[most_of] - breaks[least_of]
        if spread > problem.break_spread:
            limit = problem.break_spread
            detail: Detail = {"participant": most_of, "other": least_of, "count": spread, "limit": limit}
            yield Violation(Kind.BREAK_SPREAD, (), detail)


def _grouped(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    groups: dict[Key, list[Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _of(rounds: Rounds, positions: Iterable[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(wish for position in positions for wish in rounds[position]))
