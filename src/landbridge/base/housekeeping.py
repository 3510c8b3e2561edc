"""What the house does for itself: nothing that has ended is kept for ever, nothing that waits is forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from landbridge.base import documents, mail
from landbridge.base.jobs import job

KEPT = timedelta(days=30)


@job("base.forget_ended_jobs", every=timedelta(days=1))
def forget_ended_jobs() -> int:
    """Delete jobs that ended longer than ``KEPT`` ago. What they did is in the log."""
    deleted, _ = DBTaskResult.objects.filter(finished_at__lt=timezone.now() - KEPT).delete()
    return deleted


@job("base.forget_expired_sessions", every=timedelta(days=1))
def forget_expired_sessions() -> int:
    """Delete sessions nobody can use any more."""
    deleted, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return deleted


@job("base.enqueue_waiting_mail", every=timedelta(minutes=10))
def enqueue_waiting_mail() -> int:
    """See that each waiting mail has a job: one that was given up, or lost, leaves none."""
    return mail.enqueue_waiting()


@job("base.forget_lost_files", every=timedelta(days=1), timeout=900)
def forget_lost_files() -> int:
    """Delete documents' files that no row names."""
    return documents.forget_lost_files()
