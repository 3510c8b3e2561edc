"""What can be wrong with an installation that still starts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from landbridge.base.append_only import is_append_only
from landbridge.base.environment import Environment
from landbridge.base.models import Job, LogEntry
from landbridge.people.queries import danger

_GIGABYTE = 2**30
_LOCAL = {"localhost", "127.0.0.1", "[::1]"}


def complaints() -> Iterator[str]:
    """One sentence for each thing that is wrong, with what to do about it."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield "The database is older than the program: run `landbridge prepare`."
        return
    yield from _database()
    yield from _jobs()
    yield from _settings()
    yield from _grants()


def _database() -> Iterator[str]:
    table = LogEntry._meta.db_table  # noqa: SLF001 - Django's public way to a model's table
    if not is_append_only(connection, table):
        yield f"The log can be changed: the triggers of {table} are missing. Look who removed them, and migrate again."
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            if (mode := cursor.fetchone()[0]) != "wal":
                yield f"SQLite's journal mode is {mode}, not WAL: is the data folder on a network drive?"
    if shutil.disk_usage(settings.DATA).free < _GIGABYTE:
        yield f"Less than 1 GB is free for {settings.DATA}."


def _jobs() -> Iterator[str]:
    late = timezone.now() - timedelta(minutes=5)
    if Job.objects.filter(result__status="READY", result__enqueued_at__lt=late, lease_until=None, tried=0).exists():
        yield "Jobs have waited for more than five minutes: is a worker running?"
    week = timezone.now() - timedelta(days=7)
    if failed := Job.objects.filter(result__status="FAILED", result__finished_at__gt=week).count():
        yield f"Jobs that failed for good in the last seven days: {failed}. Their errors are in the table base_job."


def _settings() -> Iterator[str]:
    outside = set(settings.ALLOWED_HOSTS) - _LOCAL
    if settings.DEBUG:
        yield "LANDBRIDGE_DEBUG is on: errors show the program's inside."
    if outside and settings.LANDBRIDGE_DEMO:
        yield f"Anybody can sign in as a demo account at {', '.join(sorted(outside))}: unset LANDBRIDGE_DEMO."
    if outside and not settings.SECURE_SSL_REDIRECT:
        yield "LANDBRIDGE_URL begins with http: passwords travel readable. Put a proxy with a certificate in front."
    if connection.vendor == "postgresql" and not Environment().text("SECRET_KEY"):
        yield "The secret key is kept on this machine only: set LANDBRIDGE_SECRET_KEY, the same on all machines."


def _grants() -> Iterator[str]:
    """What was given to people by mistake, perhaps. Accounts by number: what a doctor says may go to a log."""
    told = {
        "Accounts that manage a side and audit it, too": danger.checking_themselves(),
        "Accounts that are staff of both sides, and so read both sides' persons": danger.across_the_border(),
        "Staff who have not signed in for half a year": danger.asleep(timezone.now() - timedelta(days=182)),
    }
    if set(settings.ALLOWED_HOSTS) - _LOCAL:
        told["Staff with a password and no second step (LANDBRIDGE_STAFF_MFA=required asks for one)"] = (
            danger.by_password_alone()
        )
    for said, accounts in told.items():
        if numbers := list(accounts.values_list("pk", flat=True)):
            yield f"{said}: {', '.join(map(str, numbers))}. Look at the team's page, and end what is not meant."
