"""``landbridge demo`` and ``landbridge doctor``, and what the house does for itself."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from landbridge.base import housekeeping
from landbridge.base.append_only import take_sql
from landbridge.base.jobs import enqueue
from landbridge.directory.demo.inventing import OF_A_SIDE, words
from landbridge.directory.models import Organisation
from landbridge.meetings.models import Fair
from landbridge.people.models import TransferFlow, User
from landbridge.people.queries.persons import visible_persons
from landbridge.site.doctor import complaints
from tests.base.worked import jobs as worked

pytestmark = pytest.mark.django_db


def test_the_demonstration_is_made_once(settings: Settings) -> None:
    settings.LANDBRIDGE_DEMO = True
    for _ in range(2):
        call_command("demo", stdout=io.StringIO())
    assert User.objects.filter(role="manager").count() == 2
    assert Fair.objects.count() == 1
    assert TransferFlow.objects.filter(is_on=True, code__startswith="demo-").count() == 2
    for user in User.objects.filter(role="manager"):
        assert visible_persons(user).exclude(side=user.side).exists()
    written = words("demo_first.toml").values()
    assert Organisation.objects.count() == sum(len(rows) + OF_A_SIDE for rows in written)


def test_there_is_no_demonstration_where_nobody_asked_for_one() -> None:
    with pytest.raises(CommandError, match="LANDBRIDGE_DEMO"):
        call_command("demo")
    assert not User.objects.exists()


def test_the_doctor_finds_nothing_in_a_fresh_house(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost"]
    call_command("doctor", stdout=io.StringIO())


def test_the_doctor_sees_a_log_that_can_be_changed() -> None:
    with connection.cursor() as cursor:
        for sql in take_sql(connection.vendor, "base_logentry"):
            cursor.execute(sql)
    with pytest.raises(CommandError, match="The log can be changed"):
        call_command("doctor")


def test_the_doctor_sees_jobs_nobody_runs_and_jobs_that_failed(run_jobs: Callable[[], list[str]]) -> None:
    enqueue(worked.add, left=1, right=None)
    for _ in range(3):
        DBTaskResult.objects.update(run_after=timezone.now())
        run_jobs()
    enqueue(worked.add, left=1, right=1)
    DBTaskResult.objects.filter(status="READY").update(enqueued_at=timezone.now() - timedelta(minutes=6))
    found = " ".join(complaints())
    assert "is a worker running?" in found
    assert "failed for good in the last seven days: 1." in found


def test_the_doctor_warns_of_a_demonstration_for_everybody(settings: Settings) -> None:
    settings.LANDBRIDGE_DEMO = True
    settings.ALLOWED_HOSTS = ["localhost", "fair.example"]
    found = list(complaints())
    assert any("demo account at fair.example" in complaint for complaint in found)
    assert any("begins with http" in complaint for complaint in found)


def test_ended_jobs_and_expired_sessions_are_not_kept_for_ever(run_jobs: Callable[[], list[str]]) -> None:
    old, new = (enqueue(worked.add, left=1, right=1) for _ in range(2))
    run_jobs()
    DBTaskResult.objects.filter(pk=old).update(finished_at=timezone.now() - timedelta(days=31))
    now = timezone.now()
    Session.objects.create(session_key="expired", session_data="", expire_date=now - timedelta(days=1))
    Session.objects.create(session_key="valid", session_data="", expire_date=now + timedelta(days=1))
    housekeeping.forget_ended_jobs()
    housekeeping.forget_expired_sessions()
    assert list(DBTaskResult.objects.values_list("pk", flat=True)) == [new]
    assert list(Session.objects.values_list("session_key", flat=True)) == ["valid"]
