"""A timetable in the form the annealing loop works on: building it, and reading it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain

from landbridge.engine.timetable import kempe
from landbridge.engine.timetable.compact import NOBODY, Compact
from landbridge.engine.timetable.hall import Family, families

#: Meetings one chain may carry; longer chains hardly ever pay.
LONGEST_CHAIN = 200
#: Changes since the best plan that are kept before it is written out.
JOURNAL = 16_384


@dataclass(frozen=True, slots=True)
class Weights:
    """Prices in twentieths of a break: ``worth`` of one unit of priority, ``hardship`` of one point.

    ``again`` is what the second break of one participant costs more than the first, the third more
    than the second, and so on; ``move`` what it costs to move a meeting from its ``home`` slot, and
    ``leave`` what it costs, on top of its worth, to drop a meeting that has one.
    ``hot`` and ``cold`` are the first and the last temperature, in breaks.
    """

    worth: int = 80
    hardship: int = 0
    one_break: int = 20
    again: int = 4
    move: int = 0
    leave: int = 0
    hot: float = 1.0
    cold: float = 0.1


@dataclass(frozen=True, slots=True)
class Board:
    """Rules and state of one search, and how slots and positions translate."""

    rules: kempe.Rules
    state: kempe.State
    positions: tuple[int, ...]  # by slot
    slot_at: tuple[int, ...]  # by position; -1 between segments

    @property
    def breaks(self) -> int:
        """Breaks of the present plan."""
        return self.state.score[kempe.BREAKS]

    def best(self) -> list[int]:
        """First slot of each wish in the best plan met so far, or -1."""
        kempe.recall(self.state)
        return [self.slot_at[position] if position >= 0 else -1 for position in self.state.best]


def due(compact: Compact) -> list[int]:
    """What each participant may expect: the worth of its most valued wishes, as many as it can hold."""
    slots = len(compact.slot_ids)
    number = compact.slot_number
    answer = []
    for person, wishes in zip(compact.problem.participants, compact.wishes_of, strict=True):
        there = slots - sum(1 for slot in person.unavailable if slot in number)
        most = there if person.max_meetings is None else min(there, person.max_meetings)
        answer.append(sum(sorted((compact.worth[wish] for wish in wishes), reverse=True)[: max(0, most)]))
    return answer


def lay_out(
    compact: Compact,
    start: Sequence[int] | None,
    weights: Weights,
    seed: int,
    *,
    frozen: frozenset[int] = frozenset(),
    home: Sequence[int] | None = None,
    starts: Sequence[Sequence[int]] | None = None,
    rooms: Sequence[Family] | None = None,
) -> Board:
    """Set the board: locked meetings first, then ``start`` as far as it is valid.

    ``frozen`` wishes stay where ``start`` has them; ``home`` are slots that cost
    ``weights.move`` to leave; ``starts`` and ``rooms`` replace what the problem itself allows.
    """
    positions = tuple(slot + segment + 1 for slot, segment in enumerate(compact.segment))
    width = positions[-1] + 2 if positions else 2
    rules = _rules(compact, weights, positions, width, frozen, home, starts, rooms)
    state = _state(rules, len(compact.members), seed)
    fixed = {wish: seat.slot for wish, seat in compact.locked.items()}
    if start is not None:
        fixed |= {wish: start[wish] for wish in sorted(frozen) if start[wish] >= 0}
    for wish, slot in fixed.items():
        if _is_free(wish, positions[slot], rules, state):
            state.score[kempe.COST] += kempe.fill(wish, positions[slot], 1, rules, state)
    if start is not None:
        for wish, slot in enumerate(start):
            if slot >= 0 and wish not in fixed and _may_stand(wish, positions[slot], rules, state):
                state.score[kempe.COST] += kempe.fill(wish, positions[slot], 1, rules, state)
    state.score[kempe.BEST] = state.score[kempe.COST]
    slot_at = [-1] * width
    for slot, position in enumerate(positions):
        slot_at[position] = slot
    return Board(rules, state, positions, tuple(slot_at))


def _is_free(wish: int, position: int, rules: kempe.Rules, state: kempe.State) -> bool:
    return all(
        state.held_at[rules.rows[at] * rules.width + here] < 0
        for at in range(rules.row_first[wish], rules.row_first[wish + 1])
        for here in range(position, position + rules.length[wish])
    )


def _may_stand(wish: int, position: int, rules: kempe.Rules, state: kempe.State) -> bool:
    return (
        bool(rules.may[wish * rules.width + position])
        and _is_free(wish, position, rules, state)
        and all(
            state.meetings[rules.rows[at]] < rules.most[rules.rows[at]]
            for at in range(rules.row_first[wish], rules.row_first[wish + 1])
        )
        and kempe.fits(wish, position, rules, state)
        and kempe.in_order(wish, position, -1, -1, rules, state)
    )


def _firsts(lists: Sequence[Sequence[object]]) -> list[int]:
    return list(accumulate(map(len, lists), initial=0))


def _rules(  # noqa: PLR0917
    compact: Compact,
    weights: Weights,
    positions: tuple[int, ...],
    width: int,
    frozen: frozenset[int],
    home: Sequence[int] | None,
    starts: Sequence[Sequence[int]] | None,
    rooms: Sequence[Family] | None,
) -> kempe.Rules:
    people, meetings = len(compact.most), len(compact.members)
    table_row = {table: people + at for at, table in enumerate(sorted(set(compact.pinned) - {NOBODY}))}
    rows = [
        members if table == NOBODY else (*members, table_row[table])
        for members, table in zip(compact.members, compact.pinned, strict=True)
    ]
    starts = compact.starts if starts is None else starts
    may = [0] * (meetings * width)
    for wish, slots in enumerate(starts):
        base = wish * width
        for slot in slots:
            may[base + positions[slot]] = 1
    rooms = families(compact) if rooms is None else rooms
    room = [0] * (len(rooms) * width)
    for at, family in enumerate(rooms):
        for slot, places in enumerate(family.room):
            room[at * width + positions[slot]] = places
    of_need = [
        tuple(at for at, family in enumerate(rooms) if need in family.needs) for need in range(len(compact.coverers))
    ]
    families_of = [of_need[need] for need in compact.need]
    pairs: list[list[tuple[int, int]]] = [[] for _ in range(meetings)]
    for first, second in compact.before:
        pairs[first].append((second, 1))
        pairs[second].append((first, 0))
    # One more must outweighs every meeting that one move may eject.
    largest = max(map(len, rows), default=0) * max(compact.length, default=1) + 2
    must = largest * max(compact.worth, default=0) + 1
    ceiling = compact.problem.break_spread
    price = [0]
    for number in range(width):
        step = weights.one_break + weights.again * number
        # With a cap on the spread, a break beyond it is far dearer than one below.
        price.append(price[-1] + (step if ceiling is None or number < ceiling else 20 * step))
    segment = [0] * width
    for slot, position in enumerate(positions):
        segment[position] = compact.segment[slot]
    return kempe.Rules(
        width=width,
        segments=max(compact.segment, default=0) + 1,
        paying=people,
        row_first=_firsts(rows),
        rows=list(chain.from_iterable(rows)),
        start_first=_firsts(starts),
        starts=[positions[slot] for slots in starts for slot in slots],
        may=may,
        length=list(compact.length),
        value=[
            weights.worth * (worth + (must if is_must else 0))
            + (weights.leave if home is not None and home[wish] >= 0 else 0)
            for wish, (worth, is_must) in enumerate(zip(compact.worth, compact.must, strict=True))
        ],
        worth=list(compact.worth),
        frozen=[1 if wish in frozen or wish in compact.locked else 0 for wish in range(meetings)],
        family_first=_firsts(families_of),
        families=list(chain.from_iterable(families_of)),
        room=room,
        most=[*compact.most, *(width for _ in table_row)],
        due=[*due(compact), *(0 for _ in table_row)],
        price=price,
        hardship_price=weights.hardship,
        slack=4 * largest * weights.one_break,
        pair_first=_firsts(pairs),
        pair_other=[other for of_wish in pairs for other, _ in of_wish],
        pair_sense=[sense for of_wish in pairs for _, sense in of_wish],
        segment=segment,
        home=[-1] * meetings if home is None else [positions[slot] if slot >= 0 else -1 for slot in home],
        move_price=weights.move,
    )


def _state(rules: kempe.Rules, meetings: int, seed: int) -> kempe.State:
    rows = len(rules.most)
    return kempe.State(
        place=[-1] * meetings,
        held_at=[-1] * (rows * rules.width),
        runs=[0] * (rows * rules.segments),
        breaks=[0] * rows,
        meetings=[0] * rows,
        got=[0] * rows,
        used=[0] * len(rules.room),
        order=list(range(meetings)),
        whereabouts=list(range(meetings)),
        held=[0],
        mark=[0] * meetings,
        chain=[0] * LONGEST_CHAIN,
        was=[0] * LONGEST_CHAIN,
        journal=[0] * JOURNAL,
        best=[-1] * meetings,
        score=[0, 0, 0, 0, 0, seed * 2654435761 % (698769069 << 31) + 88172645463325252 % (1 << 58), 0],
    )
