"""Two people do in the same instant what only one of them may: end each other's role, use one invitation.

Each promise has its control: without what keeps it, the same two get through, and the same check shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import QuerySet
from django.test import Client

from landbridge.base.log import LogEntry
from landbridge.people.actions import accounts, grants
from landbridge.people.actions.accounts import close_account
from landbridge.people.actions.grants import end_grant
from landbridge.people.actions.invitations import accept_invitation, invite
from landbridge.people.models import Grant, Invitation, User
from tests.conftest import make_user
from tests.people.test_invitations import ADDRESS, PASSWORD, link

pytestmark = pytest.mark.django_db(transaction=True)
Work = Callable[[], object]


def at_once(*works: Work) -> list[str]:
    """What came of each, done in the same instant in connections of their own: a class, of what came or went wrong."""
    start = Barrier(len(works))

    def run(work: Work) -> str:
        start.wait()
        try:
            return type(work()).__name__
        except Exception as error:  # noqa: BLE001 - what it was is what is asked
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return sorted(pool.map(run, works))


def the_role(user: User) -> Grant:
    return Grant.objects.get(user=user, ended_at=None)


def managers() -> int:
    """How many can let others in on the host's side."""
    return Grant.objects.filter(role="manager", side="host", ended_at=None, user__is_active=True).count()


def end_each_other(one: User, other: User) -> list[str]:
    """Two managers, who both were shown the other's role as one they may end, do so."""
    ones, others = the_role(one), the_role(other)
    return at_once(lambda: end_grant(others, by=one), lambda: end_grant(ones, by=other))


def close_each_other(one: User, other: User) -> list[str]:
    """The same with their accounts."""
    return at_once(
        lambda: close_account(User.objects.get(pk=other.pk), by=one),
        lambda: close_account(User.objects.get(pk=one.pk), by=other),
    )


@pytest.fixture
def other_manager(host_manager: User) -> User:
    return make_user("other@test.example")


@pytest.mark.parametrize("act", [end_each_other, close_each_other])
@pytest.mark.parametrize("spare", [0, 1])
def test_of_two_managers_one_stays(
    host_manager: User, other_manager: User, act: Callable[[User, User], list[str]], spare: int
) -> None:
    for number in range(spare):
        make_user(f"spare{number}@test.example")
    done = act(host_manager, other_manager)
    assert done.count("PermissionDenied") == 1, done
    assert managers() == 1 + spare
    assert LogEntry.objects.filter(verb__in=["people.role_ended", "people.account_closed"]).count() == 1


@pytest.mark.parametrize("act", [end_each_other, close_each_other])
def test_without_holding_the_office_nobody_is_stopped(
    host_manager: User,
    other_manager: User,
    act: Callable[[User, User], list[str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for module in (grants, accounts):
        monkeypatch.setattr(module, "hold_office", lambda side, by: None)
    make_user("spare@test.example")
    assert "PermissionDenied" not in act(host_manager, other_manager)


def test_through_the_page_one_is_refused(
    host_manager: User, other_manager: User, client_of: Callable[[User], Client]
) -> None:
    pairs = ((host_manager, the_role(other_manager)), (other_manager, the_role(host_manager)))
    posts = [(client_of(user), f"/people/team/roles/{role.pk}/end") for user, role in pairs]
    said: list[int] = []
    at_once(*(lambda client=client, path=path: said.append(client.post(path).status_code) for client, path in posts))
    # Who comes second is no manager any more: already at the door, or once inside.
    assert sorted(said) in ([302, 403], [302, 404])
    assert managers() == 1


@pytest.fixture
def token(host_manager: User) -> str:
    cache.clear()
    invite(by=host_manager, email=ADDRESS, name="王芳", role="interpreter", language="en")
    return link().rsplit("/", 1)[1]


def accepted() -> tuple[int, int, int]:
    """How many accounts, roles and lines in the log came of the invitation."""
    grants_given = Grant.objects.filter(user__email=ADDRESS.lower(), role="interpreter")
    lines = LogEntry.objects.filter(verb="people.invitation_accepted")
    return User.objects.filter(email=ADDRESS.lower()).count(), grants_given.count(), lines.count()


def test_two_windows_open_one_account(token: str) -> None:
    done = at_once(*[lambda: accept_invitation(token, by=None, name="王芳", password=PASSWORD)] * 2)
    assert done == ["InvitationGone", "User"]
    assert accepted() == (1, 1, 1)


def test_through_the_page_too(token: str) -> None:
    said: list[int] = []
    facts = {"name": "王芳", "password": PASSWORD}
    at_once(*[lambda: said.append(Client().post(f"/invitations/{token}", facts).status_code)] * 2)
    assert accepted() == (1, 1, 1)
    assert set(said) <= {200, 302, 410}, "told to sign in, let in, or told that the link was used"


def test_who_has_an_account_is_given_one_role(token: str) -> None:
    known = make_user(ADDRESS.lower(), role="talent")
    assert at_once(*[lambda: accept_invitation(token, by=known)] * 2) == ["InvitationGone", "User"]
    assert accepted() == (1, 1, 1)


def test_without_the_lock_both_use_the_link(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time, whatever is asked")
    known, both_looked = make_user(ADDRESS.lower(), role="talent"), Barrier(2)
    is_open = Invitation.is_open.fget  # type: ignore[attr-defined]

    def looked(invitation: Invitation) -> bool:
        found: bool = is_open(invitation)
        both_looked.wait(timeout=30)
        return found

    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows)
    monkeypatch.setattr(Invitation, "is_open", property(looked))
    done = at_once(*[lambda: accept_invitation(token, by=known)] * 2)
    assert "InvitationGone" not in done, "both went on with a link that works once"
