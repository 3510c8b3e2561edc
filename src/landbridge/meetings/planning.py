"""Rows → engine → plan: the only place of this wing that searches.

The engine's searches take seconds to import, so they are imported where they run: in a job.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from landbridge.engine.timetable.problem import Plan, Problem
from landbridge.engine.timetable.result import Status
from landbridge.engine.tools.levels import Level, OnProgress
from landbridge.engine.tools.stop import Stop
from landbridge.meetings.models import Fair
from landbridge.meetings.queries import fair_book, fair_plan, fair_problem
from landbridge.meetings.queries.standing import locked_places
from landbridge.meetings.queries.unmet import Unmet, unmet_json
from landbridge.meetings.workbook.book import FairBook

#: Seconds that finding out why wishes are unmet may take, after a search and after a repair.
EXPLAIN_SECONDS = 20.0

#: Who or what is away when: "companies", "tables", "interpreters" → code → slot codes.
Absences = Mapping[str, Mapping[str, Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Found:
    """A plan with all that is said about it, ready to be stored."""

    plan: Plan
    unmet: list[Unmet]
    levels: list[dict[str, Any]]
    status: Status
    reproducible: bool
    seconds: float
    conflicts: tuple[str, ...] = ()  # wishes whose locked places cannot stand together


@dataclass(frozen=True, slots=True)
class Task:
    """What a search starts from: the problem, the present plan, and the version of the fair both were read at."""

    problem: Problem
    start: Plan
    version: int


def task_of(fair: Fair) -> Task:
    """Read a fair. The version is read first: a change that comes between is then seen as one."""
    fair.refresh_from_db(fields=["version", "max_in_row", "spare_tables"])
    return Task(fair_problem(fair), fair_plan(fair), fair.version)


def search(task: Task, *, seconds: float, seed: int, asked: Callable[[], bool], on_progress: OnProgress) -> Found:
    """Search a timetable, from the present one on, and explain what it leaves out."""
    from landbridge.engine.timetable.solve import solve  # noqa: PLC0415

    stop = Stop(seconds, asked)
    result = solve(task.problem, seed=seed, stop=stop, start=task.start or None, on_progress=on_progress)
    return Found(
        plan=result.plan,
        unmet=explained(task.problem, result.plan) if result.status in {Status.OPTIMAL, Status.FEASIBLE} else [],
        levels=[level_json(level) for level in result.levels],
        status=result.status,
        reproducible=result.reproducible,
        seconds=result.seconds,
        conflicts=result.conflicts,
    )


def mend(fair: Fair, absences: Absences, *, now: str) -> Found:
    """The timetable repaired around absences: as little moved as can be, nothing dropped that can be held.

    What begins before the slot ``now`` stays. Where locked meetings stand in the way, ``conflicts``
    names them, and there is no plan.
    """
    from landbridge.engine.timetable.repair import repair  # noqa: PLC0415
    from landbridge.engine.timetable.solve import clashing_locks  # noqa: PLC0415

    problem = without(fair_book(fair), absences).problem(locked=locked_places(fair))
    if conflicts := clashing_locks(problem):
        return Found({}, [], [], Status.INFEASIBLE, reproducible=True, seconds=0.0, conflicts=conflicts)
    repaired = repair(problem, fair_plan(fair), now=now)
    return Found(
        plan=repaired.plan,
        unmet=explained(problem, repaired.plan),
        levels=[level_json(level) for level in repaired.levels],
        status=Status.FEASIBLE,
        reproducible=True,
        seconds=0.0,
    )


def without(book: FairBook, absences: Absences) -> FairBook:
    """A book in which some are away for some slots more."""

    def away(noun: str, rows: Sequence[Any]) -> tuple[Any, ...]:
        slots_of = absences.get(noun, {})
        return tuple(
            replace(row, unavailable=tuple(dict.fromkeys((*row.unavailable, *slots_of[row.code]))))
            if row.code in slots_of
            else row
            for row in rows
        )

    return replace(
        book,
        companies=away("companies", book.companies),
        tables=away("tables", book.tables),
        interpreters=away("interpreters", book.interpreters),
    )


def explained(problem: Problem, plan: Plan) -> list[Unmet]:
    """Why each wish that ``plan`` leaves out is left out, and the cheapest remedy."""
    from landbridge.engine.timetable.explain import explain_all  # noqa: PLC0415

    return [unmet_json(found) for found in explain_all(problem, plan, Stop(EXPLAIN_SECONDS))]


def scored(problem: Problem, plan: Plan) -> tuple[Level, ...]:
    """The eight levels of a plan, without bounds."""
    from landbridge.engine.timetable.score import score  # noqa: PLC0415

    return score(problem, plan)


def level_json(level: Level) -> dict[str, Any]:
    """A level as ``SolveRun.levels`` stores it."""
    return {"name": level.name, "sense": level.sense.value, "value": level.value, "bound": level.bound}
