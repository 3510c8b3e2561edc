"""The second step of signing in: an app's codes, recovery codes, passkeys; and staff who must have one."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.utils.http import int_to_base36
from pytest_django.fixtures import Settings

from landbridge.people.models import User

PASSWORD = "빛나는 긴 암호 2026"
ClientOf = Callable[[User], Client]


@pytest.fixture
def person(host_manager: User) -> User:
    host_manager.set_password(PASSWORD)
    host_manager.save()
    cache.clear()
    return host_manager


@pytest.fixture
def signed_in(person: User) -> Client:
    client = Client()
    sign_in(client)
    return client


def sign_in(client: Client, **more: str) -> str:
    answer = client.post("/sign-in/", {"login": "host@test.example", "password": PASSWORD} | more)
    return str(answer.headers.get("Location", ""))


def code_of(secret: str) -> str:
    """What the app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def test_a_made_up_link_for_a_new_password_keeps_nobody_from_adding_an_app(signed_in: Client, person: User) -> None:
    Client().get(f"/password/{int_to_base36(person.pk)}-made-up/")
    assert set_up_app(signed_in)


def set_up_app(client: Client) -> str:
    """Add an app; its secret."""
    page = client.get("/account/security/app/add/")
    secret = str(page.context["form"].secret)
    answer = client.post("/account/security/app/add/", {"code": code_of(secret)})
    assert answer.status_code == 302
    cache.clear()  # which remembers that this code was used, and the next is half a minute away
    return secret


def test_an_app_is_set_up_and_then_asked_for(signed_in: Client, person: User) -> None:
    assert signed_in.post("/account/security/app/add/", {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.exists()
    secret = set_up_app(signed_in)
    assert secret not in str(list(Authenticator.objects.values())), "kept encrypted"
    later = Client()
    assert sign_in(later, next="/fairs/").startswith("/sign-in/second-step/")
    assert later.get("/fairs/").status_code == 302, "half signed in is not signed in"
    assert later.post("/sign-in/second-step/", {"code": "123456"}).status_code == 200
    assert later.get("/account/").status_code == 302
    assert later.post("/sign-in/second-step/", {"code": code_of(secret)}).headers["Location"] == "/fairs/"
    assert later.get("/fairs/").status_code == 200


def test_a_code_works_once(signed_in: Client, person: User) -> None:
    code = code_of(set_up_app(signed_in))
    first, second = Client(), Client()
    for client in (first, second):
        sign_in(client)
    assert first.post("/sign-in/second-step/", {"code": code}).status_code == 302
    assert second.post("/sign-in/second-step/", {"code": code}).status_code == 200


def test_guessing_codes_is_slowed_down(signed_in: Client, person: User) -> None:
    secret = set_up_app(signed_in)
    client = Client()
    sign_in(client)
    for number in range(10):
        client.post("/sign-in/second-step/", {"code": f"00000{number}"})
    assert client.post("/sign-in/second-step/", {"code": code_of(secret)}).status_code != 302
    assert client.get("/account/").status_code == 302


def test_recovery_codes_sign_in_once_each(signed_in: Client, person: User) -> None:
    set_up_app(signed_in)
    page = signed_in.get("/account/security/codes/").content.decode()
    codes = re.findall(r"<code>([\w-]+)</code>", page)
    assert len(codes) == 10
    kept = signed_in.get("/account/security/codes.txt")
    assert kept.content.decode().split() == codes
    assert kept.headers["Content-Disposition"].startswith("attachment")
    assert codes[0] not in str(list(Authenticator.objects.values()))
    for expected in (302, 200):
        client = Client()
        sign_in(client)
        assert client.post("/sign-in/second-step/", {"code": codes[0]}).status_code == expected


def test_delicate_steps_ask_for_the_password_once_more(person: User, client_of: ClientOf) -> None:
    client = client_of(person)  # signed in, but not just now and not by password
    for path in ("app/add/", "passkeys/add/"):
        assert client.get(f"/account/security/{path}").headers["Location"].startswith("/account/reauthenticate/?next=")
    asked = "/account/reauthenticate/?next=/account/security/app/add/"
    assert client.get(asked).status_code == 200
    assert client.post(asked, {"password": "wrong"}).status_code == 200
    assert client.post(asked, {"password": PASSWORD}).headers["Location"] == "/account/security/app/add/"
    assert client.get("/account/security/app/add/").status_code == 200


def test_an_app_is_removed_and_its_codes_are_asked_for_no_more(signed_in: Client, person: User) -> None:
    set_up_app(signed_in)
    assert "Remove the app?" in signed_in.get("/account/security/app/remove/").content.decode()
    assert signed_in.post("/account/security/app/remove/").status_code == 302
    assert sign_in(Client()) == "/"


def test_every_page_of_the_second_step_is_drawn(signed_in: Client, person: User) -> None:
    set_up_app(signed_in)
    key = Authenticator.objects.create(user=person, type="webauthn", data={"name": "<b>laptop</b>", "credential": {}})
    for path in ("", "codes/", "codes/new/", "passkeys/", f"passkeys/{key.pk}/rename/", f"passkeys/{key.pk}/remove/"):
        page = signed_in.get(f"/account/security/{path}")
        assert page.status_code == 200, path
        assert "<b>laptop</b>" not in page.content.decode()
    renamed = signed_in.post(f"/account/security/passkeys/{key.pk}/rename/", {"name": "회사 노트북"})
    assert renamed.status_code == 302
    assert "회사 노트북" in signed_in.get("/account/security/passkeys/").content.decode()
    signed_in.post(f"/account/security/passkeys/{key.pk}/remove/")
    assert not Authenticator.objects.filter(type="webauthn").exists()


@pytest.mark.parametrize(
    "credential", ["", "{}", "[]", "null", '"x"', '{"id":1}', '{"response":null}', '{"response":{"userHandle":"MQ"}}']
)
def test_a_forged_passkey_signs_nobody_in(client: Client, person: User, credential: str) -> None:
    asked = client.get("/sign-in/passkey/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert asked.json()["request_options"]["publicKey"]["userVerification"] == "required"
    answer = client.post("/sign-in/passkey/", {"credential": credential}, follow=True)
    assert answer.status_code == 200
    assert "did not work" in answer.content.decode() or not credential
    assert client.get("/account/").status_code == 302


def test_staff_are_led_to_a_second_step_where_it_is_required(
    signed_in: Client, person: User, settings: Settings, user_of: Callable[..., User], client_of: ClientOf
) -> None:
    settings.LANDBRIDGE_STAFF_MFA_REQUIRED = True
    for path in ("/", "/people/team/", "/fairs/"):
        assert signed_in.get(path).headers["Location"] == "/account/security/"
    assert signed_in.post("/people/team/invitations/new", {}).headers["Location"] == "/account/security/"
    assert "asks for a second step" in signed_in.get("/account/security/").content.decode()
    assert client_of(user_of("auditor")).get("/").headers["Location"] == "/account/security/"
    assert client_of(user_of("company")).get("/").status_code == 200
    set_up_app(signed_in)
    assert signed_in.get("/people/team/").status_code == 200
