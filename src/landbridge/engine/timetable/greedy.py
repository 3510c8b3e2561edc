"""A first timetable: one wish after the other, the dearest first, each where it fits best.

A wish goes where it makes the fewest breaks, and among such slots where tables are freest. What
does not fit is left out; annealing finds room for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from landbridge.engine.timetable import kempe
from landbridge.engine.timetable.board import Board, Weights, lay_out
from landbridge.engine.timetable.compact import Compact


def greedy(compact: Compact, *, start: Sequence[int] | None = None, wanted: Sequence[float] | None = None) -> list[int]:
    """First slot of each wish, or -1. Locked meetings, then ``start``, stand where they are.

    ``wanted`` (by wish, from a relaxation) says which wishes to prefer among those of one worth.
    """
    board = lay_out(compact, start, Weights(), 0)
    place_all(compact, board, wanted)
    return [board.slot_at[position] if position >= 0 else -1 for position in board.state.place]


def place_all(compact: Compact, board: Board, wanted: Sequence[float] | None = None) -> None:
    """Hold every wish that fits without moving another, in order of must, worth and how hard it is."""
    crowded = [len(wishes) for wishes in compact.wishes_of]

    def rank(wish: int) -> tuple[bool, bool, int, int, int]:
        return (
            not compact.must[wish],
            wanted is not None and wanted[wish] < 0.5,
            -compact.worth[wish],
            -max((crowded[person] for person in compact.members[wish]), default=0),
            len(compact.starts[wish]),
        )

    rules, state = board.rules, board.state
    for wish in sorted(range(len(compact.members)), key=rank):
        if state.place[wish] < 0 and (position := _best_position(wish, rules, state)) >= 0:
            state.score[kempe.COST] += kempe.fill(wish, position, 1, rules, state)
    state.score[kempe.BEST] = state.score[kempe.COST]
    state.score[kempe.JOURNAL] = state.score[kempe.KEPT] = 0


def _best_position(wish: int, rules: kempe.Rules, state: kempe.State) -> int:
    rows = rules.rows[rules.row_first[wish] : rules.row_first[wish + 1]]
    if any(state.meetings[row] >= rules.most[row] for row in rows):
        return -1
    best, least = -1, 0
    length, width, held_at, used = rules.length[wish], rules.width, state.held_at, state.used
    for position in rules.starts[rules.start_first[wish] : rules.start_first[wish + 1]]:
        score = used[position]
        for row in rows:
            here = row * width + position
            if held_at[here] >= 0 or (length > 1 and any(held_at[here + k] >= 0 for k in range(1, length))):
                break
            # Apart from what the participant has already: as bad as many meetings more in the slot.
            if state.meetings[row] and held_at[here - 1] < 0 and held_at[here + length] < 0:
                score += 1_000_000
        else:
            if (
                (best < 0 or score < least)
                and kempe.fits(wish, position, rules, state)
                and kempe.in_order(wish, position, -1, -1, rules, state)
            ):
                best, least = position, score
    return best
