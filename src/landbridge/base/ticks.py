"""What recurs: jobs declared with ``every`` are enqueued when they are due, once, however many workers look."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from landbridge.base.jobs import enqueue, registered
from landbridge.base.models import Tick


def enqueue_due(now: datetime | None = None) -> list[str]:
    """Enqueue the recurring jobs that are due, and give their names.

    What was missed while no worker ran is made up for once. A job still waiting or running is not doubled.
    """
    now = now or timezone.now()
    due_at = dict(Tick.objects.values_list("name", "due_at"))
    enqueued = []
    for name, task in registered.items():
        if task.every is None:
            continue
        if name not in due_at:
            tick, _ = Tick.objects.get_or_create(name=name, defaults={"due_at": now})
            due_at[name] = tick.due_at
        due = due_at[name]
        if due > now:
            continue
        missed = (now - due) // task.every
        with transaction.atomic():
            # Of two workers that saw the same moment, the UPDATE of one finds it.
            if Tick.objects.filter(name=name, due_at=due).update(due_at=due + task.every * (missed + 1)):
                enqueue(task, key=f"tick:{name}")
                enqueued.append(name)
    return enqueued
