"""Roles: given by managers of the side, ended, switched between, and never the last one that opens the door."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from landbridge.base.log import LogEntry
from landbridge.people.actions.accounts import close_account, reopen_account
from landbridge.people.actions.grants import GrantEnded, LastManager, end_grant, grant_role, switch_grant
from landbridge.people.models import AccessEntry, Grant, Person, User
from tests.conftest import make_user
from tests.people.people import a_person

ClientOf = Callable[[User], Client]


def grant(user: User, role: str = "") -> Grant:
    return Grant.objects.get(user=user, role=role or user.role, ended_at=None)


def test_a_manager_gives_and_ends_roles_of_their_side(host_manager: User, user_of: Callable[..., User]) -> None:
    judge = user_of("judge")
    given = grant_role(judge, "interpreter", by=host_manager)
    assert (given.side, given.granted_by) == ("host", host_manager)
    assert grant_role(judge, "interpreter", by=host_manager) == given, "given twice, held once"
    end_grant(given, by=host_manager, reason="Moved")
    end_grant(given, by=host_manager)
    entries = LogEntry.objects.order_by("pk").values_list("verb", "by", "object_id", "reason")
    assert list(entries) == [
        ("people.role_granted", host_manager.pk, str(judge.pk), ""),
        ("people.role_ended", host_manager.pk, str(judge.pk), "Moved"),
    ]


def test_roles_of_the_other_side_and_ones_own_stay_as_they_are(
    host_manager: User, guest_manager: User, user_of: Callable[..., User]
) -> None:
    theirs, auditor = user_of("judge", "guest"), user_of("auditor")
    for user, by in ((theirs, host_manager), (host_manager, host_manager), (user_of("judge"), auditor)):
        with pytest.raises(PermissionDenied):
            grant_role(user, "auditor", by=by)
    for held, by in ((grant(theirs), host_manager), (grant(user_of("judge")), auditor)):
        with pytest.raises(PermissionDenied):
            end_grant(held, by=by)


def test_the_last_manager_stays(host_manager: User) -> None:
    with pytest.raises(LastManager):
        end_grant(grant(host_manager), by=host_manager)
    closed = make_user("closed@test.example", is_active=False)
    with pytest.raises(LastManager):
        end_grant(grant(host_manager), by=host_manager)
    reopen_account(closed, by=host_manager)
    end_grant(grant(host_manager), by=host_manager)
    host_manager.refresh_from_db()
    assert host_manager.role == ""


def test_who_loses_a_role_acts_in_another_or_in_none(host_manager: User, user_of: Callable[..., User]) -> None:
    judge = user_of("judge")
    grant_role(judge, "floor", by=host_manager)
    end_grant(grant(judge, "judge"), by=host_manager)
    judge.refresh_from_db()
    assert (judge.role, judge.side) == ("floor", "host")
    end_grant(grant(judge, "floor"), by=host_manager)
    judge.refresh_from_db()
    assert judge.role == ""
    grant_role(judge, "judge", by=host_manager)
    judge.refresh_from_db()
    assert judge.role == "judge"


def test_one_switches_among_ones_own_open_roles_only(host_manager: User, user_of: Callable[..., User]) -> None:
    judge, other = user_of("judge"), user_of("talent")
    floor = grant_role(judge, "floor", by=host_manager)
    switch_grant(floor, by=judge)
    judge.refresh_from_db()
    assert judge.role == "floor"
    with pytest.raises(PermissionDenied):
        switch_grant(grant(other), by=judge)
    switch_grant(grant(judge, "judge"), by=judge)
    end_grant(floor, by=host_manager)
    with pytest.raises(GrantEnded):
        switch_grant(floor, by=judge)


def test_the_database_holds_no_role_twice(host_manager: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(user=host_manager, role="manager", side="host")


def test_the_menu_shows_the_hat_one_wears_and_changes_it(client_of: ClientOf, host_manager: User) -> None:
    both = make_user("both@test.example", side="host", role="judge")
    floor = grant_role(both, "floor", by=host_manager)
    client = client_of(both)
    assert f"/account/role/{floor.pk}" in client.get("/account/").content.decode()
    assert client.post(f"/account/role/{floor.pk}").headers["Location"] == "/"
    both.refresh_from_db()
    assert both.role == "floor"
    assert client_of(host_manager).post(f"/account/role/{floor.pk}").status_code == 404
    assert "/account/role/" not in client_of(host_manager).get("/account/").content.decode()


def test_without_a_role_there_is_a_page_that_says_so(client_of: ClientOf, host_manager: User) -> None:
    judge = make_user("judge@test.example", role="judge")
    client = client_of(judge)
    end_grant(grant(judge), by=host_manager)
    assert client.get("/").headers["Location"] == "/account/no-role"
    assert "You have no role now" in client.get("/account/no-role").content.decode()
    assert client.get("/account/").status_code == 200
    assert client.get("/fairs/").status_code == 403


def test_the_team_is_of_ones_own_side(client_of: ClientOf, host_manager: User, user_of: Callable[..., User]) -> None:
    user_of("judge"), user_of("talent", "guest")
    for reader in (host_manager, user_of("auditor")):
        page = client_of(reader).get("/people/team/").content.decode()
        assert ("judge.host@" in page, "talent.guest@" in page) == (True, False)
    found = client_of(host_manager).get("/people/team/", {"find": "JUDGE.h", "role": "judge"}).content.decode()
    assert ("judge.host@" in found, "auditor.host@" in found) == (True, False)
    assert "Nobody found" in client_of(host_manager).get("/people/team/", {"find": "nobody"}).content.decode()


def test_a_manager_works_on_the_team_by_its_pages(
    client_of: ClientOf, host_manager: User, user_of: Callable[..., User]
) -> None:
    judge, client = user_of("judge"), client_of(host_manager)
    page = f"/people/team/{judge.pk}"
    assert client.post(f"{page}/roles", {"role": "judge"}).status_code == 422, "held already"
    assert client.post(f"{page}/roles", {"role": "king"}).status_code == 422
    client.post(f"{page}/roles", {"role": "floor"})
    client.post(f"/people/team/roles/{grant(judge, 'floor').pk}/end")
    client.post(f"{page}/close")
    closed = client.get(page).content.decode()
    client.post(f"{page}/reopen")
    judge.refresh_from_db()
    assert judge.is_active
    assert "This account is closed" in closed
    history = client.get(page).content.decode().split("What was changed, and by whom", 1)[1]
    assert [word in history for word in ("Role given", "Role ended", "Account closed", "Account opened again")] == [
        True
    ] * 4
    answer = client.post(f"/people/team/roles/{grant(host_manager).pk}/end", follow=True)
    assert "Somebody must manage this side" in answer.content.decode()


def test_what_one_side_changed_the_other_does_not_read(
    client_of: ClientOf, host_manager: User, guest_manager: User
) -> None:
    both = make_user("both@test.example", side="host", role="judge")
    Grant.objects.create(user=both, role="talent", side="guest")
    grant_role(both, "floor", by=host_manager)
    page = client_of(guest_manager).get(f"/people/team/{both.pk}").content.decode()
    assert "Floor staff" not in page.split("<main")[1].split("Give a further role")[0]
    assert client_of(guest_manager).post(f"/people/team/{both.pk}/close").status_code == 403, "not theirs alone"


def test_nobody_is_shut_out_of_a_side_of_their_own(host_manager: User, guest_manager: User) -> None:
    both = make_user("both@test.example", side="host", role="judge")
    Grant.objects.create(user=both, role="talent", side="guest")
    for by in (host_manager, guest_manager):
        with pytest.raises(PermissionDenied):
            close_account(both, by=by)


def test_somebody_of_both_sides_stands_in_the_team_of_each(
    client_of: Callable[[User], Client], host_manager: User, guest_manager: User
) -> None:
    """The host side knows them as a person; the guest side shows their account, and nothing crosses by that."""
    both = make_user("both@example.com", side="host")
    Person.objects.filter(pk=a_person("host").pk).update(user=both)
    Grant.objects.create(user=both, role="interpreter", side="guest")
    for manager, entries in ((guest_manager, 0), (host_manager, 2)):
        before = AccessEntry.objects.count()
        office = client_of(manager)
        assert "both@example.com" in office.get(reverse("team")).content.decode()
        assert office.get(reverse("team_member", args=[both.pk])).status_code == 200
        assert AccessEntry.objects.count() - before == entries
    assert not AccessEntry.objects.filter(across__gt=0).exists()
