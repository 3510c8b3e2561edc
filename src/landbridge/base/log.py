"""The log: one row for each change, and the trigger of what follows from it.

The row an action writes with ``record`` is the audit trail, the activity feed and the event. An app above
listens in its ``jobs.py``::

    @on("meetings.solve_asked")
    @job("meetings.solve", timeout=900)
    def solve(*, entry_id: int) -> None: ...

The listening job is enqueued in the transaction of the change: both happen, or neither.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.db.transaction import TransactionManagementError

from landbridge.base import request_id
from landbridge.base.jobs import JobTask, enqueue
from landbridge.base.models import LogEntry

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

__all__ = ["LogEntry", "on", "record", "record_each"]

_VERB = re.compile(r"[a-z_]+\.[a-z_]+")
_listeners: defaultdict[str, list[JobTask]] = defaultdict(list)


def record(
    verb: str,
    obj: models.Model,
    *,
    by: AbstractBaseUser | None,
    changes: Mapping[str, Any] | None = None,
    reason: str = "",
) -> LogEntry:
    """Write that something was done to an object, and enqueue the jobs that listen.

    :param verb: the app and what happened, in the past: ``meetings.cancelled``.
    :param obj: a saved row.
    :param by: who did it; None for the house itself (a recurring job, a command).
    :param changes: what JSON and Django's encoder can hold (dates, decimals, UUIDs).
    :raises TransactionManagementError: outside a transaction, where the change and its entry could part.
    """
    _check(verb)
    entry = _entry(verb, obj, by=by, changes=changes, reason=reason)
    entry.save(force_insert=True)
    _tell(entry)
    return entry


def record_each(
    verb: str, changes: Iterable[tuple[models.Model, Mapping[str, Any]]], *, by: AbstractBaseUser | None
) -> list[LogEntry]:
    """``record`` one verb for each of many objects, with its changes, in one statement a few hundred."""
    _check(verb)
    entries = [_entry(verb, obj, by=by, changes=said, reason="") for obj, said in changes]
    LogEntry.objects.bulk_create(entries, batch_size=300)
    for entry in entries:
        _tell(entry)
    return entries


def _check(verb: str) -> None:
    if not _VERB.fullmatch(verb):
        raise ValueError(f"A verb looks like 'meetings.cancelled', not {verb!r}.")
    if not connection.in_atomic_block:
        raise TransactionManagementError(
            f"{verb} was recorded outside a transaction: the action needs @transaction.atomic."
        )


def _entry(
    verb: str, obj: models.Model, *, by: AbstractBaseUser | None, changes: Mapping[str, Any] | None, reason: str
) -> LogEntry:
    return LogEntry(
        by_id=None if by is None else by.pk,
        verb=verb,
        app=obj._meta.app_label,  # noqa: SLF001
        model=str(obj._meta.model_name),  # noqa: SLF001
        object_id=str(obj.pk),
        changes=dict(changes or {}),
        reason=reason,
        request_id=request_id.current.get(),
    )


def _tell(entry: LogEntry) -> None:
    for listener in _listeners[entry.verb]:
        enqueue(listener, entry_id=entry.pk)


def on(verb: str) -> Callable[[JobTask], JobTask]:
    """Run a job, with ``entry_id``, whenever a verb is recorded. Stands above ``@job``."""

    def decorate(task: JobTask) -> JobTask:
        if not isinstance(task, JobTask):
            raise TypeError(f"@on({verb!r}) stands above @job, and {task!r} is no job.")
        if task not in _listeners[verb]:
            _listeners[verb].append(task)
        return task

    return decorate
