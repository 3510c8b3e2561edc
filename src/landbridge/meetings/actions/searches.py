"""Asking for a timetable, watching the search, and keeping what it finds.

The search itself is a job (``jobs.solve_fair``) that the log entry of ``ask_solve`` triggers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.engine.timetable.problem import Plan
from landbridge.meetings.actions.plans import propose, save_plan
from landbridge.meetings.actions.rows import hold
from landbridge.meetings.models import Fair, Meeting, Proposal, SolveRun
from landbridge.meetings.queries.unmet import Unmet
from landbridge.meetings.rules import Can
from landbridge.people.models import User

Levels = Sequence[Mapping[str, Any]]


@transaction.atomic
def ask_solve(fair: Fair, *, by: User, seconds: int, seed: int = 0) -> SolveRun:
    """Ask for a timetable. A search that already runs for the fair is returned instead of a second one."""
    fair = hold(fair)
    require(by, Can.SOLVE_FAIR, fair)
    if running := SolveRun.objects.filter(fair=fair, state__in=SolveRun.UNFINISHED).first():
        if not running.is_lost:
            return running
        fail_run(running, error="", status="lost")
    run = SolveRun(fair=fair, seconds=seconds, seed=seed, asked_by=by)
    run.full_clean()
    run.save()
    record("meetings.solve_asked", run, by=by, changes={"seconds": seconds, "seed": seed})
    return run


@transaction.atomic
def ask_stop(run: SolveRun, *, by: User) -> SolveRun:
    """Ask a search to end now and keep what it has. One that has ended is left alone."""
    require(by, Can.SOLVE_FAIR, run.fair)
    if SolveRun.objects.filter(pk=run.pk, state__in=SolveRun.UNFINISHED).update(stop_asked=True):
        record("meetings.stop_asked", run, by=by)
    run.refresh_from_db()
    return run


@transaction.atomic
def start_run(run: SolveRun) -> SolveRun:
    """A worker takes the search up: for the first time, or again after the last worker died."""
    fields = {"state": SolveRun.State.RUNNING, "started_at": timezone.now(), "phase": "", "levels": [], "error": ""}
    SolveRun.objects.filter(pk=run.pk, state__in=SolveRun.UNFINISHED).update(**fields)
    run.refresh_from_db()
    return run


def note_progress(run: SolveRun, *, phase: str, levels: Levels, elapsed: float) -> bool:
    """Store how far a search is; returns whether it should end now, because it was asked to or its fair is gone."""
    running = SolveRun.objects.filter(pk=run.pk)
    running.update(phase=phase[:64], levels=list(levels), elapsed=elapsed)
    return running.values_list("stop_asked", flat=True).first() is not False


@transaction.atomic
def finish_run(
    run: SolveRun,
    plan: Plan,
    *,
    began_at: int,
    unmet: Sequence[Unmet],
    levels: Levels,
    status: str,
    reproducible: bool,
    elapsed: float,
) -> SolveRun:
    """Keep what a search found: as the timetable where the board was and is empty, else as a proposal.

    ``began_at`` is the fair's version when the search read it.
    """
    fair = hold(run.fair_id)
    untouched = fair.version == began_at and not Meeting.objects.filter(wish__fair=fair).exists()
    if untouched:
        save_plan(fair, plan, by=None, unmet=unmet, verb="meetings.plan_found")
    else:
        propose(fair, plan, by=None, kind=Proposal.Kind.SEARCH, unmet=unmet, levels=levels, run=run)
    run.refresh_from_db()
    run.state = SolveRun.State.STOPPED if run.stop_asked else SolveRun.State.DONE
    run.phase, run.levels, run.status, run.reproducible = "", list(levels), status, reproducible
    run.elapsed, run.finished_at = elapsed, timezone.now()
    run.save()
    record("meetings.solved", run, by=None, changes={"status": status, "held": len(plan), "stored": untouched})
    return run


@transaction.atomic
def fail_run(run: SolveRun, *, error: str, status: str = "") -> SolveRun:
    """Say why a search found nothing. The timetable stays as it is."""
    fields = {"state": SolveRun.State.FAILED, "error": error, "status": status, "finished_at": timezone.now()}
    SolveRun.objects.filter(pk=run.pk).update(**fields)
    run.refresh_from_db()
    record("meetings.solve_failed", run, by=None, changes={"error": error, "status": status})
    return run
