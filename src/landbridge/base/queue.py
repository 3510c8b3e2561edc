"""The life of a job: waiting, running under a lease, ended. Every change of its state is here.

A worker takes a job for ``LEASE`` seconds and extends the lease while the job's process lives. A worker that
dies extends nothing, and ``reap`` gives its jobs to others. The outcome is written only by the one that still
holds the job, so a process that was given up for dead and comes back changes nothing.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks.utils import normalize_json
from django_tasks_db.models import DBTaskResult, get_date_max

from landbridge.base.jobs import registered
from landbridge.base.models import Job

LEASE = timedelta(seconds=30)
logger = logging.getLogger(__name__)


class LeaseLost(Exception):
    """The job is no longer held under this claim: somebody else has it, or it has ended."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A job one worker may run now; ``holder`` proves it."""

    pk: UUID
    name: str
    holder: str
    tried: int
    tries: int
    request_id: str
    kwargs: dict[str, Any] = field(repr=False)


def claim(worker: str) -> Claim | None:
    """Take the oldest of the most urgent jobs that are due, if there is one."""
    due = Job.objects.filter(
        Q(result__run_after=get_date_max()) | Q(result__run_after__lte=timezone.now()),
        result__status=TaskResultStatus.READY,
    )
    if not due.exists():  # an idle worker must not take the write lock twice a second
        return None
    with transaction.atomic():
        locked = due.select_for_update(skip_locked=True, of=("self", "result")).select_related("result")
        job = locked.order_by("-result__priority", "result__enqueued_at", "pk").first()
        if job is None:
            return None
        job.tried += 1
        job.holder = f"{worker}#{job.tried}"
        job.lease_until = timezone.now() + LEASE
        job.save(update_fields=["tried", "holder", "lease_until"])
        job.result.claim(worker)
    return _claim_of(job)


def extend(claims: list[Claim]) -> None:
    """Say that the processes of these jobs are alive."""
    holders = [claim.holder for claim in claims]
    Job.objects.filter(holder__in=holders).update(lease_until=timezone.now() + LEASE)


def succeed(claim: Claim, value: Any = None) -> None:
    """The job is done.

    :raises LeaseLost: if it is held by somebody else by now.
    :raises TypeError: if the value is nothing JSON can hold.
    """
    with transaction.atomic():
        _let_go(claim, key=None)
        _result(claim).update(
            status=TaskResultStatus.SUCCESSFUL,
            finished_at=timezone.now(),
            return_value=normalize_json(value),
            exception_class_path="",
            traceback="",
        )


def fail(claim: Claim, error: str, kind: str = "") -> None:
    """This try failed: the job waits for the next one, or has failed for good after its last.

    :param error: what happened, with the traceback if there is one.
    :param kind: dotted path of the exception.
    :raises LeaseLost: if it is held by somebody else by now.
    """
    task = registered.get(claim.name)
    last = task is None or claim.tried >= claim.tries
    with transaction.atomic():
        _let_go(claim, last_error=error, **({"key": None} if last else {}))
        if task is not None and not last:
            _result(claim).update(status=TaskResultStatus.READY, run_after=timezone.now() + task.delay(claim.tried))
            logger.warning("Job %s %s: try %d of %d failed", claim.name, claim.pk, claim.tried, claim.tries)
            return
        _result(claim).update(
            status=TaskResultStatus.FAILED, finished_at=timezone.now(), exception_class_path=kind, traceback=error
        )
        logger.error("Job %s %s failed for good: %s", claim.name, claim.pk, error)
        if task is not None and task.gave_up is not None:
            _tell(task.gave_up, claim, error)


def hand_back(claim: Claim) -> None:
    """The worker stops before the job has ended: it waits again, and this try does not count.

    :raises LeaseLost: if it is held by somebody else by now.
    """
    with transaction.atomic():
        _let_go(claim, tried=F("tried") - 1)
        _result(claim).update(status=TaskResultStatus.READY)


def reap() -> int:
    """Fail the try of every job whose lease has run out, and give their number."""
    overdue = Job.objects.filter(lease_until__lt=timezone.now(), result__status=TaskResultStatus.RUNNING)
    reaped = 0
    for job in overdue.select_related("result"):
        try:
            fail(_claim_of(job), f"The worker {job.holder} died, or was cut off from the database.")
            reaped += 1
        except LeaseLost:
            continue  # another worker reaped it, or its own worker came back to life
    return reaped


def _claim_of(job: Job) -> Claim:
    kwargs = dict(job.result.args_kwargs["kwargs"])
    return Claim(UUID(str(job.pk)), job.name, job.holder, job.tried, job.tries, job.request_id, kwargs)


def _result(claim: Claim) -> Any:
    return DBTaskResult.objects.filter(pk=claim.pk)


def _let_go(claim: Claim, **changes: Any) -> None:
    # One conditional UPDATE: whoever comes second finds no row.
    if not Job.objects.filter(pk=claim.pk, holder=claim.holder).update(holder="", lease_until=None, **changes):
        raise LeaseLost(f"{claim.name} {claim.pk} is no longer held by {claim.holder}")


def _tell(gave_up: Any, claim: Claim, error: str) -> None:
    try:
        with transaction.atomic():
            gave_up(error=error, **claim.kwargs)
    except Exception:  # the job has failed all the same, or it would be tried for ever
        logger.exception("What follows the failure of job %s %s failed too", claim.name, claim.pk)
