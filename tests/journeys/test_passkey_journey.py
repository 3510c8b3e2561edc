"""Somebody is invited, opens their account, adds a passkey, signs out, and signs in with the passkey alone.

Chromium's own virtual authenticator answers in place of a fingerprint.
"""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from playwright.sync_api import Page, expect

from landbridge.base.models import OutgoingMail
from landbridge.people.actions.invitations import invite
from landbridge.people.models import User
from tests.journeys.browser import PageIn
from tests.journeys.walk import Walk

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

PASSWORD = "붉은 단풍 열 그루"


def with_authenticator(page: Page) -> None:
    """Give the browser a device that keeps passkeys and recognises its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_from_an_invitation_to_signing_in_without_a_password(page_in: PageIn, host_manager: User) -> None:
    cache.clear()
    invite(by=host_manager, email="new@test.example", name="왕팡 王芳", role="interpreter", language="ko")
    found = re.search(r"/invitations/\S+", OutgoingMail.objects.get().body)
    assert found
    page = page_in("ko")
    with_authenticator(page)
    walk = Walk(page, first=1)
    open_account(walk, found[0])
    add_passkey(walk)
    page.goto("/sign-out/")
    page.locator("main form button").click()
    sign_in(walk)
    assert walk.faults == []
    assert User.objects.get(email="new@test.example").role == "interpreter"


def open_account(walk: Walk, path: str) -> None:
    """The page of the link: a name and a password."""
    page = walk.page
    page.goto(path)
    walk.look()
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").click()
    page.wait_for_url("**/account/security/")
    walk.look(times=2)


def add_passkey(walk: Walk) -> None:
    """A name for it; the device does the rest, and recovery codes follow."""
    page = walk.page
    page.locator("a[href='/account/security/passkeys/add/']").click()
    page.wait_for_url("**/account/security/passkeys/add/")
    walk.look()
    page.locator("[name=name]").fill("회사 노트북")
    page.locator("form[data-passkey] button").click()
    page.wait_for_url("**/account/security/codes/")
    walk.look()
    expect(page.locator(".codes li")).to_have_count(10)
    page.goto("/account/security/passkeys/")
    expect(page.get_by_role("rowheader", name="회사 노트북")).to_be_visible()
    walk.look()
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def sign_in(walk: Walk) -> None:
    """One press, no address, no password; and on to the page that was asked for."""
    page = walk.page
    page.goto("/inbox/")
    page.wait_for_url("**/sign-in/?next=/inbox/")
    page.locator("form[data-passkey] button").click()
    page.wait_for_url(lambda address: "sign-in" not in address)
    assert page.url.endswith("/inbox/")
    walk.look()
