"""Timetables at the scale of a trade fair: up to some ten thousand companies.

A chain of steps, each made for one part of the objective of decision 004: a linear program says
which wishes can be held together; a greedy start holds most of them; annealing finds room for the
rest, then trades wishes of equal worth for less hardship and slots for fewer breaks; interpreters
and tables are assigned to the slots. Where interpreters cannot be found over time (a slot's
capacity says nothing about rounds in a row) annealing goes on with the rounds that can be worked,
so that a meeting moves rather than falls away.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from landbridge.engine.timetable import accelerator
from landbridge.engine.timetable.annealing import run
from landbridge.engine.timetable.board import Board, Weights, lay_out
from landbridge.engine.timetable.compact import Compact, Seat
from landbridge.engine.timetable.greedy import place_all
from landbridge.engine.timetable.hall import families
from landbridge.engine.timetable.rounds import staggered
from landbridge.engine.timetable.score import score
from landbridge.engine.timetable.seating import seat
from landbridge.engine.timetable.staffing import staff
from landbridge.engine.timetable.weight_bound import relaxed
from landbridge.engine.tools.levels import Level, OnProgress, Progress, Sense
from landbridge.engine.tools.stop import Stop

#: First find room for what can be held, then settle who gets it, and when.
ROOM = Weights(hot=1.0, cold=0.2)
ORDER = Weights(worth=40_000, hardship=10, again=1, hot=0.4, cold=0.08)
#: Slots are found anew this often, at most, for meetings without interpreter or table.
ROUNDS = 4


class Large(NamedTuple):
    """A plan as numbers, its levels with bounds, and whether counted work, not the clock, ended it."""

    seats: dict[int, Seat]
    levels: list[Level]
    reproducible: bool


def budget(compact: Compact, seconds: float) -> int:
    """Moves for so many seconds: counted, so that the same seed gives the same plan.

    Half of what two quiet cores of 2024 make, so that the clock, which is only a safety net,
    hardly ever comes first.
    """
    wishes = len(compact.members)
    a_second = 5_000_000 / (1 + wishes / 15_000) if accelerator.usable(seconds) else 60_000 / (1 + wishes / 60_000)
    return int(a_second * max(0.0, seconds))


def solve_large(
    compact: Compact,
    *,
    seed: int = 0,
    stop: Stop | None = None,
    start: Mapping[int, Seat] | None = None,
    on_progress: OnProgress | None = None,
) -> Large:
    """A timetable for a fair too large to be proved level by level.

    ``start`` is a plan to improve on. Every meeting held has its table and interpreter. A cap on
    the spread of breaks, and "hold all", are aimed at but not guaranteed: the caller checks.
    """
    stop = stop or Stop()
    search = _Search(compact, seed, stop, on_progress)
    slots = search.slots(start)
    seats = search.seats(slots)
    return Large(seats, _levels(compact, seats, search.bounds), not search.cut)


@dataclass
class _Search:
    compact: Compact
    seed: int
    stop: Stop
    on_progress: OnProgress | None
    bounds: tuple[int, int] = (0, 0)
    cut: bool = False
    _told: float = field(default=-1.0, repr=False)

    def slots(self, start: Mapping[int, Seat] | None) -> list[int]:
        """First slots that hold what can be held, with little hardship and few breaks."""
        relaxation = relaxed(self.compact)
        self.bounds = (relaxation.musts, relaxation.priority)
        # A quarter of the time is kept for tables and interpreters, and for slots found anew.
        stop = self.stop.within(0.75 * self.stop.left())
        moves = budget(self.compact, 0.5 * self.stop.seconds)
        begin = None
        if start is not None:
            begin = [start[wish].slot if wish in start else -1 for wish in range(len(self.compact.members))]
        board = lay_out(self.compact, begin, ROOM, self.seed)
        place_all(self.compact, board, relaxation.held)
        self._anneal(board, moves // 5, ROOM, "room", stop)
        return self._settle(board.best(), moves - moves // 5, stop)

    def seats(self, slots: list[int]) -> dict[int, Seat]:
        """Interpreters and tables for the slots; what cannot have them moves, or at last goes."""
        compact = self.compact
        starts = [list(of_wish) for of_wish in compact.starts]
        shift: Sequence[frozenset[int]] | None = None
        best: dict[int, Seat] = {}
        for turn in range(ROUNDS):
            staffed = staff(compact, slots, seed=self.seed, stop=self.stop, shift=shift)
            seated = seat(compact, slots)
            self.cut |= staffed.stopped_by_clock
            homeless = {*staffed.unstaffed, *seated.unseated}
            held = {
                wish: Seat(slot, seated.tables[wish], staffed.interpreters[wish])
                for wish, slot in enumerate(slots)
                if slot >= 0 and wish not in homeless
            }
            if not best or self._value(held) > self._value(best):
                best = held
            if not homeless or turn == ROUNDS - 1:
                break
            if staffed.unstaffed:
                # First with the rounds that could be worked on top, then with pauses planned anew.
                shift = staffed.on if turn % 2 == 0 else staggered(compact)
            for wish in seated.unseated:
                starts[wish] = [slot for slot in starts[wish] if slot != slots[wish]]
            slots = [-1 if wish in homeless else slot for wish, slot in enumerate(slots)]
            slots = self._settle(slots, 50 * len(slots) + 20_000, self.stop, shift, starts)
        return best

    def _value(self, seats: Mapping[int, Seat]) -> tuple[int, int]:
        return sum(self.compact.must[wish] for wish in seats), sum(self.compact.worth[wish] for wish in seats)

    def _settle(
        self,
        slots: list[int],
        moves: int,
        stop: Stop,
        shift: Sequence[frozenset[int]] | None = None,
        starts: Sequence[Sequence[int]] | None = None,
    ) -> list[int]:
        rooms = None if shift is None else families(self.compact, shift)
        board = lay_out(self.compact, slots, ORDER, self.seed + 1, rooms=rooms, starts=starts)
        self._anneal(board, moves, ORDER, "order", stop)
        return board.best()

    def _anneal(self, board: Board, moves: int, weights: Weights, phase: str, stop: Stop) -> None:
        def look(board: Board) -> None:
            self._tell(board, phase)

        _, cut = run(board, moves, weights, stop, look=look)
        self.cut |= cut

    def _tell(self, board: Board, phase: str) -> None:
        """Say how far the search is, twice a second at most."""
        if self.on_progress is None or self.stop.elapsed() < self._told + 0.5:
            return
        self._told = self.stop.elapsed()
        held = [wish for wish, position in enumerate(board.state.place) if position >= 0]
        levels = (
            Level("musts", Sense.MAX, sum(self.compact.must[wish] for wish in held), self.bounds[0]),
            Level("priority", Sense.MAX, sum(self.compact.worth[wish] for wish in held), self.bounds[1]),
        )
        self.on_progress(Progress(phase, levels, self._told))


def _levels(compact: Compact, seats: Mapping[int, Seat], bounds: tuple[int, int]) -> list[Level]:
    """The levels of a plan. Below priority only the bound that needs no proof: nothing is under 0."""
    levels = score(compact.problem, compact.plan(seats))
    return [Level(level.name, level.sense, level.value, bounds[at] if at < 2 else 0) for at, level in enumerate(levels)]
