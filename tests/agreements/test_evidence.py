"""What was done: claimed by one side, confirmed or disputed by the other; and the rate of fulfilment that follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from landbridge.agreements.actions.evidence import (
    add_evidence,
    confirm_evidence,
    dispute_evidence,
    withdraw_evidence,
)
from landbridge.agreements.actions.obligations import ask_to_drop
from landbridge.agreements.housekeeping import tell_of_overdue
from landbridge.agreements.models import Agreement, Evidence, Obligation
from landbridge.agreements.queries.agreements import visible_evidence
from landbridge.agreements.queries.obligations import Course, Fulfilment, agreement_standing, fulfilment
from landbridge.base.documents import FileRefused
from landbridge.base.versions import Stale
from landbridge.people.models import Notice, User
from tests.agreements.made import a_report, both_bodies, person, promised, signed_quickly
from tests.base.hostile_files import picture

TODAY = timezone.localdate()


def standing(obligation: Obligation) -> tuple[int, int, Course]:
    row = next(one for one in agreement_standing(obligation.agreement, TODAY) if one.obligation == obligation)
    return row.done, row.claimed, row.course


def test_it_counts_once_the_other_side_confirmed(host_manager: User, guest_manager: User) -> None:
    promise = promised()
    report = a_report(promise, host_manager, count=5)
    assert standing(promise)[:2] == (0, 5)
    assert Notice.objects.get(receiver=guest_manager).subject.endswith("Joint expos 1")
    with pytest.raises(PermissionDenied):
        confirm_evidence(report, by=host_manager, version=report.version)
    confirm_evidence(report, by=guest_manager, version=report.version)
    promise.refresh_from_db()
    assert (standing(promise), promise.state) == ((5, 0, Course.DONE), "done")
    with pytest.raises(ValidationError, match="nobody has confirmed"):
        withdraw_evidence(report, by=host_manager, version=report.version)
    report.refresh_from_db()
    dispute_evidence(report, by=guest_manager, version=report.version, because="It was another expo.")
    promise.refresh_from_db()
    assert (standing(promise)[:2], promise.state) == ((0, 0), "open")
    told = Notice.objects.get(receiver=host_manager)
    assert "It was another expo." in told.body
    withdraw_evidence(report, by=host_manager, version=report.version)
    with pytest.raises(ValidationError, match="withdrawn"):
        confirm_evidence(report, by=guest_manager, version=report.version)


def test_whose_task_it_is_reports_it(host_manager: User, guest_manager: User) -> None:
    with pytest.raises(PermissionDenied):
        a_report(promised("guest"), host_manager)
    a_report(promised("guest"), guest_manager)
    for role in ("auditor", "partner", "approver", "company"):
        with pytest.raises(PermissionDenied):
            a_report(promised(), person("host", role))
    draft = promised()
    Agreement.objects.filter(pk=draft.agreement_id).update(state="drafted")
    draft.agreement.refresh_from_db()
    with pytest.raises(PermissionDenied):
        a_report(draft, host_manager)


def test_what_can_not_be(host_manager: User, guest_manager: User) -> None:
    promise = promised()
    for facts, field in (
        ({"happened_on": TODAY + timedelta(days=1)}, "happened_on"),
        ({"happened_on": date(2024, 5, 7)}, "happened_on"),
        ({"note": " "}, "note"),
    ):
        with pytest.raises(ValidationError) as refused:
            a_report(promise, host_manager, **facts)
        assert field in refused.value.message_dict
    with pytest.raises(FileRefused):
        a_report(promise, host_manager, file=(b"MZ\0\0", "report.pdf"))
    report = a_report(promise, host_manager, file=(picture("PNG"), "expo.png"))
    with pytest.raises(ValidationError):
        dispute_evidence(report, by=guest_manager, version=report.version, because=" ")
    assert Evidence.objects.get().document is not None


def test_two_answers_to_one_report(host_manager: User, guest_manager: User) -> None:
    report = a_report(promised(), host_manager)
    shown = report.version
    dispute_evidence(report, by=guest_manager, version=shown, because="No.")
    with pytest.raises(Stale):
        confirm_evidence(Evidence.objects.get(), by=guest_manager, version=shown)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.update(confirmed_at=timezone.now())


def test_what_is_confirmed_is_not_confirmed_again(host_manager: User, guest_manager: User) -> None:
    report = a_report(promised(), host_manager)
    confirm_evidence(report, by=guest_manager, version=report.version)
    with pytest.raises(ValidationError, match="already"):
        confirm_evidence(report, by=person("guest", "manager"), version=report.version)
    assert Evidence.objects.get().confirmed_by == guest_manager


def test_the_rate_counts_what_is_due(host_manager: User, guest_manager: User) -> None:
    agreement = signed_quickly(promises=5)
    late, done, dropped, early, later = agreement.obligations.select_related("agreement")
    agreement.obligations.filter(pk__in=[late.pk, done.pk, dropped.pk]).update(due_on=TODAY - timedelta(days=1))
    for promise in (done, early):
        report = a_report(promise, host_manager, count=5)
        confirm_evidence(report, by=guest_manager, version=report.version)
    assert fulfilment(agreement.obligations.all(), TODAY) == Fulfilment(1, 3)
    for side in (host_manager, guest_manager):
        dropped.refresh_from_db()
        ask_to_drop(dropped, by=side, version=dropped.version)
    assert fulfilment(agreement.obligations.all(), TODAY) == Fulfilment(1, 2)
    assert fulfilment([later], TODAY).rate is None
    # Of a day in the past counts what had happened by then.
    assert fulfilment(agreement.obligations.all(), date(2025, 2, 28)) == Fulfilment(0, 0)


def test_both_sides_are_told_once_of_what_is_overdue(host_manager: User, guest_manager: User) -> None:
    promise = promised()
    Obligation.objects.update(due_on=TODAY - timedelta(days=1))
    assert tell_of_overdue() == 2
    assert tell_of_overdue() == 0
    told = Notice.objects.get(receiver=guest_manager)
    assert "0 of 5" in told.body
    Obligation.objects.update(due_on=TODAY)
    assert tell_of_overdue() == 0
    assert promise.agreement.state == "in_force"


def test_a_partner_sees_what_both_sides_stand_by(host_manager: User, guest_manager: User) -> None:
    promise, partner = promised(), person("guest", "partner")
    both_bodies()[1].representatives.create(user=partner)
    report = a_report(promise, host_manager)
    assert not visible_evidence(partner).exists()
    confirm_evidence(report, by=guest_manager, version=report.version)
    assert visible_evidence(partner).count() == 1


def test_add_evidence_is_one_action(host_manager: User) -> None:
    promise = promised()
    with pytest.raises(ValidationError):
        add_evidence(promise, by=host_manager, happened_on=TODAY, count=0, note="Nothing")
    assert not Evidence.objects.exists()
