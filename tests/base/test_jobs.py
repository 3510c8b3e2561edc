"""Asking for jobs, and what becomes of them: the queue, without a worker's processes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from landbridge.base import queue
from landbridge.base.jobs import enqueue, job, registered
from landbridge.base.models import Job, Tick
from landbridge.base.ticks import enqueue_due
from tests.base.worked import jobs as worked

Run = Callable[[], list[str]]
pytestmark = pytest.mark.django_db


def status(pk: UUID) -> str:
    return str(DBTaskResult.objects.get(pk=pk).status)


def make_due(pk: UUID) -> None:
    DBTaskResult.objects.filter(pk=pk).update(run_after=timezone.now())


def test_a_job_runs_once_and_keeps_its_value(run_jobs: Run) -> None:
    pk = enqueue(worked.add, left=2, right=3)
    assert run_jobs() == ["worked.add"]
    assert run_jobs() == []
    assert DBTaskResult.objects.get(pk=pk).return_value == 5


def test_a_job_can_be_called_like_the_function_it_was() -> None:
    assert worked.add(left=2, right=3) == 5


def test_jobs_run_in_the_order_they_were_asked_for(run_jobs: Run) -> None:
    pks = [enqueue(worked.add, left=number, right=0) for number in range(4)]
    run_jobs()
    ended = DBTaskResult.objects.filter(pk__in=pks).order_by("finished_at").values_list("return_value", flat=True)
    assert list(ended) == [0, 1, 2, 3]


def test_a_job_for_later_waits(run_jobs: Run) -> None:
    pk = enqueue(worked.add, at=timezone.now() + timedelta(hours=1), left=1, right=1)
    assert run_jobs() == []
    make_due(pk)
    assert run_jobs() == ["worked.add"]


def test_a_failed_try_is_repeated_after_growing_waits(run_jobs: Run, tmp_path: Path) -> None:
    pk = enqueue(worked.stumble, file=str(tmp_path / "tries"), falls=2)
    waits = []
    for _ in range(2):
        before = timezone.now()
        assert run_jobs() == ["worked.stumble"]
        assert status(pk) == "READY"
        waits.append((DBTaskResult.objects.get(pk=pk).run_after - before).total_seconds())
        make_due(pk)
    run_jobs()
    assert status(pk) == "SUCCESSFUL"
    assert waits[0] == pytest.approx(0.1, abs=0.09)
    assert waits[1] == pytest.approx(0.4, abs=0.09)
    assert DBTaskResult.objects.get(pk=pk).return_value == "stood up at try 3"


def test_the_wait_grows_fourfold_to_an_hour() -> None:
    assert [worked.add.delay(tried).total_seconds() for tried in (1, 2, 3, 9)] == [10, 40, 160, 3600]


def test_after_its_last_try_a_job_has_failed_and_says_why(run_jobs: Run, tmp_path: Path) -> None:
    file = tmp_path / "tries"
    pk = enqueue(worked.stumble, key="one", file=str(file), falls=9)
    for _ in range(3):
        run_jobs()
        make_due(pk)
    assert run_jobs() == []
    failed = DBTaskResult.objects.get(pk=pk)
    assert (failed.status, failed.exception_class_path) == ("FAILED", "builtins.RuntimeError")
    assert "fall 3" in failed.traceback
    assert file.read_text().splitlines() == [*["tried"] * 3, "gave up: RuntimeError: fall 3"]
    assert enqueue(worked.add, key="one", left=0, right=0) != pk  # the key is free again


def test_a_key_is_taken_while_its_job_waits_or_runs(run_jobs: Run) -> None:
    first = enqueue(worked.add, key="sum", left=1, right=1)
    assert enqueue(worked.add, key="sum", left=2, right=2) == first
    claim = queue.claim("one")
    assert claim is not None
    assert enqueue(worked.add, key="sum", left=2, right=2) == first
    queue.succeed(claim)
    assert enqueue(worked.add, key="sum", left=2, right=2) != first


def test_a_job_goes_with_the_transaction_that_asked_for_it() -> None:
    def ask_and_fail() -> None:
        with transaction.atomic():
            enqueue(worked.add, left=1, right=1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ask_and_fail()
    assert not Job.objects.exists()


def test_arguments_must_be_what_json_can_hold() -> None:
    with pytest.raises(TypeError):
        enqueue(worked.add, left=datetime(2026, 1, 1), right=object())  # noqa: DTZ001


def test_a_dead_workers_job_comes_back_and_its_ghost_changes_nothing(run_jobs: Run) -> None:
    pk = enqueue(worked.add, left=1, right=1)
    ghost = queue.claim("ghost")
    assert ghost is not None
    assert queue.reap() == 0  # its lease still runs
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert queue.reap() == 1
    assert status(pk) == "READY"
    assert "ghost#1 died" in Job.objects.get(pk=pk).last_error
    for outcome in (queue.succeed, queue.hand_back, lambda claim: queue.fail(claim, "late")):
        with pytest.raises(queue.LeaseLost):
            outcome(ghost)
    make_due(pk)
    run_jobs()
    assert DBTaskResult.objects.get(pk=pk).return_value == 2


def test_a_lease_that_is_extended_is_not_reaped() -> None:
    enqueue(worked.add, left=1, right=1)
    claim = queue.claim("alive")
    assert claim is not None
    Job.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    queue.extend([claim])
    assert queue.reap() == 0


def test_a_job_that_is_handed_back_has_lost_no_try() -> None:
    pk = enqueue(worked.add, left=1, right=1)
    claim = queue.claim("stopping")
    assert claim is not None
    queue.hand_back(claim)
    assert (status(pk), Job.objects.get(pk=pk).tried) == ("READY", 0)


def test_a_job_nobody_knows_any_more_fails_at_once(run_jobs: Run) -> None:
    pk = enqueue(worked.add, left=1, right=1)
    Job.objects.update(name="worked.forgotten")
    run_jobs()
    assert (status(pk), Job.objects.get(pk=pk).tried) == ("FAILED", 1)


def test_what_recurs_is_enqueued_once_when_due() -> None:
    now = timezone.now()
    assert "worked.recur" in enqueue_due(now)
    assert "worked.recur" not in enqueue_due(now + timedelta(hours=5))
    assert "worked.recur" in enqueue_due(now + timedelta(hours=6))
    assert Job.objects.filter(name="worked.recur").count() == 1  # the first one still waits


def test_what_was_missed_is_made_up_for_once() -> None:
    now = timezone.now()
    enqueue_due(now)
    assert "worked.recur" in enqueue_due(now + timedelta(hours=20))
    assert Tick.objects.get(name="worked.recur").due_at == now + timedelta(hours=24)


def test_two_jobs_cannot_have_one_name() -> None:
    with pytest.raises(ValueError, match=r"worked\.add"):
        job("worked.add")(worked.note)
    assert registered["worked.add"] is worked.add


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_gets_each_job() -> None:
    for number in range(12):
        enqueue(worked.add, left=number, right=0)
    got: list[object] = []

    def take(worker: str) -> None:
        while claim := queue.claim(worker):
            got.append(claim.pk)
        connection.close()

    threads = [threading.Thread(target=take, args=(f"worker {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(got) == len(set(got)) == 12
