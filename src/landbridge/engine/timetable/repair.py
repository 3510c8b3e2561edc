"""Mends a timetable after something changed, and moves as few others as it can.

What the change makes impossible is *hit* and taken out; the rest stands. Then annealing looks for
places for what was hit, and for wishes that never had one, near by: only meetings of the
participants concerned, and of those they meet, may move, each move has its price, and what
happened before ``now`` is past. The answer is never worse than only dropping what is hit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from landbridge.engine.timetable.annealing import run
from landbridge.engine.timetable.board import Weights, lay_out
from landbridge.engine.timetable.compact import Compact, Seat
from landbridge.engine.timetable.neighbourhood import neighbourhood
from landbridge.engine.timetable.placed import Placed
from landbridge.engine.timetable.problem import Place, Plan, Problem
from landbridge.engine.timetable.score import score
from landbridge.engine.tools.garbage import uncollected
from landbridge.engine.tools.levels import Level
from landbridge.engine.tools.stop import Stop

#: Two moves cost less than the least of meetings is worth, three cost more. A meeting that was not
#: hit gives way only to one worth six more.
PRICES = (
    Weights(worth=400, hardship=1, move=360, leave=2_400, hot=1.0, cold=0.2),
    Weights(worth=400, move=2_000, leave=20_000, hot=0.5, cold=0.2),
)
#: Others that may move for each meeting that finds a place.
MOST_MOVED = 2
MOVES = 16_384
#: Where nothing is hit, so many wishes without a place are looked at: they may be new.
FEW = 50


@dataclass(frozen=True)
class Repair:
    """What the repair did, by wish ids.

    ``hit`` could not stay; ``placed`` has a place now and had none, or was hit; ``moved`` was not
    hit and changes its slot; ``dropped`` was in the plan and is no more.
    """

    plan: dict[str, Place]
    hit: tuple[str, ...]
    dropped: tuple[str, ...]
    moved: tuple[str, ...]
    placed: tuple[str, ...]
    problem: Problem = field(repr=False)

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The levels of the plan; judged when asked for, as that takes as long as the repair itself."""
        return score(self.problem, self.plan)


@uncollected()
def repair(problem: Problem, plan: Plan, *, now: str | None = None, seed: int = 0, stop: Stop | None = None) -> Repair:
    """Mend ``plan`` so that it answers ``problem``, which is as it is now.

    ``now`` is the id of the first slot that may still change: meetings that began before it stay
    as they were, whatever the problem says of them. Locked meetings stay where they are locked.
    Raises KeyError where ``now`` or a locked place names an id the problem does not define.
    """
    stop = stop or Stop(1.0)
    compact = Compact.of(problem)
    first = 0 if now is None else compact.slot_number[now]
    standing = Placed(compact)
    hit = standing.keep(plan, first)
    kept = dict(standing.seats)
    best = kept
    waiting = [wish for wish, starts in enumerate(compact.starts) if wish not in kept and starts]
    centre = hit if hit or len(waiting) > FEW else waiting
    for turn, weights in enumerate(PRICES):
        if stop.now() or not centre:
            break
        if turn:  # the first try has moved what stood
            standing = Placed(compact)
            for wish, seat in kept.items():
                standing.put(wish, seat)
        tried = _mend(standing, kept, centre, first, weights, seed + turn, stop)
        moved = sum(wish not in tried or tried[wish].slot != seat.slot for wish, seat in kept.items())
        if moved <= MOST_MOVED * len(tried.keys() - kept.keys()) and _worth(compact, tried) >= _worth(compact, kept):
            best = tried
            break
    return _report(compact, plan, kept, best, hit)


def _worth(compact: Compact, seats: Mapping[int, Seat]) -> tuple[int, int]:
    return sum(compact.must[wish] for wish in seats), sum(compact.worth[wish] for wish in seats)


def _mend(  # noqa: PLR0917
    standing: Placed,
    kept: Mapping[int, Seat],
    centre: list[int],
    first: int,
    weights: Weights,
    seed: int,
    stop: Stop,
) -> dict[int, Seat]:
    compact = standing.compact
    near = neighbourhood(compact, kept, centre, first)
    slots = [kept[wish].slot if wish in kept else -1 for wish in near.wishes]
    board = lay_out(
        near.compact, slots, weights, seed, frozen=near.frozen, home=slots, starts=near.compact.starts, rooms=near.rooms
    )
    run(board, MOVES + 40 * len(centre), weights, stop)
    chosen = {wish: slot for wish, slot in zip(near.wishes, board.best(), strict=True) if slot >= 0}
    changed = {wish for wish in near.wishes if (kept[wish].slot if wish in kept else -1) != chosen.get(wish, -1)}
    for wish in changed & kept.keys():
        standing.take(wish)
    newcomers = sorted(changed & chosen.keys(), key=lambda wish: (-compact.must[wish], -compact.worth[wish], wish))
    for wish in newcomers:
        standing.find(wish, chosen[wish])
    return dict(standing.seats)


def _report(compact: Compact, plan: Plan, kept: Mapping[int, Seat], best: Mapping[int, Seat], hit: list[int]) -> Repair:
    names = [wish.id for wish in compact.problem.wishes]
    # Most places are as they were: taken over, not made again.
    answer = {
        names[wish]: plan[names[wish]]
        if best[wish] is kept.get(wish) and wish not in compact.locked
        else compact.place(best[wish])
        for wish in sorted(best)
    }
    known = compact.wish_number
    return Repair(
        plan=answer,
        hit=(*(names[wish] for wish in hit), *(wish for wish in plan if wish not in known)),
        dropped=tuple(wish for wish in plan if wish not in answer),
        moved=tuple(names[wish] for wish in sorted(kept) if wish in best and best[wish].slot != kept[wish].slot),
        placed=tuple(names[wish] for wish in sorted(best.keys() - kept.keys())),
        problem=compact.problem,
    )
