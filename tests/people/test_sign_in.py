"""Signing in: the right password, too many wrong ones, closed accounts, the demo, and where one goes then."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from landbridge.people.actions.accounts import close_account
from landbridge.people.demo import make_accounts
from landbridge.people.models import Role, User

PASSWORD = "빛나는 긴 암호 2026"

# Addresses elsewhere, as browsers and servers have been fooled with them.
ELSEWHERE = [
    "https://evil.example/",
    "http://evil.example",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "https:/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://testserver@evil.example/",
    "\x00//evil.example",
    " //evil.example",
    "/\t/evil.example",
]


@pytest.fixture
def person(host_manager: User) -> User:
    host_manager.set_password(PASSWORD)
    host_manager.save()
    cache.clear()
    return host_manager


def sign_in(client: Client, password: str = PASSWORD, **more: str) -> tuple[int, str]:
    answer = client.post("/sign-in/", {"login": "Host@Test.example", "password": password} | more)
    return answer.status_code, answer.headers.get("Location", "")


def refusal(page: Any) -> list[str]:
    """What the sign-in form says."""
    return list(page.context["form"].non_field_errors())


def test_the_right_password_signs_in_and_leads_where_one_was_going(client: Client, person: User) -> None:
    assert client.get("/fairs/").headers["Location"] == "/sign-in/?next=/fairs/"
    assert sign_in(client, next="/fairs/") == (302, "/fairs/")
    assert client.get("/fairs/").status_code == 200
    assert client.post("/sign-out/").status_code == 302
    assert client.get("/fairs/").status_code == 302


def test_signing_out_needs_a_press_of_a_button(client: Client, person: User) -> None:
    sign_in(client)
    client.get("/sign-out/")
    assert client.get("/fairs/").status_code == 200


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(client: Client, person: User) -> None:
    wrong = client.post("/sign-in/", {"login": "host@test.example", "password": "wrong"})
    unknown = client.post("/sign-in/", {"login": "nobody@test.example", "password": "wrong"})
    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert refusal(wrong) == refusal(unknown) != []


def test_after_five_wrong_passwords_the_right_one_waits_too(client: Client, person: User) -> None:
    for _ in range(5):
        assert sign_in(client, "wrong")[0] == 200
    assert sign_in(client)[0] == 200
    assert client.get("/fairs/").status_code == 302


def test_a_forged_address_does_not_escape_the_limit(client: Client, person: User) -> None:
    refusals = [
        refusal(
            client.post(
                "/sign-in/",
                {"login": f"{number}@test.example", "password": "wrong"},
                headers={"X-Forwarded-For": f"203.0.113.{number}"},
            )
        )
        for number in range(12)
    ]
    assert refusals[0] != refusals[-1], "ten failures a minute from one machine, whatever it says it is"


def test_a_closed_account_cannot_sign_in_and_is_signed_out(client: Client, person: User) -> None:
    sign_in(client)
    close_account(person, by=None)
    assert client.get("/fairs/").status_code == 302
    assert sign_in(Client())[0] in {200, 302}
    other = Client()
    sign_in(other)
    assert other.get("/fairs/").status_code == 302


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_form_leads_elsewhere(client: Client, person: User, settings: Settings, elsewhere: str) -> None:
    settings.LANDBRIDGE_DEMO = True
    host, _ = make_accounts()
    demo = client.post("/sign-in/demo", {"account": host.pk, "next": elsewhere})
    switch = client.post("/language", {"language": "ko", "next": elsewhere})
    for location in (sign_in(Client(), next=elsewhere)[1], demo.headers["Location"], switch.headers["Location"]):
        assert location == "/"


def test_nobody_opens_an_account_for_themselves(client: Client, db: None) -> None:
    assert client.get("/sign-in/").context.get("signup_url") is None
    assert client.get("/accounts/signup/").status_code == 404


def test_a_forgotten_password_is_set_anew_by_mail(client: Client, person: User) -> None:
    assert client.post("/password/", {"email": "nobody@test.example"}).status_code == 302
    assert client.post("/password/", {"email": "host@test.example"}).status_code == 302
    assert len(mail.outbox) == 1
    found = re.search(r"https?://[^/\s]+(/password/\S+)", str(mail.outbox[0].body))
    assert found
    page = client.get(found[1], follow=True)
    new = {"password1": "another long one", "password2": "another long one"}
    client.post(page.redirect_chain[-1][0], new)
    person.refresh_from_db()
    assert person.check_password("another long one")


def test_demo_accounts_need_one_press_and_are_there_only_in_demo_mode(
    client: Client, settings: Settings, db: None
) -> None:
    host, guest = make_accounts()
    assert make_accounts() == (host, guest)
    assert client.post("/sign-in/demo", {"account": host.pk}).status_code == 404
    assert list(client.get("/sign-in/").context["demo_accounts"]) == []
    settings.LANDBRIDGE_DEMO = True
    shown = list(client.get("/sign-in/").context["demo_accounts"])
    assert [user for user in shown if user.role == "manager"] == [host, guest]
    assert {user.role for user in shown} == set(Role)
    assert [user.side for user in shown] == ["host"] * 9 + ["guest"] * 8
    assert client.post("/sign-in/demo", {"account": guest.pk}).headers["Location"] == "/"
    assert client.get("/").status_code == 200


def test_only_demo_accounts_can_be_tried(client: Client, settings: Settings, person: User) -> None:
    settings.LANDBRIDGE_DEMO = True
    for account in (str(person.pk), "", "x", "-1", "9" * 30, "１"):
        assert client.post("/sign-in/demo", {"account": account}).status_code == 404


def test_who_has_no_password_is_sent_to_make_one(client: Client, guest_manager: User) -> None:
    client.force_login(guest_manager)
    assert client.get("/account/password/").headers["Location"] == "/password/"
