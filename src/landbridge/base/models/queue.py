"""What the job queue of django-tasks lacks: tries, a lease, a key, and what recurs; and the table of the cache."""

from __future__ import annotations

from django.db import models
from django_tasks_db.models import DBTaskResult

from landbridge.base.inventory import inventory


@inventory(none="result name key tries tried holder lease_until last_error request_id")
class Job(models.Model):
    """What we add to a row of django-tasks. ``base.queue`` holds every change of state.

    ``key`` is null once the job has ended, so that the next one may take it. ``holder`` names the worker
    and the try that may write the outcome; ``lease_until`` is when it is given up for dead.
    """

    result = models.OneToOneField(DBTaskResult, on_delete=models.CASCADE, primary_key=True, related_name="job")
    name = models.CharField(max_length=100)
    key = models.CharField(max_length=200, null=True, unique=True)  # noqa: DJ001 - many ended jobs without a key
    tries = models.PositiveSmallIntegerField()
    tried = models.PositiveSmallIntegerField(default=0)
    holder = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True, db_index=True)
    last_error = models.TextField(blank=True)
    request_id = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"


@inventory(none="name due_at")
class Tick(models.Model):
    """When a recurring job is due next."""

    name = models.CharField(max_length=100, primary_key=True)
    due_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.due_at:%Y-%m-%d %H:%M:%S}"


@inventory(none="expires", withheld="cache_key value")
class CacheRow(models.Model):
    """The table of Django's database cache, as a model so that migrations make it. Sign-in limits are counted here."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "base_cache"

    def __str__(self) -> str:
        return self.cache_key
