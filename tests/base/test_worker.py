"""The worker as a process: it is killed, its jobs hang and crash, and every job ends as it should."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from landbridge.base.jobs import enqueue
from landbridge.base.models import Job
from tests.base.worked import jobs as worked

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def worker(*options: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker on the test's database; killed at the end if it still runs."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.base.worker_settings",
        "TESTED_DATABASE": str(connection.settings_dict["NAME"]),
    }
    command = [sys.executable, "-m", "landbridge.site.command", "worker", "--poll", "0.05", *options]
    process = subprocess.Popen(command, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def until(true: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.05)


def status(pk: UUID) -> str:
    return str(DBTaskResult.objects.get(pk=pk).status)


def lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.exists() else []


def gone(pid: int) -> bool:
    """Whether a process has ended, buried or not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_jobs_that_fail_hang_and_crash_end_as_they_should(tmp_path: Path) -> None:
    added = enqueue(worked.add, left=2, right=3)
    stumbled = enqueue(worked.stumble, file=str(tmp_path / "stumble"), falls=1)
    hung = enqueue(worked.hang, file=str(tmp_path / "hang"))
    crashed = enqueue(worked.crash, file=str(tmp_path / "crash"))
    with worker():
        until(lambda: not DBTaskResult.objects.filter(task_path__startswith="tests.", finished_at=None).exists())
    assert DBTaskResult.objects.get(pk=added).return_value == 5
    assert DBTaskResult.objects.get(pk=stumbled).return_value == "stood up at try 2"
    assert (status(hung), status(crashed)) == ("FAILED", "FAILED")
    grandchild, last_word = lines(tmp_path / "hang")
    assert "time limit" in last_word
    until(lambda: gone(int(grandchild)))
    assert lines(tmp_path / "crash") == ["tried", "tried", "gave up: The job's process ended with exit code -6."]


def test_the_job_of_a_killed_worker_comes_back_and_finishes(tmp_path: Path) -> None:
    file = tmp_path / "wait"
    pk = enqueue(worked.wait, file=str(file))
    with worker() as first:
        until(lambda: len(lines(file)) == 1)
        time.sleep(1.5)  # longer than the lease, which the worker has to extend
        first.kill()
        first.wait()
    until(lambda: gone(int(lines(file)[0])))  # the job's process does not outlive its worker
    assert (status(pk), Job.objects.get(pk=pk).tried) == ("RUNNING", 1)
    with worker():
        until(lambda: status(pk) == "SUCCESSFUL")
    assert DBTaskResult.objects.get(pk=pk).return_value == "second time"
    assert "died" in Job.objects.get(pk=pk).last_error


def test_a_worker_that_is_told_to_stop_hands_its_job_back(tmp_path: Path) -> None:
    file = tmp_path / "wait"
    pk = enqueue(worked.wait, file=str(file))
    with worker("--grace", "0.2") as stopped:
        until(lambda: len(lines(file)) == 1)
        stopped.terminate()
        assert stopped.wait(10) == 0
    assert gone(int(lines(file)[0]))
    assert (status(pk), Job.objects.get(pk=pk).tried) == ("READY", 0)


def test_a_worker_can_end_when_the_queue_is_empty() -> None:
    pk = enqueue(worked.add, left=20, right=3)
    with worker("--until-empty") as process:
        assert process.wait(20) == 0
    assert DBTaskResult.objects.get(pk=pk).return_value == 23
