"""Verification and blacklists."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from landbridge.base.log import LogEntry
from landbridge.base.versions import Stale
from landbridge.directory.actions.blacklist import recheck_entry, remove_entry
from landbridge.directory.actions.checks import check_blacklist, clear_listing, let_expire, verify
from landbridge.directory.actions.organisations import edit_organisation
from landbridge.directory.models import BlacklistCheck
from landbridge.people.models import Notice, User
from tests.directory.facts import BRN, listed, made


def test_a_wrong_number_is_refused(host_manager: User) -> None:
    with pytest.raises(ValidationError) as refused:
        made(host_manager, name_en="Ash", number_kind="brn", number="116-82-00277")
    assert "number" in refused.value.message_dict


def test_a_level_needs_a_sound_number(host_manager: User) -> None:
    one = made(host_manager, name_en="Ash")
    with pytest.raises(ValidationError):
        verify(one, by=host_manager, level=2, source="Register")
    edit_organisation(one, by=host_manager, version=one.version, number_kind="brn", number="999-81-00000")
    verify(one, by=host_manager, level=2, source="Register")
    one.refresh_from_db()
    assert one.level == 2


def test_a_changed_number_lowers_the_level(host_manager: User) -> None:
    one = made(host_manager, name_en="Ash", **BRN)
    verify(one, by=host_manager, level=3, source="Visit")
    one.refresh_from_db()
    edit_organisation(one, by=host_manager, version=one.version, number="999-85-01235")
    one.refresh_from_db()
    assert one.level == 1
    assert one.verifications.first().is_by_house  # type: ignore[union-attr]


def test_an_expired_level_falls_back_to_the_one_that_holds(host_manager: User) -> None:
    today = timezone.localdate()
    one = made(host_manager, name_en="Ash", **BRN)
    verify(one, by=host_manager, level=1, source="Number")
    verify(one, by=host_manager, level=3, source="Visit", expires_on=today)
    assert let_expire(today) == 0
    assert let_expire(today + timedelta(days=1)) == 1
    one.refresh_from_db()
    assert one.level == 1
    assert Notice.objects.filter(receiver=host_manager, code="directory.verification_expired").exists()
    assert let_expire(today + timedelta(days=2)) == 0


def test_an_edit_of_an_older_version_is_refused(host_manager: User) -> None:
    one = made(host_manager, name_en="Ash")
    edit_organisation(one, by=host_manager, version=1, region="Seoul")
    with pytest.raises(Stale):
        edit_organisation(one, by=host_manager, version=1, region="Busan")


def test_confidential_values_stay_out_of_the_log(host_manager: User) -> None:
    one = made(host_manager, name_en="Ash", employees=77_001)
    edit_organisation(one, by=host_manager, version=one.version, employees=77_002)
    assert "7700" not in str(list(LogEntry.objects.values_list("changes", flat=True)))


@pytest.mark.parametrize("facts", [{"name": "(주) 한빛"}, {"name": "Another", "number": "9998100000"}])
def test_listed_ones_are_blocked_and_told(host_manager: User, facts: dict[str, str]) -> None:
    listed(host_manager, **facts)
    one = made(host_manager, name_ko="한빛 주식회사", **BRN)
    assert one.is_blocked
    assert Notice.objects.filter(receiver=host_manager, code="directory.listed").count() == 1
    with pytest.raises(ValidationError):
        verify(one, by=host_manager, level=2, source="Register")


def test_another_number_of_the_same_register_is_another(host_manager: User) -> None:
    listed(host_manager, name="한빛", number="999-85-01235")
    assert not made(host_manager, name_ko="한빛", **BRN).is_blocked


def test_found_to_be_another(host_manager: User, guest_manager: User) -> None:
    entry = listed(host_manager, name="Ash")
    one = made(guest_manager, name_en="Ash Ltd.")
    assert one.is_blocked  # by the other side's list, too
    with pytest.raises(PermissionDenied):
        clear_listing(one, entry, by=guest_manager, reason="It is not us.")
    with pytest.raises(ValidationError):
        clear_listing(one, entry, by=host_manager, reason=" ")
    clear_listing(one, entry, by=host_manager, reason="Another town.")
    one.refresh_from_db()
    assert not one.is_blocked
    assert check_blacklist(one, by=guest_manager).result == BlacklistCheck.Result.CLEARED


def test_a_later_entry_and_its_removal(host_manager: User) -> None:
    one = made(host_manager, name_en="Ash")
    entry = listed(host_manager, name="ASH CO., LTD.")
    assert recheck_entry(entry) == 1
    one.refresh_from_db()
    assert one.is_blocked
    remove_entry(entry, by=host_manager, reason="Struck off.")
    recheck_entry(entry)
    one.refresh_from_db()
    assert not one.is_blocked
