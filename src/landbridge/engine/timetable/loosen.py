"""The same fair with some families of rules taken away from one wish.

This is what an explanation means: a cause is true if the wish has a place in the loosened fair
while every other meeting stays where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from types import MappingProxyType

from landbridge.engine.timetable.cause import Cause
from landbridge.engine.timetable.problem import Interpreter, Participant, Plan, Problem, Table, Wish
from landbridge.engine.timetable.reading import Words

#: Suffix of what is added: a second delegation, another table, one more interpreter.
ADDED = "+"


def loosen(problem: Problem, plan: Plan, wish: str, causes: Collection[Cause]) -> Problem:
    """``problem`` without the families ``causes`` as far as they bind ``wish``; ``plan`` stays valid in it.

    The wish's own lock is dropped. Raises KeyError if the problem has no such wish.
    """
    loosened = _change(problem, wish, lambda asked: asked)
    locked = {name: place for name, place in problem.locked.items() if name != wish}
    loosened = replace(loosened, locked=MappingProxyType(locked))
    for cause, change in _CHANGES.items():
        if cause in causes:
            loosened = change(loosened, plan, wish)
    return loosened


def _change(problem: Problem, wish: str, change: Callable[[Wish], Wish]) -> Problem:
    if all(asked.id != wish for asked in problem.wishes):
        raise KeyError(wish)
    return replace(problem, wishes=tuple(change(asked) if asked.id == wish else asked for asked in problem.wishes))


def _asked(problem: Problem, wish: str) -> Wish:
    return next(asked for asked in problem.wishes if asked.id == wish)


def _people(problem: Problem, wish: str, change: Callable[[Participant], Participant]) -> Problem:
    names = _asked(problem, wish).participants
    people = tuple(change(person) if person.id in names else person for person in problem.participants)
    return replace(problem, participants=people)


def _never(problem: Problem, _plan: Plan, wish: str) -> Problem:
    names = set(_asked(problem, wish).participants)
    return replace(problem, never=frozenset(pair for pair in problem.never if not pair <= names))


def _language(problem: Problem, _plan: Plan, wish: str) -> Problem:
    """Whoever has no working language has all those of the others."""
    words = Words(problem)
    spoken = frozenset().union(*(words.working[name] for name in _asked(problem, wish).participants))
    every = MappingProxyType(dict.fromkeys(sorted(spoken) or ["en"], 3))
    return _people(problem, wish, lambda person: person if person.working() else replace(person, languages=every))


def _times(problem: Problem, _plan: Plan, wish: str) -> Problem:
    there = _people(problem, wish, lambda person: replace(person, unavailable=frozenset()))
    return _change(there, wish, lambda asked: replace(asked, sessions=frozenset(), fixed_slot=None))


def _most(problem: Problem, _plan: Plan, wish: str) -> Problem:
    return _people(problem, wish, lambda person: replace(person, max_meetings=None))


def _busy(problem: Problem, plan: Plan, wish: str) -> Problem:
    """Every participant sends a second delegation, under all the rules of the first.

    A delegation that holds one meeting has no breaks, so breaks are not compared any more.
    """
    asked = _asked(problem, wish)
    held = Words(problem).read(plan)

    def second(person: Participant) -> Participant:
        count = sum(person.id in meeting.wish.participants for meeting in held if meeting.wish.id != wish)
        left = None if person.max_meetings is None else max(0, person.max_meetings - count)
        return replace(person, id=person.id + ADDED, max_meetings=left)

    seconds = tuple(second(person) for person in problem.participants if person.id in asked.participants)
    apart = {frozenset(name + ADDED for name in pair) for pair in problem.never if pair <= set(asked.participants)}
    sent = _change(
        problem, wish, lambda asked: replace(asked, participants=tuple(name + ADDED for name in asked.participants))
    )
    people = (*problem.participants, *seconds)
    return replace(sent, participants=people, never=problem.never | apart, break_spread=None)


def _tables(problem: Problem, _plan: Plan, _wish: str) -> Problem:
    """One more meeting fits in every slot."""
    there = Words(problem)
    fewest = min((sum(slot.id not in table.unavailable for table in problem.tables) for slot in there.order), default=0)
    count = 1 + max(0, problem.spare_tables - fewest)
    added = tuple(Table(f"{ADDED}table {number}") for number in range(1, count + 1))
    return replace(problem, tables=(*problem.tables, *added))


def _pinned(problem: Problem, _plan: Plan, wish: str) -> Problem:
    """Another table stands ready for this wish alone; no more meetings fit at once than before."""
    other = Table(f"{ADDED}table")
    more = replace(problem, tables=(*problem.tables, other), spare_tables=problem.spare_tables + 1)
    return _change(more, wish, lambda asked: replace(asked, fixed_table=other.id))


def _interpreters(problem: Problem, _plan: Plan, wish: str) -> Problem:
    words = Words(problem)
    spoken = frozenset().union(*(words.working[name] for name in _asked(problem, wish).participants))
    return replace(problem, interpreters=(*problem.interpreters, Interpreter(f"{ADDED}interpreter", spoken)))


def _coverers(problem: Problem, wish: str, change: Callable[[Interpreter], Interpreter]) -> Problem:
    words, asked = Words(problem), _asked(problem, wish)
    people = tuple(change(person) if words.covers(person, asked) else person for person in problem.interpreters)
    return replace(problem, interpreters=people)


def _shift(problem: Problem, _plan: Plan, wish: str) -> Problem:
    return _coverers(problem, wish, lambda person: replace(person, unavailable=frozenset()))


def _row(problem: Problem, _plan: Plan, wish: str) -> Problem:
    return _coverers(problem, wish, lambda person: replace(person, max_in_row=None))


def _day(problem: Problem, _plan: Plan, wish: str) -> Problem:
    return _coverers(problem, wish, lambda person: replace(person, max_per_day=None))


def _order(problem: Problem, _plan: Plan, wish: str) -> Problem:
    return replace(problem, before=tuple(pair for pair in problem.before if wish not in pair))


def _length(problem: Problem, _plan: Plan, wish: str) -> Problem:
    return _change(problem, wish, lambda asked: replace(asked, length=1))


def _spread(problem: Problem, _plan: Plan, _wish: str) -> Problem:
    return replace(problem, break_spread=None)


#: In the order in which they are taken away: languages before interpreters, delegations last.
_CHANGES: Mapping[Cause, Callable[[Problem, Plan, str], Problem]] = MappingProxyType(
    {
        Cause.NEVER: _never,
        Cause.NO_LANGUAGE: _language,
        Cause.NO_COMMON_SLOT: _times,
        Cause.PARTICIPANT_FULL: _most,
        Cause.HOME_TABLE_BUSY: _pinned,
        Cause.FIXED_TABLE_TAKEN: _pinned,
        Cause.TABLES_FULL: _tables,
        Cause.NO_INTERPRETER: _interpreters,
        Cause.INTERPRETERS_BUSY: _interpreters,
        Cause.INTERPRETERS_AWAY: _shift,
        Cause.ROUNDS_IN_A_ROW: _row,
        Cause.ROUNDS_IN_A_DAY: _day,
        Cause.ORDER: _order,
        Cause.NO_LONG_GAP: _length,
        Cause.BREAK_SPREAD: _spread,
        Cause.PARTICIPANT_BUSY: _busy,
    }
)
