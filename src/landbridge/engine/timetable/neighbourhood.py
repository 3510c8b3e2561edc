"""The part of a timetable around some meetings: small enough to be searched within the second."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from landbridge.engine.timetable.compact import Compact, Seat
from landbridge.engine.timetable.duty import Duty
from landbridge.engine.timetable.hall import Family, families

#: Wishes that may move, beyond which the circle is not drawn wider.
WIDE_ENOUGH = 1_500


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Some wishes as a problem of their own; ``wishes`` are their numbers in the whole.

    ``frozen`` (numbers in the part) stay: their participants' days count, but they do not move.
    ``rooms`` is what the meetings outside leave of tables and interpreters.
    """

    wishes: tuple[int, ...]
    compact: Compact
    frozen: frozenset[int]
    rooms: list[Family]


def neighbourhood(compact: Compact, held: Mapping[int, Seat], centre: Iterable[int], first: int) -> Neighbourhood:
    """The wishes of those who take part in ``centre``, and of whom they meet, as far as the size allows.

    Meetings that began before slot number ``first`` are frozen, and none may start there.
    """
    people = {person for wish in centre for person in compact.members[wish]}
    movable = _wishes(compact, people)
    wider = {person for wish in movable if wish in held for person in compact.members[wish]}
    if len(wished := _wishes(compact, wider)) <= WIDE_ENOUGH:
        movable |= wished
    around = {person for wish in movable for person in compact.members[wish]}
    fixed = {wish for person in around for wish in compact.wishes_of[person] if wish in held} - movable
    # Order against meetings outside: their place is looked up, so they belong to the part.
    inside = movable | fixed
    tied = {wish for pair in compact.before if inside & set(pair) for wish in pair if wish in held} - inside
    fixed |= tied
    wishes = tuple(sorted(movable | fixed))
    number = {wish: at for at, wish in enumerate(wishes)}
    frozen = frozenset(number[wish] for wish in wishes if wish in fixed or (wish in held and held[wish].slot < first))
    tables: dict[int, set[int]] = {}
    for wish, seat in held.items():
        if wish not in number:
            tables.setdefault(seat.table, set()).update(compact.slots_of(wish, seat.slot))
    part = replace(
        compact,
        members=tuple(compact.members[wish] for wish in wishes),
        wishes_of=tuple(tuple(number[wish] for wish in of_person if wish in number) for of_person in compact.wishes_of),
        worth=tuple(compact.worth[wish] for wish in wishes),
        must=tuple(compact.must[wish] for wish in wishes),
        length=tuple(compact.length[wish] for wish in wishes),
        pinned=tuple(compact.pinned[wish] for wish in wishes),
        need=tuple(compact.need[wish] for wish in wishes),
        starts=tuple(tuple(slot for slot in compact.starts[wish] if slot >= first) for wish in wishes),
        before=tuple((number[a], number[b]) for a, b in compact.before if a in number and b in number),
        locked={number[wish]: seat for wish, seat in compact.locked.items() if wish in number},
    )
    return Neighbourhood(wishes, part, frozen, _rooms(compact, held, number))


def _wishes(compact: Compact, people: Iterable[int]) -> set[int]:
    return {wish for person in people for wish in compact.wishes_of[person]}


def _rooms(compact: Compact, held: Mapping[int, Seat], inside: Mapping[int, int]) -> list[Family]:
    """What is left of every family's room by the meetings outside."""
    taken: dict[int, list[int]] = {need: [0] * len(compact.slot_ids) for need in range(len(compact.coverers))}
    for wish, seat in held.items():
        if wish not in inside:
            for slot in compact.slots_of(wish, seat.slot):
                taken[compact.need[wish]][slot] += 1
    shift = None
    if any(rule.max_in_row is not None or rule.max_per_day is not None for rule in compact.problem.interpreters):
        shift = _working(compact, held).on()
    return [
        Family(
            family.needs,
            tuple(room - sum(taken[need][slot] for need in family.needs) for slot, room in enumerate(family.room)),
        )
        for family in families(compact, shift)
    ]


def _working(compact: Compact, held: Mapping[int, Seat]) -> Duty:
    duty = Duty(compact, [held[wish].slot if wish in held else -1 for wish in range(len(compact.members))])
    for wish, seat in held.items():
        if seat.interpreter >= 0:
            duty.give(wish, seat.interpreter)
    return duty
