"""kill -9 of the worker in the middle of an import: the next one goes on at the cursor, and nothing is there twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from landbridge.base.models import Job
from landbridge.directory.actions import imports
from landbridge.directory.models import ImportedRow, ImportRun, Organisation
from landbridge.people.models import Person, User
from tests.directory.buyers import chinese_buyer, chinese_buyers
from tests.directory.test_imports import rehearsed
from tests.processes import kill, start, until

pytestmark = pytest.mark.django_db(transaction=True)
State = ImportRun.State
ROWS = 80
#: A worker whose batches are of ten rows, so that a few rows are many batches.
WORKER = """
import django
django.setup()
from landbridge.base.worker import Worker
from landbridge.directory.actions import import_batches
import_batches.BATCH = 10
Worker(processes=1, poll=0.05, grace=1.0).run()
"""


def test_an_import_goes_on_after_kill_9_of_its_worker(guest_manager: User, run_jobs: Callable[[], list[str]]) -> None:
    rows = [*chinese_buyers(ROWS), chinese_buyer(1, 员工人数=77)]  # the last contradicts the first
    run = rehearsed(guest_manager, rows, run_jobs)
    imports.start_import(run, by=guest_manager)
    first = start("-c", WORKER)
    try:
        until(lambda: ImportRun.objects.get(pk=run.pk).cursor > 0)
    finally:
        kill(first)
    run.refresh_from_db()
    assert (run.state, 0 < run.cursor < ROWS) == (State.RUNNING, True)
    assert run.cursor % 10 == 0
    assert ImportedRow.objects.filter(run=run).count() == run.cursor
    assert Organisation.objects.count() == run.cursor
    # The dead worker's lease would run out by itself, half a minute later.
    Job.objects.update(lease_until=timezone.now())
    second = start("-c", WORKER)
    try:
        until(lambda: ImportRun.objects.get(pk=run.pk).state != State.RUNNING)
    finally:
        kill(second)
    run.refresh_from_db()
    assert (run.state, run.counts) == (State.DONE, {"new": ROWS, "rejected": 1}), run.error
    assert Organisation.objects.count() == Person.objects.count() == ROWS
