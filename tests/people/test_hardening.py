"""Bugs other houses had, held away from this one's doors: redirects, forged addresses, enumeration, caches, grants."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from landbridge.people.models import Grant, User
from landbridge.site.doctor import complaints
from tests.conftest import make_user
from tests.house.routes import routes
from tests.people.test_sign_in import ELSEWHERE

PASSWORD = "빛나는 긴 암호 2026"
XSS = "\"><script>alert(1)</script><img src=x onerror=alert(1)>'`${7*7}{{7*7}}{%x%}"
ClientOf = Callable[[User], Client]


@pytest.fixture
def person(host_manager: User) -> User:
    host_manager.set_password(PASSWORD)
    host_manager.save()
    cache.clear()
    return host_manager


def at_home(answer: Any) -> bool:
    """Whether an answer leads to a page of this host, if anywhere."""
    location = answer.headers.get("Location", "/")
    return location.startswith("/") and not location.startswith(("//", "/\\", "/\t"))


# Class 14: open redirect.
@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_next_leads_elsewhere(person: User, client_of: ClientOf, elsewhere: str) -> None:
    client = client_of(person)
    key = Authenticator.objects.create(user=person, type="webauthn", data={"name": "K", "credential": {}})
    query = {"next": elsewhere}
    asked = client.get("/account/reauthenticate/", query)
    answers = [
        asked,
        client.post("/account/reauthenticate/", {"password": PASSWORD, "next": elsewhere}),
        client.post(f"/account/security/passkeys/{key.pk}/rename/", {"name": "L", "next": elsewhere}),
        client.post(f"/account/security/passkeys/{key.pk}/remove/", query),
        client.post("/sign-in/passkey/", {"credential": "{}", "next": elsewhere}),
        client.get("/sign-in/", query),
        client.post("/sign-out/", query),
    ]
    assert [answer.headers.get("Location") for answer in answers if not at_home(answer)] == []
    anonymous = Client().get("/sign-in/", query).content.decode()
    assert f'value="{elsewhere}"' not in anonymous


# Class 20: a rate limit passed by with a forged X-Forwarded-For.
def test_behind_one_proxy_only_its_own_word_counts(client: Client, person: User, settings: Settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    told = []
    for number in range(12):
        headers = {"X-Forwarded-For": f"203.0.113.{number}, 198.51.100.7"}  # invented by the caller; added by the proxy
        form = {"login": f"{number}@test.example", "password": "wrong"}
        told.append(list(client.post("/sign-in/", form, headers=headers).context["form"].non_field_errors()))
    assert told[0] != told[-1]
    other = {"X-Forwarded-For": "203.0.113.1, 198.51.100.8"}
    form = {"login": "host@test.example", "password": PASSWORD}
    assert client.post("/sign-in/", form, headers=other).status_code == 302, "another machine is not held up"


# Class 21: who has an account.
def test_an_unknown_address_takes_as_much_work(client: Client, person: User, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[str] = []
    plain = MD5PasswordHasher.encode

    def encode(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return str(plain(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    work = []
    for address in ("host@test.example", "nobody@test.example"):
        client.post("/sign-in/", {"login": address, "password": "a wrong one"})
        work.append(hashed.count("a wrong one"))
        hashed.clear()
    assert work[0] == work[1] >= 1


def test_a_forgotten_password_is_answered_alike_for_everybody(person: User, user_of: Callable[..., User]) -> None:
    closed = make_user("closed@test.example", is_active=False)
    told = []
    for address in (person.email, closed.email, "nobody@test.example"):
        client = Client()
        answer = client.post("/password/", {"email": address}, follow=True)
        told.append((answer.redirect_chain, answer.content.decode().split("<main")[1].split("csrf")[0]))
    assert told[0] == told[1] == told[2]
    assert [message.to for message in mail.outbox] == [[person.email]]


# Class 22: somebody else's page out of a cache.
def test_no_answer_to_somebody_signed_in_may_be_kept(person: User, client_of: ClientOf) -> None:
    kept, client = [], client_of(person)
    for route in routes():
        answer = client.get(route.url)
        if answer.headers.get("Cache-Control") != "private, no-store":
            kept.append((route.name, answer.headers.get("Cache-Control")))
    assert kept == []
    assert client.get("/account/").status_code == 200, "signed in to the end"


# Class 24: dangerous grants.
def test_the_doctor_tells_of_dangerous_grants(settings: Settings, person: User, user_of: Callable[..., User]) -> None:
    assert "Accounts" not in " ".join(complaints())
    both, self_auditor = user_of("manager", "guest"), user_of("auditor")
    Grant.objects.create(user=both, role="auditor", side="host")
    Grant.objects.create(user=self_auditor, role="manager", side="host")
    asleep = make_user("asleep@test.example", role="auditor", last_login=timezone.now() - timedelta(days=200))
    make_user("fresh@test.example", role="judge", last_login=timezone.now() - timedelta(days=200))
    settings.ALLOWED_HOSTS = ["fair.example"]
    found = {said.split(":")[0]: said.split(":")[1].split(".")[0] for said in complaints()}
    assert found["Accounts that manage a side and audit it, too"] == f" {self_auditor.pk}"
    assert found["Accounts that are staff of both sides, and so read both sides' persons"] == f" {both.pk}"
    assert found["Staff who have not signed in for half a year"] == f" {asleep.pk}"
    assert found["Staff with a password and no second step (LANDBRIDGE_STAFF_MFA=required asks for one)"] == (
        f" {person.pk}"
    )
    assert "@" not in " ".join(complaints())


# Class 10: markup where text belongs.
def test_markup_stays_text_on_every_page_of_accounts(person: User, client_of: ClientOf) -> None:
    User.objects.filter(pk=person.pk).update(name=XSS[:120])
    client = client_of(User.objects.get(pk=person.pk))
    pages = [
        client.get("/account/"),
        client.get("/account/security/"),
        client.get("/people/team/", {"find": XSS, "role": XSS, "from": XSS}),
        client.get("/people/team/", {"find": "script"}),
        client.get(f"/people/team/{person.pk}"),
        client.post("/people/team/invitations/new", {"email": XSS, "name": XSS, "role": XSS, "language": XSS}),
        client.post("/account/keys/", {"name": XSS, "scopes": XSS, "days": XSS}),
        client.post("/account/", {"timezone": XSS}),
        Client().post("/sign-in/", {"login": XSS, "password": XSS, "next": XSS}),
        Client().get(f"/invitations/{XSS.replace('/', '')}"),
    ]
    for page in pages:
        text = page.content.decode()
        assert page.status_code in {200, 404, 422}
        assert "<script>alert" not in text
        assert "<img src=x" not in text
