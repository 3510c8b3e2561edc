"""Solve a timetable: the best plan level by level, and what is proved of each level."""

from __future__ import annotations

from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.compact import Compact, Seat
from landbridge.engine.timetable.problem import Plan, Problem
from landbridge.engine.timetable.result import Result, Status
from landbridge.engine.timetable.score import score
from landbridge.engine.timetable.standing import InfeasibleError, Standing, better
from landbridge.engine.timetable.violation import Kind
from landbridge.engine.tools.levels import Level, OnProgress
from landbridge.engine.tools.stop import Stop

#: Rules that a plan can break by what is not in it yet.
_OF_THE_WHOLE = {Kind.NOT_HELD, Kind.BREAK_SPREAD}


def solve(
    problem: Problem,
    *,
    seed: int = 0,
    stop: Stop | None = None,
    start: Plan | None = None,
    on_progress: OnProgress | None = None,
) -> Result:
    """The best timetable found before ``stop``, level by level (docs/decisions/004).

    ``start`` is a plan to improve on, used where it is valid. ``on_progress`` is called a few times a
    second at most, and whenever something is proved. The same problem and seed give the same
    plan, unless the result says that it is not reproducible. Raises KeyError where the problem
    names an id that it does not define.
    """
    from landbridge.engine.timetable.search import search  # noqa: PLC0415  (OR-Tools takes 2 s to import)

    stop = stop or Stop()
    compact = Compact.of(problem)
    conflicts = clashing_locks(problem)
    if conflicts:
        return Result(Status.INFEASIBLE, {}, (), seed, stop.elapsed(), conflicts=conflicts)
    first = _first_plan(problem, compact, start)
    try:
        standing = search(compact, seed=seed, stop=stop, start=first, on_progress=on_progress)
    except InfeasibleError:
        return Result(Status.INFEASIBLE, {}, (), seed, stop.elapsed())
    return _result(standing, seed, stop)


def clashing_locks(problem: Problem) -> tuple[str, ...]:
    """The locked meetings that cannot stand where they are locked, alone or beside each other."""
    wrong = [violation for violation in check(problem, problem.locked) if violation.kind not in _OF_THE_WHOLE]
    named = {wish for violation in wrong for wish in violation.wishes}
    return tuple(wish for wish in problem.locked if wish in named)


def _first_plan(problem: Problem, compact: Compact, start: Plan | None) -> dict[int, Seat] | None:
    """A valid plan to begin with: ``start``, or no more than the locked meetings."""
    plans: list[Plan] = [dict(problem.locked)]
    if start is not None:
        plans.append(start)
    valid = [plan for plan in plans if not check(problem, plan)]
    if not valid:
        return None
    best = valid[0]
    for plan in valid[1:]:
        if better(_values(score(problem, plan)), _values(score(problem, best))):
            best = plan
    return compact.seats(best)


def _values(levels: tuple[Level, ...]) -> tuple[int, ...]:
    return tuple(level.value for level in levels)


def _result(standing: Standing, seed: int, stop: Stop) -> Result:
    levels = standing.levels()
    status = Status.UNKNOWN
    if levels:
        status = Status.OPTIMAL if all(level.proved for level in levels) else Status.FEASIBLE
    return Result(status, standing.plan(), levels, seed, stop.elapsed(), standing.reproducible)
