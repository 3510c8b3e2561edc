"""An application at the deadline: in or out, by the database's clock, and never half.

The promise has its control: were the clock read before the call's row is held, a submission that waits for whoever
moves the deadline would get in after it, and the same check shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier, Event
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from landbridge.programmes.actions import applications
from landbridge.programmes.actions.applications import CallClosed, submit_application
from landbridge.programmes.models import Application, ApplicationVersion, Call
from tests.programmes.applying import a_call_of_every_kind, a_draft, an_applicant

pytestmark = pytest.mark.django_db(transaction=True)
FIRMS = 6


def in_threads(*works: Callable[[], Any]) -> list[Any]:
    """What came of each piece of work, each in a thread and connection of its own."""

    def run(work: Callable[[], Any]) -> Any:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def submit_until_closed(number: int, start: Barrier) -> int:
    """Submit again and again, another text each time, until the call is closed; how many got in."""
    application = Application.objects.select_related("created_by").get(pk=number)
    start.wait()
    done, end = 0, monotonic() + 20
    while monotonic() < end:
        application.refresh_from_db()
        application.answers = {**application.answers, "story": f"Version {done}"}
        Application.objects.filter(pk=number).update(answers=application.answers)
        try:
            submit_application(application, by=application.created_by, version=application.version)
        except CallClosed:
            return done
        done += 1
    raise AssertionError("the call never closed")


def late() -> list[datetime]:
    """Submissions at or after the closing, and drafts that became a half submission."""
    rows = ApplicationVersion.objects.select_related("application__call")
    wrong = [one.submitted_at for one in rows if one.submitted_at >= one.application.call.closes_at]
    for application in Application.objects.all():
        numbers = sorted(application.versions.values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        assert (application.number is not None) == bool(numbers)
    return wrong


def test_many_submit_as_the_call_closes() -> None:
    """Whoever is in is in before the instant it closes, and every number is given once."""
    call = a_call_of_every_kind()
    drafts = []
    for number in range(FIRMS):
        user, firm = an_applicant(name=f"firm{number}")
        drafts.append(a_draft(call, user, firm).pk)
    start = Barrier(FIRMS)
    Call.objects.update(closes_at=timezone.now() + timedelta(seconds=1.2))
    counts = in_threads(*(lambda pk=pk: submit_until_closed(pk, start) for pk in drafts))
    assert sum(counts) == ApplicationVersion.objects.count() > 0
    assert late() == []
    given = Application.objects.exclude(number=None).order_by("number").values_list("number", flat=True)
    assert list(given) == list(range(1, len(given) + 1))


def submitted_while_the_deadline_moves() -> object:
    """Submit while somebody holds the call and sets its end to now: the submission waits, and comes second."""
    call = a_call_of_every_kind()
    user, firm = an_applicant()
    draft = a_draft(call, user, firm)
    holds = Event()

    def close_now() -> None:
        with transaction.atomic():
            held = Call.objects.select_for_update().get(pk=call.pk)
            holds.set()
            sleep(0.6)
            held.closes_at = timezone.now()
            held.save(update_fields=["closes_at"])

    def submit() -> object:
        holds.wait(5)
        try:
            return submit_application(draft, by=user, version=draft.version)
        except CallClosed as closed:
            return closed

    return in_threads(close_now, submit)[1]


def test_who_waits_for_the_deadline_to_move_is_out() -> None:
    """The clock is read after the row is held."""
    assert isinstance(submitted_while_the_deadline_moves(), CallClosed)
    assert late() == []
    assert not ApplicationVersion.objects.exists()


def test_by_a_clock_read_before_they_would_get_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: an instant from before the wait."""
    before = timezone.now()
    monkeypatch.setattr(applications, "database_now", lambda: before)
    assert isinstance(submitted_while_the_deadline_moves(), ApplicationVersion)
    ApplicationVersion.objects.update(submitted_at=timezone.now())
    assert late() != []
