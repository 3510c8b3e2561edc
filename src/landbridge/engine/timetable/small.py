"""The chain of levels for problems small enough for exact models.

Where every meeting can name its table and interpreter in one model, all eight levels are
optimised in it. Otherwise levels 1 to 5 are optimised with tables and interpreters counted; then,
with the slots held, the rest; then, if work is left, the rest again with the slots free.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from landbridge.engine.timetable import exact
from landbridge.engine.timetable.chain import Chain
from landbridge.engine.timetable.compact import Compact, Seat
from landbridge.engine.timetable.cpsat import Effort
from landbridge.engine.timetable.standing import NAMES, SLOT_LEVELS, InfeasibleError, Standing
from landbridge.engine.tools.levels import OnProgress
from landbridge.engine.tools.stop import Stop

#: Places (meeting, slot, table or interpreter) up to which one model names everything at once.
NAMED_AT_ONCE = 12_000
#: The same, for a last attempt from a plan that is complete.
NAMED_AT_ALL = 150_000
#: Deterministic time that the solver does per second of one quiet core, as a rule.
WORK_PER_SECOND = 0.8
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
    sketch = Standing(compact, stop, on_progress, depth=SLOT_LEVELS)
    if start is not None:
        sketch.offer(start, "start")
    chain = Chain(exact.counted(compact), sketch, efforts, seed)
    work = chain.climb(NAMES[:SLOT_LEVELS], work=work, stop=stop)
    standing.reproducible = sketch.reproducible
    if sketch.seats is not None:
        _complete(compact, sketch, standing, seed, stop)
        for name in NAMES[:SLOT_LEVELS]:
            if standing.values[:SLOT_LEVELS] == sketch.values and name in sketch.bounds:
                standing.prove(name, sketch.bounds[name], "table_changes")
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


def efforts(work: float) -> Sequence[Effort]:
    """One worker first, which settles what is easy; then two that take turns."""
    if work <= ALONE:
        return (Effort(work),)
    return (Effort(ALONE), Effort(work - ALONE, workers=2))


def _complete(compact: Compact, sketch: Standing, standing: Standing, seed: int, stop: Stop) -> None:
    """Seat and staff the slots of ``sketch``, as few changes as can be; bounds are not for other slots."""
    if sketch.seats is None:
        return
    slots = {meeting: seat.slot for meeting, seat in sketch.seats.items()}
    frozen = dataclasses.replace(
        compact, starts=tuple((slots[meeting],) if meeting in slots else () for meeting in range(len(compact.starts)))
    )
    grace = Stop(max(GRACE_SECONDS, stop.left() / 2))
    inner = Standing(frozen, grace, None)
    try:
        Chain(_all_held(frozen, slots), inner, efforts, seed).climb(NAMES[SLOT_LEVELS:], work=GRACE_WORK, stop=grace)
    except InfeasibleError:
        return
    if inner.seats is not None:
        standing.offer(inner.seats, "table_changes")
        standing.reproducible &= inner.reproducible


def _all_held(compact: Compact, slots: Mapping[int, int]) -> exact.ExactModel:
    model = exact.named(compact)
    for meeting, held in enumerate(model.slots.held):
        if not isinstance(held, int):
            model.model.add(held == (meeting in slots))
    return model
