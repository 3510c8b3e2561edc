"""Invitations: a link for one address, side and role, that works once; and what it must not give away."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from landbridge.base.log import LogEntry
from landbridge.base.models import OutgoingMail
from landbridge.people.actions.accounts import close_account
from landbridge.people.actions.invitations import (
    InvitationGone,
    accept_invitation,
    invite,
    resend_invitation,
    withdraw_invitation,
)
from landbridge.people.models import Grant, Invitation, User
from tests.conftest import make_user

ADDRESS = "New.Person@Test.example"
PASSWORD = "붉은 단풍 열 그루"
ClientOf = Callable[[User], Client]
RunJobs = Callable[[], list[str]]


@pytest.fixture(autouse=True)
def _no_limits_left(db: None) -> None:
    cache.clear()


@pytest.fixture
def invited(host_manager: User) -> Invitation:
    return invite(by=host_manager, email=ADDRESS, name="왕팡 王芳", role="company", language="ko")


def link() -> str:
    """The path in the latest mail that is still to go out."""
    return path_in(OutgoingMail.objects.order_by("-pk")[0].body)


def path_in(body: str) -> str:
    found = re.search(r"https?://[^/\s]+(/invitations/\S+)", body)
    assert found, body
    return found[1]


def accept(client: Client, path: str, **more: str) -> int:
    return client.post(path, {"name": "王芳", "password": PASSWORD} | more).status_code


def test_the_mail_is_in_the_language_of_who_is_invited(invited: Invitation, run_jobs: RunJobs) -> None:
    assert run_jobs() == ["base.send_mail"]
    (sent,) = mail.outbox
    assert sent.to == ["new.person@test.example"]
    assert "초대" in str(sent.subject)
    assert "왕팡" in str(sent.body)


def test_the_link_stays_neither_in_the_database_nor_in_the_log(invited: Invitation, run_jobs: RunJobs) -> None:
    token = link().rsplit("/", 1)[1]
    run_jobs()
    assert token in str(mail.outbox[0].body)
    assert list(OutgoingMail.objects.values_list("body", "state")) == [("", "sent")]
    kept = (
        f"{list(Invitation.objects.values())} {list(LogEntry.objects.values())} {list(OutgoingMail.objects.values())}"
    )
    assert token not in kept
    assert "new.person" not in str(list(LogEntry.objects.values())).lower()


def test_a_link_opens_an_account_in_its_role_and_side_whatever_is_sent(client: Client, invited: Invitation) -> None:
    path = link()
    page = client.get(path)
    assert page.status_code == 200
    assert "new.person@test.example" in page.content.decode()
    answer = client.post(
        path,
        {"name": "王芳", "password": PASSWORD, "email": "evil@evil.example", "role": "manager", "side": "guest"},
    )
    assert answer.headers["Location"] == "/account/security/"
    user = User.objects.get(email="new.person@test.example")
    assert (user.role, user.side, user.name, user.language) == ("company", "host", "王芳", "ko")
    assert user.check_password(PASSWORD)
    assert client.get("/").status_code == 200, "signed in"
    assert Grant.objects.get(user=user).granted_by == invited.invited_by


def test_a_link_works_once(client: Client, invited: Invitation) -> None:
    path = link()
    assert accept(client, path) == 302
    assert accept(Client(), path, name="Second") == 410
    assert Client().get(path).status_code == 410
    with pytest.raises(InvitationGone):
        accept_invitation(path.rsplit("/", 1)[1], by=None, name="Second", password=PASSWORD)
    assert User.objects.filter(email="new.person@test.example").count() == 1


@pytest.mark.parametrize("password", ["", "short", "password12", "new.person@test.example"])
def test_a_weak_password_is_refused_and_the_name_is_kept(client: Client, invited: Invitation, password: str) -> None:
    page = client.post(link(), {"name": "왕 선생", "password": password})
    assert page.status_code == 200
    assert page.context["form"].errors["password"]
    assert page.context["form"]["name"].value() == "왕 선생"
    assert not User.objects.filter(email__startswith="new").exists()


def test_a_link_too_old_or_withdrawn_opens_nothing(client: Client, invited: Invitation, host_manager: User) -> None:
    path = link()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert accept(client, path) == 410
    resend_invitation(invited, by=host_manager)
    assert accept(client, path) == 404, "a newer link was sent"
    assert client.get(link()).status_code == 200
    withdraw_invitation(invited, by=host_manager)
    assert accept(client, link()) == 410
    with pytest.raises(InvitationGone):
        resend_invitation(invited, by=host_manager)
    assert not User.objects.filter(email__startswith="new").exists()


def test_a_void_link_is_no_longer_mailed(invited: Invitation, host_manager: User, run_jobs: RunJobs) -> None:
    resend_invitation(invited, by=host_manager)
    run_jobs()
    assert len(mail.outbox) == 1
    assert list(OutgoingMail.objects.order_by("pk").values_list("state", "body")) == [("stopped", ""), ("sent", "")]
    withdraw_invitation(resend_invitation(invited, by=host_manager), by=host_manager)
    run_jobs()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("token", ["x", "", "..", "a" * 5000, "%00", "’ OR 1=1", "../../fairs/"])
def test_a_made_up_link_opens_nothing(client: Client, db: None, token: str) -> None:
    assert client.get(f"/invitations/{token}").status_code == 404


def test_who_has_an_account_signs_in_and_gains_the_role(client_of: ClientOf, guest_manager: User, db: None) -> None:
    known = make_user("known@test.example", side="host", role="judge")
    invite(by=guest_manager, email=known.email, name="Known", role="interpreter", language="en")
    path = link()
    assert accept(Client(), path) == 200, "asked to sign in"
    assert not known.grants.filter(role="interpreter").exists()
    client = client_of(known)
    assert "Accept" in client.get(path).content.decode()
    assert client.post(path).status_code == 302
    known.refresh_from_db()
    assert (known.role, known.side) == ("judge", "host"), "still in the role they acted in"
    assert set(known.grants.values_list("role", "side")) == {("judge", "host"), ("interpreter", "guest")}


def test_an_invitation_is_of_no_use_to_somebody_else(client_of: ClientOf, invited: Invitation) -> None:
    other = make_user("other@test.example", side="guest", role="judge")
    answer = client_of(other).post(link())
    assert answer.status_code == 403
    assert "other@test.example" in answer.content.decode()
    assert "new.person" not in answer.content.decode()
    assert other.grants.count() == 1
    invited.refresh_from_db()
    assert invited.accepted_at is None


def test_a_closed_account_gains_nothing(client: Client, host_manager: User) -> None:
    known = make_user("known@test.example", role="judge")
    close_account(known, by=host_manager)
    invite(by=host_manager, email=known.email, name="Known", role="floor", language="en")
    assert "This account is closed" in client.post(link(), {"name": "K", "password": PASSWORD}).content.decode()
    assert known.grants.count() == 1
    assert client.get("/account/").status_code == 302


def test_guessing_links_is_slowed_down(client: Client, db: None) -> None:
    found = {accept(client, f"/invitations/guess-{number}") for number in range(25)}
    assert found == {404, 429}


def test_managers_invite_to_their_own_side_and_others_to_none(
    client_of: ClientOf, guest_manager: User, user_of: Callable[..., User]
) -> None:
    form = {"email": "a@b.example", "name": "A", "role": "manager", "language": "ko", "side": "host"}
    assert client_of(guest_manager).post("/people/team/invitations/new", form).status_code == 302
    assert Invitation.objects.get().side == "guest"
    for role in ("auditor", "company", "approver"):
        with pytest.raises(PermissionDenied):
            invite(by=user_of(role), email="b@b.example", name="B", role="judge", language="ko")


def test_nobody_is_invited_twice_to_the_same(invited: Invitation, host_manager: User, guest_manager: User) -> None:
    with pytest.raises(ValidationError, match="invited already"):
        invite(by=host_manager, email=ADDRESS.upper(), name="Again", role="company", language="ko")
    with pytest.raises(ValidationError, match="has that role"):
        invite(by=host_manager, email=host_manager.email, name="Me", role="manager", language="ko")
    invite(by=guest_manager, email=ADDRESS, name="Theirs", role="company", language="ko")


def test_inviting_does_not_tell_who_has_an_account(client_of: ClientOf, host_manager: User, db: None) -> None:
    make_user("there@test.example", side="guest", role="judge")
    client = client_of(host_manager)
    said = []
    for name in ("there", "nobody"):
        form = {"email": f"{name}@test.example", "name": "N", "role": "judge", "language": "en"}
        answer = client.post("/people/team/invitations/new", form, follow=True)
        text = answer.content.decode().replace(form["email"], "")
        said.append((answer.redirect_chain, str(next(iter(answer.context["messages"]))).replace(form["email"], "")))
        assert "account" not in text.split("<main")[1].lower()
    bodies = [re.sub(r"/invitations/\S+", "", body) for body in OutgoingMail.objects.values_list("body", flat=True)]
    assert said[0] == said[1]
    assert bodies[0] == bodies[1]


def test_the_list_shows_what_became_of_each(client_of: ClientOf, host_manager: User, guest_manager: User) -> None:
    for number in range(4):
        invite(by=host_manager, email=f"{number}@test.example", name=f"N{number}", role="judge", language="en")
    invite(by=guest_manager, email="theirs@test.example", name="Theirs", role="judge", language="en")
    rows = Invitation.objects.order_by("pk")
    withdraw_invitation(rows[0], by=host_manager)
    Invitation.objects.filter(pk=rows[1].pk).update(expires_at=timezone.now() - timedelta(days=1))
    page = client_of(host_manager).get("/people/team/invitations/").content.decode()
    assert "theirs@" not in page
    assert [word in page for word in ("withdrawn", "expired", "Send again: N1", "Withdraw: N2")] == [True] * 4
    assert "Withdraw: N1" not in page
    assert "Send again: N0" not in page


@pytest.mark.parametrize("path", ["/people/team/invitations/", "/people/team/"])
def test_long_lists_ask_no_more_often(client_of: ClientOf, host_manager: User, path: str) -> None:
    client = client_of(host_manager)
    counts = []
    for numbers in (range(1), range(1, 30)):
        for number in numbers:
            invite(by=host_manager, email=f"i{number}@test.example", name=f"N{number}", role="judge", language="en")
            make_user(f"u{number}@test.example", role="judge")
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(path).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25


def test_hostile_names_stay_text(client_of: ClientOf, host_manager: User, run_jobs: RunJobs) -> None:
    name = '<img src=x onerror=alert(1)>"\r\nBcc: all@evil.example'[:120]
    form = {"email": "x@test.example", "name": name, "role": "judge", "language": "en"}
    client_of(host_manager).post("/people/team/invitations/new", form)
    path = link()
    for page in (client_of(host_manager).get("/people/team/invitations/"), Client().get(path)):
        assert "<img src=x" not in page.content.decode()
    run_jobs()
    assert mail.outbox[0].recipients() == ["x@test.example"]
    assert "\n" not in str(mail.outbox[0].subject)
