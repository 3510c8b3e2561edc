"""Searching a timetable in a job: asked, watched, stopped, kept, begun again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.problem import Place
from landbridge.engine.timetable.result import Status
from landbridge.engine.tools.levels import Level, OnProgress, Progress, Sense
from landbridge.engine.tools.stop import Stop
from landbridge.meetings import jobs
from landbridge.meetings.actions import (
    accept_proposal,
    ask_solve,
    ask_stop,
    finish_run,
    lock_meeting,
    place_wish,
    start_run,
    undo_last,
)
from landbridge.meetings.models import Fair, Meeting, Proposal, SolveRun
from landbridge.meetings.planning import Found, Task
from landbridge.meetings.queries import fair_plan, fair_problem, standing, unfinished_run, unmet_rows
from landbridge.people.models import User
from tests.meetings.books import meeting, slot, table, wish

RunJobs = Callable[[], list[str]]


def found(plan: dict[str, Place]) -> Found:
    """What a search might answer."""
    return Found(plan, [], [], Status.OPTIMAL, reproducible=True, seconds=0.0)


OPTIMAL: dict[str, Any] = {"unmet": [], "levels": [], "status": "optimal", "reproducible": True, "elapsed": 0.1}


@pytest.mark.django_db(transaction=True)
def test_an_empty_board_gets_what_is_found(fair: Fair, host_manager: User, run_jobs: RunJobs) -> None:
    run = ask_solve(fair, by=host_manager, seconds=6)
    assert ask_solve(fair, by=host_manager, seconds=5) == run
    assert run_jobs() == ["meetings.solve"]
    run.refresh_from_db()
    assert run.state == SolveRun.State.DONE
    assert run.status in {"optimal", "feasible"}
    musts, priority = run.levels[:2]
    assert (musts["name"], musts["value"], musts["bound"]) == ("musts", 1, 1)
    assert priority["value"] == 39
    assert check(fair_problem(fair), fair_plan(fair)) == []
    assert len(standing(fair)) + len(unmet_rows(fair)) == 5
    assert run_jobs() == []


@pytest.mark.django_db(transaction=True)
def test_a_board_that_stands_gets_a_proposal_and_locks_hold(
    planned: Fair, host_manager: User, run_jobs: RunJobs
) -> None:
    held = meeting(planned, "W-4")
    lock_meeting(held, by=host_manager, version=held.version)
    before = standing(planned)
    run = ask_solve(planned, by=host_manager, seconds=6)
    run_jobs()
    assert standing(planned) == before
    proposal = Proposal.objects.get(run=run)
    assert proposal.plan["W-4"] == {"slot": "S9", "table": "T2", "interpreter": "I2"}
    planned.refresh_from_db()
    accept_proposal(proposal, by=host_manager, version=planned.version)
    assert "W-5" in standing(planned)
    assert standing(planned)["W-4"].locked
    undo_last(planned, by=host_manager)
    assert standing(planned) == before


def test_an_edit_during_the_search_is_not_overwritten(fair: Fair, host_manager: User) -> None:
    run = start_run(ask_solve(fair, by=host_manager, seconds=5))
    began_at = Fair.objects.get(pk=fair.pk).version
    place_wish(wish(fair, "W-5"), by=host_manager, slot=slot(fair, "S14"), table=table(fair, "T3"))
    finish_run(run, {"W-5": Place("S9", "T1")}, began_at=began_at, **OPTIMAL)
    assert standing(fair)["W-5"].place == Place("S14", "T3")
    assert Proposal.objects.get(run=run).state == Proposal.State.OPEN


def test_a_plan_that_breaks_a_rule_is_never_stored(
    fair: Fair, host_manager: User, run_jobs: RunJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(task: Task, **_options: object) -> Found:
        return found({"W-1": Place("S9", "T1", None)})

    monkeypatch.setattr(jobs, "search", wrong)
    run = ask_solve(fair, by=host_manager, seconds=5)
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.status, run.error) == (SolveRun.State.FAILED, "refused", "interpreter_missing")
    assert not Meeting.objects.exists()


def test_a_search_that_breaks_says_so_and_leaves_the_way_free(
    fair: Fair, host_manager: User, run_jobs: RunJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(task: Task, **_options: object) -> Found:
        raise ZeroDivisionError("by nought")

    monkeypatch.setattr(jobs, "search", broken)
    run = ask_solve(fair, by=host_manager, seconds=5)
    run_jobs()
    run.refresh_from_db()
    assert (run.state, run.error) == (SolveRun.State.FAILED, "ZeroDivisionError: by nought")
    assert ask_solve(fair, by=host_manager, seconds=5) != run


def test_a_lost_search_does_not_block_the_way(fair: Fair, host_manager: User) -> None:
    run = start_run(ask_solve(fair, by=host_manager, seconds=5))
    assert ask_solve(fair, by=host_manager, seconds=5) == run
    SolveRun.objects.update(started_at=timezone.now() - timedelta(hours=1))
    assert unfinished_run(fair) is None
    assert ask_solve(fair, by=host_manager, seconds=5) != run
    run.refresh_from_db()
    assert (run.state, run.status) == (SolveRun.State.FAILED, "lost")


@pytest.mark.django_db(transaction=True)
def test_locks_that_clash_are_named(
    planned: Fair, host_manager: User, run_jobs: RunJobs, client_of: Callable[[User], Client]
) -> None:
    held = meeting(planned, "W-4")
    lock_meeting(held, by=host_manager, version=held.version)
    planned.companies.filter(code="C2").update(unavailable=["S9"])
    run = ask_solve(planned, by=host_manager, seconds=5)
    run_jobs()
    page = client_of(host_manager).get(reverse("meetings:search", args=[planned.pk, run.pk])).content.decode()
    assert "These locked meetings can’t stand together: W-4" in page


@pytest.mark.django_db(transaction=True)
def test_a_search_tells_how_far_it_is_and_stops_when_asked(
    fair: Fair,
    host_manager: User,
    run_jobs: RunJobs,
    monkeypatch: pytest.MonkeyPatch,
    client_of: Callable[[User], Client],
) -> None:
    reader = client_of(host_manager)
    run = ask_solve(fair, by=host_manager, seconds=60)
    address = reverse("meetings:search", args=[fair.pk, run.pk])
    seen: list[str] = []

    def patient(task: Task, *, asked: Callable[[], bool], on_progress: OnProgress, **_options: object) -> Found:
        limit = Stop(20)
        levels = (Level("musts", Sense.MAX, 1, 1), Level("priority", Sense.MAX, 30, 37))
        on_progress(Progress("annealing", levels, 0.1))
        while not SolveRun.objects.filter(pk=run.pk, phase="annealing").exists():
            assert not limit.now()
        seen.append(reader.get(address, headers={"HX-Request": "true"}).content.decode())
        ask_stop(run, by=host_manager)
        while not asked():
            assert not limit.now()
        return found({"W-5": Place("S9", "T1")})

    monkeypatch.setattr(jobs, "BEAT", 0.02)
    monkeypatch.setattr(jobs, "search", patient)
    run_jobs()
    run.refresh_from_db()
    assert run.state == SolveRun.State.STOPPED
    assert standing(fair)
    assert 'hx-trigger="every 1s"' in seen[0]
    assert "≤ 37" in " ".join(seen[0].split())
    assert "proved best" in seen[0]
    after = reader.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "hx-trigger" not in after
    assert "Open the board" in after
