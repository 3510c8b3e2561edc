"""Where a search stands: the best plan so far, its levels, and what is proved of each.

A level's bound holds for every plan that keeps the values of the levels above. So when a better plan
changes a level, what was proved of the levels below it lapses, except what always holds.
"""

from __future__ import annotations

from collections.abc import Mapping

from landbridge.engine.timetable.compact import Compact, Seat
from landbridge.engine.timetable.problem import Place, Plan
from landbridge.engine.timetable.score import LEVELS, score
from landbridge.engine.tools.levels import Level, OnProgress, Progress, Sense
from landbridge.engine.tools.stop import Stop

#: Seconds between two reports of progress that bring no new proof.
PAUSE = 0.3
NAMES = tuple(name for name, _ in LEVELS)
SENSE = dict(LEVELS)
#: How many of the levels depend on nothing but who is held and when.
SLOT_LEVELS = NAMES.index("break_spread") + 1


class InfeasibleError(Exception):
    """Proved: no plan keeps everything that has to be kept."""


class Standing:
    """The best plan found for a problem; tells ``on_progress`` as it changes."""

    def __init__(self, compact: Compact, stop: Stop, on_progress: OnProgress | None, depth: int = len(LEVELS)) -> None:
        self.compact = compact
        self.depth = depth  # levels that are judged; seats are provisional where it is SLOT_LEVELS
        self.seats: dict[int, Seat] | None = None
        self.values: tuple[int, ...] = ()
        self.bounds: dict[str, int] = {}
        self.reproducible = True
        self._always = _always(compact)
        self._stop = stop
        self._on_progress = on_progress
        self._reported = -PAUSE

    def sketch(self) -> Standing:
        """A standing of levels 1 to 5 alone, from the same plan and with what is proved of any plan."""
        other = Standing(self.compact, self._stop, self._on_progress, depth=SLOT_LEVELS)
        other._always = dict(self._always)
        if self.seats is not None:
            other.offer(self.seats, "priority")
            other.adopt({name: bound for name, bound in self.bounds.items() if name in NAMES[:SLOT_LEVELS]})
        return other

    def assure(self, name: str, bound: int) -> None:
        """Note what was proved of a level for any plan at all."""
        self._always[name] = _tighter(SENSE[name], bound, self._always.get(name))

    def offer(self, seats: Mapping[int, Seat], phase: str, sketch: Standing | None = None) -> bool:
        """Take a valid plan if it is better than the one so far. Returns whether it was.

        What ``sketch`` proved is taken over with it, where the plan has the same values as the sketch.
        """
        values = tuple(level.value for level in score(self.compact.problem, self.compact.plan(seats)))[: self.depth]
        if self.seats is not None and not better(values, self.values):
            return False
        first = next((at for at, (new, old) in enumerate(zip(values, self.values, strict=False)) if new != old), 0)
        if self.seats is not None:
            self.bounds = {name: bound for name, bound in self.bounds.items() if NAMES.index(name) <= first}
        self.seats, self.values = dict(seats), values
        if sketch is not None and sketch.values == values[: sketch.depth]:
            self.adopt(sketch.bounds)
        self.report(phase)
        return True

    def prove(self, name: str, bound: int, phase: str) -> None:
        """Note what was proved of a level, for plans that keep the present values above it."""
        self.bounds[name] = _tighter(SENSE[name], bound, self.bounds.get(name))
        self.report(phase, now=True)

    def adopt(self, bounds: Mapping[str, int]) -> None:
        """Take over what was proved elsewhere of plans with the same values."""
        for name, bound in bounds.items():
            self.bounds[name] = _tighter(SENSE[name], bound, self.bounds.get(name))

    def bound(self, name: str) -> int | None:
        """The best bound known for a level, given the levels above."""
        always = self._always.get(name)
        known = self.bounds.get(name)
        return known if always is None else _tighter(SENSE[name], always, known)

    def value(self, name: str) -> int:
        """The value that the best plan has on a level."""
        return self.values[NAMES.index(name)]

    def proved(self, name: str) -> bool:
        """Whether nothing better is possible on a level, given the levels above."""
        return self.seats is not None and self.bound(name) == self.value(name)

    def levels(self) -> tuple[Level, ...]:
        """The levels of the best plan with their bounds; none before there is a plan."""
        return tuple(
            Level(name, sense, value, self.bound(name))
            for (name, sense), value in zip(LEVELS, self.values, strict=False)
        )

    def plan(self) -> Plan:
        """The best plan by ids; empty before there is one."""
        found: dict[str, Place] = {} if self.seats is None else self.compact.plan(self.seats)
        return found

    def report(self, phase: str, *, now: bool = False) -> None:
        """Tell who waits, unless it was told a moment ago."""
        seconds = self._stop.elapsed()
        if self._on_progress is not None and (now or seconds - self._reported >= PAUSE):
            self._reported = seconds
            self._on_progress(Progress(phase, self.levels(), seconds))


def better(values: tuple[int, ...], others: tuple[int, ...]) -> bool:
    """Whether the first plan is the better one, level by level; a missing tail counts as equal."""
    for (_, sense), value, other in zip(LEVELS, values, others, strict=False):
        if value != other:
            return (value > other) is (sense is Sense.MAX)
    return False


def _always(compact: Compact) -> dict[str, int]:
    """What holds for any plan at all."""
    bounds = {name: 0 for name, sense in LEVELS if sense is Sense.MIN}
    possible = [bool(starts) or wish in compact.locked for wish, starts in enumerate(compact.starts)]
    bounds["musts"] = sum(must and can for must, can in zip(compact.must, possible, strict=True))
    bounds["priority"] = sum(max(0, worth) for worth, can in zip(compact.worth, possible, strict=True) if can)
    if compact.problem.hold_all:
        bounds["musts"] = sum(compact.must)
        bounds["priority"] = sum(compact.worth)
    return bounds


def _tighter(sense: Sense, one: int, other: int | None) -> int:
    if other is None:
        return one
    return min(one, other) if sense is Sense.MAX else max(one, other)
