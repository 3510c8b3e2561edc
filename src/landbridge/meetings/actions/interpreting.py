"""The interpreter of a meeting that is put somewhere by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.problem import Place, Plan, Problem
from landbridge.engine.timetable.reading import Words
from landbridge.engine.timetable.violation import Kind
from landbridge.meetings.actions.rows import Clash


def interpreted(
    problem: Problem, plan: Plan, wish: str, slot: str, table: str, *, named: str | None, present: str | None
) -> Place:
    """The place of a meeting with an interpreter who can serve there, or with none where none is needed.

    ``named`` is taken as it is. Otherwise whoever is ``present`` stays if possible, and else the one
    with the fewest rounds comes. Raises ``Clash`` where the place breaks a rule with anybody.
    """
    words = Words(problem)
    if named is not None or not words.needs_interpreter(words.wishes[wish]):
        place = Place(slot, table, named)
        if violations := check(problem, {**plan, wish: place}):
            raise Clash(violations)
        return place
    alone = check(problem, {**plan, wish: Place(slot, table, None)})
    if others := [violation for violation in alone if violation.kind is not Kind.INTERPRETER_MISSING]:
        raise Clash(others)
    for person in _coverers(words, plan, wish, present):
        place = Place(slot, table, person)
        if not check(problem, {**plan, wish: place}):
            return place
    raise Clash(alone)


def _coverers(words: Words, plan: Plan, wish: str, present: str | None) -> Iterator[str]:
    rounds: Counter[str] = Counter()
    for held, place in plan.items():
        if place.interpreter is not None:
            rounds[place.interpreter] += words.wishes[held].length
    able = [person.id for person in words.interpreters.values() if words.covers(person, words.wishes[wish])]
    yield from sorted(able, key=lambda person: (person != present, rounds[person]))
