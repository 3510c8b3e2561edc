"""Changes to accounts, and what the log says of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from landbridge.base.log import LogEntry
from landbridge.people.actions.accounts import change_language, change_timezone, close_account, open_account
from landbridge.people.models import User


def verbs() -> list[str]:
    return list(LogEntry.objects.values_list("verb", flat=True))


def test_a_manager_opens_an_account(host_manager: User) -> None:
    user = open_account(
        email=" New@Test.Example ", name="새 사람", side="guest", password="a long password", by=host_manager
    )
    assert (user.email, user.check_password("a long password")) == ("new@test.example", True)
    entry = LogEntry.objects.get()
    assert (entry.verb, entry.by_id, entry.object_id) == ("people.account_opened", host_manager.pk, str(user.pk))
    assert entry.changes == {"side": "guest", "role": "manager"}, "no name, no address, no password"
    assert [(grant.role, grant.side, grant.granted_by) for grant in user.grants.all()] == [
        ("manager", "guest", host_manager)
    ]


def test_one_address_has_one_account(host_manager: User) -> None:
    with pytest.raises(ValidationError):
        open_account(email="HOST@test.example", name="Double", by=host_manager)
    double = User(email="HOST@test.example", name="Double", password="!")
    with pytest.raises(IntegrityError), transaction.atomic():
        double.save()


def test_who_is_shut_out_opens_nothing(host_manager: User) -> None:
    host_manager.is_active = False
    with pytest.raises(PermissionDenied):
        open_account(email="new@test.example", name="New", by=host_manager)


def test_an_account_is_closed_by_somebody_else_of_its_side(
    host_manager: User, guest_manager: User, user_of: Callable[..., User]
) -> None:
    colleague = user_of("judge", "host")
    for shut, by in ((host_manager, host_manager), (colleague, guest_manager), (colleague, user_of("auditor"))):
        with pytest.raises(PermissionDenied):
            close_account(shut, by=by)
    close_account(colleague, by=host_manager, reason="left")
    colleague.refresh_from_db()
    assert not colleague.is_active
    assert LogEntry.objects.get().reason == "left"


def test_a_person_chooses_their_language_and_time_zone(host_manager: User, guest_manager: User) -> None:
    change_language(host_manager, "zh-hans", by=host_manager)
    change_language(host_manager, "zh-hans", by=host_manager)  # nothing changes, nothing is logged
    change_timezone(host_manager, "Europe/Berlin", by=host_manager)
    host_manager.refresh_from_db()
    assert (host_manager.language, host_manager.timezone) == ("zh-hans", "Europe/Berlin")
    assert verbs() == ["people.language_changed", "people.timezone_changed"]
    with pytest.raises(PermissionDenied):
        change_language(host_manager, "ko", by=guest_manager)
    with pytest.raises(PermissionDenied):
        change_timezone(host_manager, "Asia/Seoul", by=guest_manager)
    with pytest.raises(ValueError, match="not a language"):
        change_language(host_manager, "de", by=host_manager)
    with pytest.raises(ValidationError):
        change_timezone(host_manager, "Asia/Nowhere", by=host_manager)
