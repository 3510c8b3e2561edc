"""A remedy taken: the fair and the plan as they are once all its steps are done."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from landbridge.engine.timetable.cause import Action, Particulars, Remedy
from landbridge.engine.timetable.problem import Interpreter, Participant, Place, Plan, Problem, Table, Wish


def carry_out(problem: Problem, plan: Plan, wish: str, remedy: Remedy) -> tuple[Problem, dict[str, Place]]:
    """The fair after ``remedy``, and the plan in which ``wish`` is held at the remedy's place.

    Tables and interpreters that the remedy brings are there in the slots it names and no others.
    """
    held = {name: place for name, place in plan.items() if name != wish}
    for step in remedy.steps:
        if step.action is Action.MOVE_MEETING:
            interpreter = _id(step.detail, "interpreter") if "interpreter" in step.detail else None
            place = Place(_id(step.detail, "slot"), _id(step.detail, "table"), interpreter)
            held[_id(step.detail, "wish")] = place
        elif step.action is Action.GIVE_UP_MEETING:
            del held[_id(step.detail, "wish")]
        else:
            problem = _given(problem, wish, step.action, step.detail)
    return problem, held | {wish: remedy.place}


def _given(problem: Problem, wish: str, action: Action, detail: Particulars) -> Problem:  # noqa: PLR0911  one for each
    """The fair after a step that changes its rules."""
    match action:
        case Action.UNLOCK_MEETING:
            locked = {name: place for name, place in problem.locked.items() if name != detail["wish"]}
            return replace(problem, locked=MappingProxyType(locked))
        case Action.ALLOW_PAIR:
            return replace(
                problem, never=problem.never - {frozenset((_id(detail, "participant"), _id(detail, "other")))}
            )
        case Action.LIFT_ORDER:
            lifted = (detail["first"], detail["second"])
            return replace(problem, before=tuple(pair for pair in problem.before if pair != lifted))
        case Action.ALLOW_BREAK_SPREAD:
            return replace(problem, break_spread=_count(detail))
        case Action.USE_SPARE_TABLES:
            return replace(problem, spare_tables=_count(detail))
        case Action.ADD_TABLES:
            away = frozenset(slot.id for slot in problem.slots) - set(_ids(detail, "slots"))
            added = tuple(Table(name, unavailable=away) for name in _ids(detail, "tables"))
            return replace(problem, tables=(*problem.tables, *added))
        case Action.ADD_INTERPRETER:
            away = frozenset(slot.id for slot in problem.slots) - set(_ids(detail, "slots"))
            languages = frozenset(_ids(detail, "languages"))
            person = Interpreter(_id(detail, "interpreter"), languages, unavailable=away)
            return replace(problem, interpreters=(*problem.interpreters, person))
        case Action.RAISE_MOST_MEETINGS | Action.MAKE_AVAILABLE | Action.STATE_LANGUAGE:
            return replace(problem, participants=_participants(problem, action, detail))
        case Action.EXTEND_SHIFT | Action.ALLOW_ROUNDS_IN_A_ROW | Action.ALLOW_ROUNDS_IN_A_DAY:
            return replace(problem, interpreters=_interpreters(problem, action, detail))
        case _:
            return replace(problem, wishes=_wishes(problem, wish, action, detail))


def _participants(problem: Problem, action: Action, detail: Particulars) -> tuple[Participant, ...]:
    def given(person: Participant) -> Participant:
        match action:
            case Action.RAISE_MOST_MEETINGS:
                return replace(person, max_meetings=_count(detail))
            case Action.MAKE_AVAILABLE:
                return replace(person, unavailable=person.unavailable - set(_ids(detail, "slots")))
            case _:
                return replace(person, languages=MappingProxyType(dict.fromkeys(_ids(detail, "languages"), 3)))

    return tuple(given(one) if one.id == detail["participant"] else one for one in problem.participants)


def _interpreters(problem: Problem, action: Action, detail: Particulars) -> tuple[Interpreter, ...]:
    def given(person: Interpreter) -> Interpreter:
        match action:
            case Action.EXTEND_SHIFT:
                return replace(person, unavailable=person.unavailable - set(_ids(detail, "slots")))
            case Action.ALLOW_ROUNDS_IN_A_ROW:
                return replace(person, max_in_row=_count(detail))
            case _:
                return replace(person, max_per_day=_count(detail))

    return tuple(given(one) if one.id == detail["interpreter"] else one for one in problem.interpreters)


def _wishes(problem: Problem, wish: str, action: Action, detail: Particulars) -> tuple[Wish, ...]:
    def given(asked: Wish) -> Wish:
        match action:
            case Action.USE_OTHER_TABLE:
                return replace(asked, fixed_table=_id(detail, "table"))
            case Action.SHORTEN:
                return replace(asked, length=int(str(detail["length"])))
            case Action.FREE_SLOT:
                return replace(asked, fixed_slot=None)
            case Action.ALLOW_SESSIONS:
                return replace(asked, sessions=asked.sessions | set(_ids(detail, "sessions")))
            case _:
                raise ValueError(f"no such step: {action}")

    return tuple(given(asked) if asked.id == wish else asked for asked in problem.wishes)


def _id(detail: Particulars, role: str) -> str:
    return str(detail[role])


def _ids(detail: Particulars, role: str) -> tuple[str, ...]:
    names = detail[role]
    if not isinstance(names, tuple):
        raise TypeError(f"{role} names several")
    return names


def _count(detail: Particulars) -> int:
    return int(str(detail["limit"]))
