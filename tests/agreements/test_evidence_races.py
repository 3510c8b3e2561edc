"""A report answered twice in the same instant, and the last two reports of a promise confirmed at once.

Each promise has its control: without what keeps the second out, the same race breaks it, and the same check shows that.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier
from types import SimpleNamespace

import pytest
from django.db import connection

from landbridge.agreements.actions import evidence as actions
from landbridge.agreements.actions.evidence import confirm_evidence, dispute_evidence, withdraw_evidence
from landbridge.agreements.models import Evidence, Obligation
from landbridge.base.models import LogEntry
from landbridge.people.models import User
from tests.agreements.made import a_report, promised
from tests.agreements.test_approval_races import together

pytestmark = pytest.mark.django_db(transaction=True)


def confirming(report: Evidence, by: User) -> Callable[[], object]:
    return lambda: confirm_evidence(Evidence.objects.get(pk=report.pk), by=by, version=report.version)


def confirmations() -> int:
    return LogEntry.objects.filter(verb="agreements.evidence_confirmed").count()


def test_a_report_is_confirmed_once(host_manager: User, guest_manager: User) -> None:
    report = a_report(promised(), host_manager)
    assert together(*[confirming(report, guest_manager)] * 4) == {"done": 1, "Stale": 3}
    report.refresh_from_db()
    assert (confirmations(), report.version) == (1, 2)


def test_with_a_report_read_before_it_is_confirmed_twice(
    host_manager: User, guest_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = a_report(promised(), host_manager)
    before = [Evidence.objects.get(), Evidence.objects.get()]
    monkeypatch.setattr(actions, "_answer", lambda evidence, by, version: None)
    both = [lambda: confirm_evidence(before.pop(), by=guest_manager, version=report.version)] * 2
    assert together(*both) == {"done": 2}
    assert confirmations() == 2


@pytest.mark.parametrize("other", ["withdrawn", "disputed"])
def test_confirmed_while_it_changes(other: str, host_manager: User, guest_manager: User) -> None:
    """It is confirmed as it was read, or it is not confirmed."""
    report = a_report(promised(), host_manager, count=5)

    def change() -> None:
        row = Evidence.objects.get(pk=report.pk)
        if other == "withdrawn":
            withdraw_evidence(row, by=host_manager, version=report.version)
        else:
            dispute_evidence(row, by=guest_manager, version=report.version, because="Another expo.")

    outcome = together(confirming(report, guest_manager), change)
    assert outcome == {"done": 1, "Stale": 1}
    report.refresh_from_db()
    is_confirmed = report.confirmed_at is not None
    assert is_confirmed != bool(report.withdrawn_at or report.disputed_because)
    assert Obligation.objects.get().state == ("done" if is_confirmed else "open")


def the_last_two(host_manager: User, guest_manager: User) -> list[Callable[[], object]]:
    """Two reports that only together make the promise done, confirmed at once."""
    promise = promised()
    return [confirming(a_report(promise, host_manager, count=count), guest_manager) for count in (3, 2)]


def test_the_last_two_make_the_promise_done(host_manager: User, guest_manager: User) -> None:
    assert together(*the_last_two(host_manager, guest_manager)) == {"done": 2}
    assert Obligation.objects.get().state == "done"
    assert LogEntry.objects.filter(verb="agreements.obligation_done").count() == 1


def test_without_the_lock_neither_sees_the_other(
    host_manager: User, guest_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's own lock lets one writer in at a time, whatever we do")
    both, confirmed, real = the_last_two(host_manager, guest_manager), Barrier(2), actions._settle
    unlocked = SimpleNamespace(select_for_update=Obligation.objects.all)
    monkeypatch.setattr(actions, "Obligation", SimpleNamespace(objects=unlocked, State=Obligation.State))

    def settle(obligation: Obligation, *, by: User) -> None:
        confirmed.wait(timeout=20)  # both, and neither is seen by the other
        real(obligation, by=by)

    monkeypatch.setattr(actions, "_settle", settle)
    assert together(*both) == {"done": 2}
    assert Obligation.objects.get().state == "open"
