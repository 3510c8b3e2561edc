"""Work that happens after the answer: declared with ``@job``, asked for with ``enqueue``.

::

    @job("meetings.solve", tries=3, timeout=900)
    def solve(*, run_id: int) -> None: ...

    enqueue(solve, run_id=run.pk, key=f"meetings.solve:{run.pk}")

A job is a row written in the caller's transaction: it exists if and only if the change that asked for it
does. It runs at least once, perhaps twice (a worker may die after the work and before it could say so),
so its function must bear being run again. ``base.worker`` runs it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django_tasks.base import Task

from landbridge.base import request_id
from landbridge.base.models import Job

registered: dict[str, JobTask] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTask(Task[Any, Any]):
    """A function that can be enqueued. Calling it runs it here and now."""

    job_name: str
    tries: int
    timeout: float
    back_off: float
    every: timedelta | None = None
    gave_up: Callable[..., None] | None = None

    def __call__(self, **kwargs: Any) -> Any:
        """Run the function in this process, as a test does."""
        return self.func(**kwargs)

    def delay(self, tried: int) -> timedelta:
        """How long to wait after a failed try: ``back_off`` seconds, four times longer each time, an hour at most."""
        return timedelta(seconds=min(3600.0, self.back_off * 4 ** (tried - 1)))


def job(
    name: str,
    *,
    tries: int = 3,
    timeout: float = 60.0,
    back_off: float = 10.0,
    every: timedelta | None = None,
    gave_up: Callable[..., None] | None = None,
) -> Callable[[Callable[..., Any]], JobTask]:
    """Declare a module-level function with keyword arguments that JSON can hold as a job.

    :param name: what the queue calls it, ``app.verb``; it stays when the function moves.
    :param tries: how often it is run before it has failed.
    :param timeout: seconds after which its process is killed; that counts as a try.
    :param back_off: seconds before the second try.
    :param every: run it again and again, this long after it was due last; it must need no arguments.
    :param gave_up: called with the job's arguments and ``error`` when the last try has failed, however it did
        (an exception, the time limit, a killed process), in the transaction that says so.
    """

    def decorate(function: Callable[..., Any]) -> JobTask:
        if name in registered and registered[name].module_path != f"{function.__module__}.{function.__qualname__}":
            raise ValueError(f"Two jobs are called {name!r}.")
        task = JobTask(
            func=function,
            job_name=name,
            tries=tries,
            timeout=timeout,
            back_off=back_off,
            every=every,
            gave_up=gave_up,
        )
        registered[name] = task
        return task

    return decorate


def enqueue(task: JobTask, *, at: datetime | None = None, key: str | None = None, **kwargs: Any) -> UUID:
    """Ask for a job in the caller's transaction, and give its identifier.

    :param at: not before this moment.
    :param key: while a job with this key waits or runs, no second one is made: its identifier is given instead.
    :raises TypeError: if an argument is nothing JSON can hold.
    """
    while True:
        if key is not None and (found := Job.objects.filter(key=key).first()):
            return UUID(str(found.pk))
        try:
            with transaction.atomic():
                result = task.using(run_after=at).enqueue(**kwargs)
                made = Job.objects.create(
                    result_id=result.id,
                    name=task.job_name,
                    key=key,
                    tries=task.tries,
                    request_id=request_id.current.get(),
                )
        except IntegrityError:
            # Somebody took the key between our look and our insert; if that job has ended by now, the key is free.
            if key is None:
                raise
        else:
            return UUID(str(made.pk))
