"""Improves a timetable by simulated annealing, from nothing or from a start.

The cost of a plan weighs what the levels of decision 004 order: a must above everything, then
priority, then hardship, then breaks, and the second break of a participant a little more than its
first. Tables and interpreters are counted, not assigned: ``seating`` and ``staffing`` assign them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from landbridge.engine.timetable import accelerator, kempe
from landbridge.engine.timetable.board import Board, Weights, lay_out
from landbridge.engine.timetable.compact import Compact
from landbridge.engine.timetable.hall import Family
from landbridge.engine.timetable.problem import Participant, Problem, Slot, Table, Wish
from landbridge.engine.tools.stop import Stop

#: Moves between two looks at the clock. A fixed number, so that plain and compiled runs agree.
LOOK = 16_384
LOGS = [-math.log((number + 0.5) / 4096) for number in range(4096)]


@dataclass(frozen=True, slots=True)
class Annealed:
    """First slot of each wish, or -1; what was done; and whether the clock cut it short."""

    slots: list[int]
    moves_done: int
    stopped_by_clock: bool


def anneal(
    compact: Compact,
    *,
    seed: int = 0,
    moves: int = 1_000_000,
    stop: Stop | None = None,
    start: Sequence[int] | None = None,
    target_breaks: int | None = None,
    weights: Weights | None = None,
    rooms: Sequence[Family] | None = None,
) -> Annealed:
    """The best timetable met in ``moves`` moves: which wishes are held, and in which slot.

    Ends early once every wish is held with ``target_breaks`` breaks or fewer. The same seed and
    number of moves give the same answer with numba and without, unless ``stop`` came first.
    ``rooms`` replaces the places per slot that tables and interpreters have by the problem.
    """
    weights = weights or Weights()
    board = lay_out(compact, start, weights, seed, rooms=rooms)
    done, cut = run(board, moves, weights, stop or Stop(seconds=math.inf), target_breaks)
    return Annealed(board.best(), done, cut)


def run(  # noqa: PLR0917
    board: Board,
    moves: int,
    weights: Weights,
    stop: Stop,
    target_breaks: int | None = None,
    look: Callable[[Board], None] | None = None,
) -> tuple[int, bool]:
    """Cool a board down from ``weights.hot`` to ``weights.cold`` in ``moves`` moves.

    ``look`` is called now and then with a board whose state may be read, not changed. Returns the
    moves made and whether ``stop`` ended it.
    """
    if not board.state.place or moves <= 0:
        return 0, False
    unit = weights.one_break or 1
    heat = weights.hot * unit
    cooling = (weights.cold / weights.hot) ** (1.0 / moves)
    goal = -1 if target_breaks is None else target_breaks
    if board.breaks <= goal and board.state.held[0] == len(board.state.place):
        return 0, False
    loop, rules, state, logs = _engine(board, moves, stop.left())
    view = Board(rules, state, board.positions, board.slot_at)
    done = 0
    cut = False
    while done < moves and heat > 0:
        if stop.now():
            cut = True
            break
        now = min(LOOK, moves - done)
        heat = loop(now, heat, cooling, logs, goal, rules, state)
        done += now
        if look is not None:
            look(view)
    if rules is not board.rules:
        _copy_back(state, board.state)
    return done, cut


def _engine(
    board: Board, moves: int, seconds: float
) -> tuple[Callable[..., float], kempe.Rules, kempe.State, Sequence[float]]:
    """The loop to use, and what to call it with: lists for plain Python, arrays for machine code."""
    if not accelerator.pays(moves, seconds):
        return kempe.anneal, board.rules, board.state, LOGS
    return _machine(board)


def _machine(board: Board) -> tuple[Callable[..., float], kempe.Rules, kempe.State, Sequence[float]]:
    rules, state = accelerator.arrays(board.rules), accelerator.arrays(board.state)
    return accelerator.compiled(), kempe.Rules(*rules), kempe.State(*state), accelerator.floats(LOGS)


def warm() -> None:
    """Load the machine code, or make it, so that short phases of a search find it ready. Safe to repeat.

    Takes some 15 seconds the first time on a machine and 2 afterwards; nothing where numba is not used.
    """
    if not accelerator.allowed() or accelerator.compiled.cache_info().currsize:
        return
    pair = tuple(Participant(name, languages={"en": 3}) for name in ("one", "other"))
    tiny = Problem((Slot("slot", "day", 0, 30),), (Table("table"),), pair, (Wish("wish", ("one", "other")),))
    loop, rules, state, logs = _machine(lay_out(Compact.of(tiny), None, Weights(), 0))
    loop(1, 1.0, 1.0, logs, -1, rules, state)


def _copy_back(state: kempe.State, into: kempe.State) -> None:
    for values, kept in zip(state, into, strict=True):
        kept[:] = values.tolist()  # type: ignore[attr-defined]
