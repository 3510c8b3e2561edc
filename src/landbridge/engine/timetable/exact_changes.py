"""Exact model: how often a participant changes its table, or its interpreter, in a day.

Both are the same story: at each meeting a participant is *with* somebody or something, and a
change is a meeting with another one than at the meeting before, the same day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ortools.sat.python import cp_model

from landbridge.engine.timetable.exact_slots import Literal, SlotModel

Naming = Mapping[tuple[int, int, int], cp_model.IntVar]  # (meeting, first slot, table or interpreter)


def changes_of_all(slots: SlotModel, naming: Naming) -> list[Literal]:
    """One literal per change there could be; meetings that ``naming`` does not know are passed over."""
    compact = slots.compact
    beginning: dict[tuple[int, int], dict[int, list[cp_model.IntVar]]] = {}
    for (meeting, slot, companion), literal in naming.items():
        for person in compact.members[meeting]:
            beginning.setdefault((person, slot), {}).setdefault(companion, []).append(literal)
    changes: list[Literal] = []
    for person in range(len(compact.wishes_of)):
        for day in sorted(set(compact.day)):
            agenda = [
                beginning[person, slot]
                for slot, of in enumerate(compact.day)
                if of == day and (person, slot) in beginning
            ]
            changes += _changes(slots.model, agenda)
    return changes


def _changes(model: cp_model.CpModel, agenda: Sequence[Mapping[int, list[cp_model.IntVar]]]) -> list[Literal]:
    """``agenda``: by slot, the literals under which a meeting with each companion begins there."""
    changes: list[Literal] = []
    last: dict[int, cp_model.IntVar] = {}  # the companion of the latest meeting
    met: list[cp_model.IntVar] = []  # whether there was a meeting before
    for number, beginning in enumerate(agenda):
        here = {companion: _either(model, literals) for companion, literals in beginning.items()}
        some = _either(model, list(here.values()))
        if last:
            change = model.new_bool_var("")
            for companion, literal in here.items():
                known = [last[companion]] if companion in last else []
                model.add_bool_or([literal.negated(), *known, *(one.negated() for one in met), change])
            changes.append(change)
        if number + 1 < len(agenda):
            last = _latest(model, last, here, some)
            met = [_or(model, [*met, some])]
    return changes


def _latest(
    model: cp_model.CpModel,
    last: Mapping[int, cp_model.IntVar],
    here: Mapping[int, cp_model.IntVar],
    some: cp_model.IntVar,
) -> dict[int, cp_model.IntVar]:
    if not last:
        return dict(here)
    latest = {}
    for companion in sorted({*last, *here}):
        latest[companion] = now = model.new_bool_var("")
        begins = [here[companion]] if companion in here else []
        stays = [last[companion]] if companion in last else []
        for literal in begins:
            model.add_implication(literal, now)
        for literal in stays:
            model.add_bool_or([literal.negated(), some, now])
        model.add_bool_or([now.negated(), *begins, *stays])
        model.add_bool_or([now.negated(), some.negated(), *begins])
    return latest


def _either(model: cp_model.CpModel, literals: Sequence[cp_model.IntVar]) -> cp_model.IntVar:
    """A literal for "one of these", of which at most one may hold."""
    if len(literals) == 1:
        return literals[0]
    either = model.new_bool_var("")
    model.add_exactly_one([*literals, either.negated()])
    return either


def _or(model: cp_model.CpModel, literals: Sequence[cp_model.IntVar]) -> cp_model.IntVar:
    if len(literals) == 1:
        return literals[0]
    either = model.new_bool_var("")
    model.add_max_equality(either, literals)
    return either
