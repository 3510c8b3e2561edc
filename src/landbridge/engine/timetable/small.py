"""The chain of levels for problems small enough for exact models.

Where every meeting can name its table and interpreter in one model, all eight levels are
optimised in it. Otherwise levels 1 to 5 are optimised with tables and interpreters counted; then,
with the slots held, the rest; then, if work is left, the rest again with the slots free.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from landbridge.engine.timetable import exact
from landbridge.engine.timetable.annealing import anneal
from landbridge.engine.timetable.chain import Chain
from landbridge.engine.timetable.compact import Compact, Seat
from landbridge.engine.timetable.cpsat import Effort
from landbridge.engine.timetable.opening import seated
from landbridge.engine.timetable.relaxation import ImpossibleError, breaks_at_least
from landbridge.engine.timetable.standing import NAMES, SLOT_LEVELS, InfeasibleError, Standing
from landbridge.engine.tools.levels import OnProgress
from landbridge.engine.tools.stop import Stop

#: Places (meeting, slot, table or interpreter) up to which one model names everything at once.
NAMED_AT_ONCE = 2_000
#: The same, for a last attempt from a plan that is complete.
NAMED_AT_ALL = 150_000
#: Deterministic time that the solver does per second of one quiet core, as a rule.
WORK_PER_SECOND = 0.8
#: Moves of annealing for a first plan.
MOVES = 1_000_000
#: Work and seconds to seat a plan in, even when the time is out.
GRACE_WORK, GRACE_SECONDS = 4.0, 5.0
#: Work that one worker gets before workers take turns.
ALONE = 2.0


def solve_small(
    compact: Compact, *, seed: int, stop: Stop, start: Mapping[int, Seat] | None, on_progress: OnProgress | None
) -> Standing:
    """The best plan in the time there is; its levels are proved as far as the time went.

    Raises InfeasibleError where it is proved that there is no plan.
    """
    standing = Standing(compact, stop, on_progress)
    if start is not None:
        standing.offer(start, "start")
    work = stop.seconds * WORK_PER_SECOND
    if places(compact) <= NAMED_AT_ONCE:
        Chain(exact.named(compact), standing, efforts, seed).climb(NAMES, work=work, stop=stop)
        return standing
    _open(compact, standing, seed, stop)
    sketch = Standing(compact, stop, on_progress, depth=SLOT_LEVELS)
    sketch.bounds = dict(standing.bounds)
    if standing.seats is not None:
        sketch.offer(standing.seats, "annealing")
    work = Chain(exact.counted(compact), sketch, efforts, seed).climb(NAMES[:SLOT_LEVELS], work=work, stop=stop)
    standing.reproducible &= sketch.reproducible
    if sketch.seats is None:
        return standing
    _complete(compact, sketch.seats, standing, seed, stop)
    if standing.values[:SLOT_LEVELS] == sketch.values:
        for name, bound in sketch.bounds.items():
            standing.prove(name, bound, "table_changes")
    if standing.seats is not None and places(compact) <= NAMED_AT_ALL and not stop.now():
        Chain(exact.named(compact), standing, efforts, seed).climb(NAMES, work=work, stop=stop)
    return standing


def places(compact: Compact) -> int:
    """How many (meeting, slot, table) and (meeting, slot, interpreter) there are to choose from."""
    tables = len(compact.problem.tables)
    return sum(
        len(starts) * (tables + len(compact.coverers[need]))
        for starts, need in zip(compact.starts, compact.need, strict=True)
    )


def efforts(name: str, work: float) -> Sequence[Effort]:
    """One worker first, which settles what is easy; then two that take turns.

    Breaks are counted up from below, by unsatisfiable cores and without a linear programme:
    where it is slow elsewhere, it is by far the fastest here.
    """
    if name == "breaks":
        return (Effort(work, cores=True),)
    if work <= ALONE:
        return (Effort(work),)
    return (Effort(ALONE), Effort(work - ALONE, workers=2))


def _open(compact: Compact, standing: Standing, seed: int, stop: Stop) -> None:
    """A bound on breaks where all is held, and a first plan by annealing that may meet it."""
    target = None
    if compact.problem.hold_all:
        try:
            target = breaks_at_least(compact, stop=stop.within(stop.left() / 4))
        except ImpossibleError as impossible:
            raise InfeasibleError from impossible
        standing.prove("breaks", target, "breaks")
    annealed = anneal(compact, seed=seed, moves=MOVES, stop=stop.within(stop.left() / 4), target_breaks=target)
    standing.reproducible &= not annealed.stopped_by_clock
    seats = seated(compact, annealed.slots, seed=seed, stop=stop)
    if seats is not None:
        standing.offer(seats, "annealing")


def _complete(compact: Compact, sketch: Mapping[int, Seat], standing: Standing, seed: int, stop: Stop) -> None:
    """Seat and staff the slots of ``sketch`` with few changes, whatever the time."""
    slots = [sketch[meeting].slot if meeting in sketch else -1 for meeting in range(len(compact.starts))]
    grace = Stop(max(GRACE_SECONDS, stop.left() / 4))
    quick = seated(compact, slots, seed=seed, stop=grace)
    if quick is not None:
        standing.offer(quick, "table_changes")
        if stop.now():
            return
    frozen = dataclasses.replace(compact, starts=tuple(() if slot < 0 else (slot,) for slot in slots))
    inner = Standing(frozen, grace, None)
    if quick is not None and len(quick) == len(sketch):
        inner.offer(quick, "table_changes")
    model = exact.named(frozen)
    for meeting, held in enumerate(model.slots.held):
        if not isinstance(held, int):
            model.model.add(held == (meeting in sketch))
    try:
        Chain(model, inner, efforts, seed).climb(NAMES[SLOT_LEVELS:], work=GRACE_WORK, stop=grace)
    except InfeasibleError:
        return
    standing.reproducible &= inner.reproducible
    if inner.seats is not None:
        standing.offer(inner.seats, "table_changes")
