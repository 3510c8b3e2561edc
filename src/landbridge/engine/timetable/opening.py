"""A first plan, and what bounds cost little: before any exact model is built.

Where all is to be held, the flow of classes bounds the breaks and annealing tries to meet that
bound: then breaks are settled within a second. Elsewhere the chain for large fairs opens.
"""

from __future__ import annotations

from collections.abc import Sequence

from landbridge.engine.timetable.annealing import anneal
from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.compact import Compact, Seat
from landbridge.engine.timetable.large import solve_large
from landbridge.engine.timetable.relaxation import ImpossibleError, breaks_at_least
from landbridge.engine.timetable.seating import seat
from landbridge.engine.timetable.staffing import staff
from landbridge.engine.timetable.standing import InfeasibleError, Standing
from landbridge.engine.tools.stop import Stop

#: Moves of annealing towards a bound on breaks.
MOVES = 1_000_000


def open_whole(standing: Standing, *, seed: int, stop: Stop) -> None:
    """A first plan where every meeting is to be held. Raises InfeasibleError where none can be."""
    compact = standing.compact
    try:
        target = breaks_at_least(compact, stop=stop)
    except ImpossibleError as impossible:
        raise InfeasibleError from impossible
    standing.assure("breaks", target)
    annealed = anneal(compact, seed=seed, moves=MOVES, stop=stop, target_breaks=target)
    standing.reproducible &= not annealed.stopped_by_clock
    seats = seated(compact, annealed.slots, seed=seed, stop=stop)
    if seats is not None:
        standing.offer(seats, "annealing")


def open_fair(standing: Standing, *, seed: int, stop: Stop) -> None:
    """A first plan where meetings compete for room, with bounds on what can be held."""
    compact = standing.compact
    large = solve_large(compact, seed=seed, stop=stop, start=standing.seats)
    standing.reproducible &= large.reproducible
    for level in large.levels[:2]:  # musts and priority, bounded for any plan
        if level.bound is not None:
            standing.assure(level.name, level.bound)
    if not check(compact.problem, compact.plan(large.seats)):
        standing.offer(large.seats, "annealing")


def seated(compact: Compact, slots: Sequence[int], *, seed: int, stop: Stop) -> dict[int, Seat] | None:
    """The plan that holds ``slots`` (first slot by meeting, or -1) as far as it can be served.

    Meetings without a table or interpreter are left out. None where what is left is not valid.
    """
    tables = seat(compact, slots)
    people = staff(compact, slots, seed=seed, stop=stop)
    unserved = {*tables.unseated, *people.unstaffed}
    seats = {
        meeting: Seat(slot, tables.tables[meeting], people.interpreters[meeting])
        for meeting, slot in enumerate(slots)
        if slot >= 0 and meeting not in unserved
    }
    return None if check(compact.problem, compact.plan(seats)) else seats
