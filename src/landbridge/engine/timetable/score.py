"""The eight numbers by which a timetable is judged (docs/decisions/004-timetable-objective.md).

Written apart from the searches, like ``check``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from landbridge.engine.timetable.problem import Plan, Priority, Problem
from landbridge.engine.timetable.reading import Meeting, Words
from landbridge.engine.tools.levels import Level, Sense

#: Name and sense of each level, the most important first.
LEVELS: tuple[tuple[str, Sense], ...] = (
    ("musts", Sense.MAX),
    ("priority", Sense.MAX),
    ("hardship", Sense.MIN),
    ("breaks", Sense.MIN),
    ("break_spread", Sense.MIN),
    ("table_changes", Sense.MIN),
    ("interpreter_changes", Sense.MIN),
    ("interpreter_load", Sense.MIN),
)


def score(problem: Problem, plan: Plan) -> tuple[Level, ...]:
    """The levels of ``plan`` in the order of the objective, without bounds."""
    words = Words(problem)
    meetings = words.read(plan)
    agendas: dict[str, list[Meeting]] = {person.id: [] for person in problem.participants}
    for meeting in sorted(meetings, key=lambda meeting: meeting.slots.start):
        for person in meeting.wish.participants:
            agendas[person].append(meeting)
    breaks = [words.breaks(at for meeting in agenda for at in meeting.slots) for agenda in agendas.values()]
    table_changes, interpreter_changes = _changes(words, agendas)
    rounds: Counter[str] = Counter()
    for meeting in meetings:
        if meeting.place.interpreter is not None:
            rounds[meeting.place.interpreter] += len(meeting.slots)
    values = (
        sum(meeting.wish.priority is Priority.MUST for meeting in meetings),
        sum(meeting.wish.worth for meeting in meetings),
        _hardship(words, agendas),
        sum(breaks),
        max(breaks, default=0) - min(breaks, default=0),
        table_changes,
        interpreter_changes,
        max(rounds.values(), default=0),
    )
    return tuple(Level(name, sense, value) for (name, sense), value in zip(LEVELS, values, strict=True))


def hardship(got: int, due: int) -> int:
    """How hard done by is who got ``got`` of what was ``due``: 0 nothing amiss, 1000 nothing at all.

    >>> [hardship(got, 10) for got in (0, 5, 9, 10)]
    [1000, 125, 1, 0]
    """
    missing = max(0, due - got)
    return 1000 * missing**3 // due**3 if due > 0 else 0


def due(words: Words) -> dict[str, int]:
    """By participant: the worth of as many of its best wishes as it could attend at all."""
    worths: dict[str, list[int]] = defaultdict(list)
    for wish in words.problem.wishes:
        for name in wish.participants:
            worths[name].append(wish.worth)
    dues = {}
    for person in words.problem.participants:
        there = sum(slot.id not in person.unavailable for slot in words.order)
        most = there if person.max_meetings is None else min(there, person.max_meetings)
        dues[person.id] = sum(sorted(worths[person.id], reverse=True)[:most])
    return dues


def _hardship(words: Words, agendas: Mapping[str, list[Meeting]]) -> int:
    return sum(
        hardship(sum(meeting.wish.worth for meeting in agendas[person]), owed) for person, owed in due(words).items()
    )


def _changes(words: Words, agendas: Mapping[str, list[Meeting]]) -> tuple[int, int]:
    """Changes of table, and of interpreter between one interpreted meeting and the next."""
    tables = interpreters = 0
    for agenda in agendas.values():
        last_table: dict[str, str] = {}
        last_interpreter: dict[str, str] = {}
        for meeting in agenda:
            day, place = words.order[meeting.slots.start].day, meeting.place
            tables += last_table.get(day, place.table) != place.table
            last_table[day] = place.table
            if place.interpreter is not None:
                interpreters += last_interpreter.get(day, place.interpreter) != place.interpreter
                last_interpreter[day] = place.interpreter
    return tables, interpreters
