"""From a first plan to a proof, by the size of the problem.

Tiny: every meeting can name its table and interpreter in one exact model, and all eight levels are
optimised in it. Small: a quick first plan; then levels 1 to 5 with tables and interpreters counted;
then, with the slots held, the rest; then, if work is left, the rest again with the slots
free. Middling: the same, but most of the time goes to the first plan. Large: the first plan is all.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from landbridge.engine.timetable import exact
from landbridge.engine.timetable.accelerator import PATIENCE
from landbridge.engine.timetable.annealing import warm
from landbridge.engine.timetable.chain import Chain
from landbridge.engine.timetable.compact import Compact, Seat
from landbridge.engine.timetable.cpsat import Effort
from landbridge.engine.timetable.opening import open_fair, open_whole, seated
from landbridge.engine.timetable.standing import NAMES, SLOT_LEVELS, InfeasibleError, Standing
from landbridge.engine.tools.levels import OnProgress
from landbridge.engine.tools.stop import Stop

#: Places (meeting, slot, table or interpreter) up to which one model names everything at once.
NAMED_AT_ONCE = 2_000
#: The same, for a last attempt from a plan that is complete.
NAMED_AT_ALL = 150_000
#: Places (meeting, slot) up to which exact models are tried at all.
COUNTED_AT_ALL = 30_000
#: Meetings up to which a problem is small.
SMALL = 320
#: Meetings from which it pays to have the annealing loop as machine code.
WORTH_WARMING = 60
#: Share of the time for a first plan: of a small problem, of a middling one, of a large one.
OPENING_SMALL, OPENING_MIDDLING, OPENING_LARGE = 0.1, 0.4, 0.95
#: Deterministic time that the solver does per second of one quiet core, as a rule.
WORK_PER_SECOND = 0.8
#: Work and seconds to seat a plan in, even when the time is out.
GRACE_WORK, GRACE_SECONDS = 4.0, 5.0
#: Work that one worker gets before workers take turns.
ALONE = 2.0
#: Work that breaks get from one worker, before two share all that is left.
CORES = 3.5


def search(
    compact: Compact, *, seed: int, stop: Stop, start: Mapping[int, Seat] | None, on_progress: OnProgress | None
) -> Standing:
    """The best plan in the time there is; its levels are proved as far as the time went.

    Raises InfeasibleError where it is proved that there is no plan.
    """
    standing = Standing(compact, stop, on_progress)
    if start is not None:
        standing.offer(start, "start")
    if stop.seconds >= PATIENCE and len(compact.members) >= WORTH_WARMING:
        warm()
    work = stop.seconds * WORK_PER_SECOND
    if places(compact) <= NAMED_AT_ONCE:
        Chain(exact.named(compact), standing, efforts, seed).climb(NAMES, work=work, stop=stop)
        return standing
    share = _opening(compact)
    opening = stop.within(stop.seconds * share)
    if compact.problem.hold_all:
        open_whole(standing, seed=seed, stop=opening)
    else:
        open_fair(standing, seed=seed, stop=opening)
    if share < OPENING_LARGE:
        _prove(standing, work * (1 - share), seed, stop)
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
        if work <= CORES:
            return (Effort(work, cores=True),)
        return (Effort(CORES, cores=True), Effort(work - CORES, cores=True, workers=2))
    if work <= ALONE:
        return (Effort(work),)
    return (Effort(ALONE), Effort(work - ALONE, workers=2))


def _opening(compact: Compact) -> float:
    if sum(map(len, compact.starts)) > COUNTED_AT_ALL:
        return OPENING_LARGE
    return OPENING_SMALL if len(compact.members) <= SMALL else OPENING_MIDDLING


def _prove(standing: Standing, work: float, seed: int, stop: Stop) -> None:
    """Levels 1 to 5 by count, then the rest."""
    compact = standing.compact
    sketch = standing.sketch()
    if not stop.now():
        work = Chain(exact.counted(compact), sketch, efforts, seed).climb(NAMES[:SLOT_LEVELS], work=work, stop=stop)
    standing.reproducible &= sketch.reproducible
    if sketch.seats is None:
        return
    _complete(standing, sketch, sketch.seats, seed, stop)
    if standing.values[:SLOT_LEVELS] == sketch.values:
        standing.adopt(sketch.bounds)
    if standing.seats is not None and places(compact) <= NAMED_AT_ALL and not stop.now():
        Chain(exact.named(compact), standing, efforts, seed).climb(NAMES, work=work, stop=stop)


def _complete(standing: Standing, sketch: Standing, seats: Mapping[int, Seat], seed: int, stop: Stop) -> None:
    """Seat and staff the slots of ``seats``, the plan of ``sketch``, with few changes, whatever the time."""
    compact = standing.compact
    slots = [seats[meeting].slot if meeting in seats else -1 for meeting in range(len(compact.starts))]
    grace = Stop(max(GRACE_SECONDS, stop.left() / 4))
    quick = seated(compact, slots, seed=seed, stop=grace)
    if quick is not None:
        standing.offer(quick, "table_changes", sketch)
        if stop.now():
            return
    frozen = dataclasses.replace(compact, starts=tuple(() if slot < 0 else (slot,) for slot in slots))
    inner = Standing(frozen, grace, None)
    if quick is not None and len(quick) == len(seats):
        inner.offer(quick, "table_changes")
    model = exact.named(frozen)
    for meeting, held in enumerate(model.slots.held):
        if not isinstance(held, int):
            model.model.add(held == (meeting in seats))
    try:
        Chain(model, inner, efforts, seed).climb(NAMES[SLOT_LEVELS:], work=GRACE_WORK, stop=grace)
    except InfeasibleError:
        return
    standing.reproducible &= inner.reproducible
    if inner.seats is not None:
        standing.offer(inner.seats, "table_changes")
