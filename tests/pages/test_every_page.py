"""Every address that answers a GET with a page, in three languages, at three widths, in both themes.

``test_pages…`` look at the states a page may be in; here no page is forgotten, for nobody. Addresses are found by
walking the URL resolver and filled with things of the reader's own; who reaches which is told by the permission table.
``test_things`` holds that there is a thing for each, without looking at it.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from landbridge.base.models import OutgoingMail
from landbridge.people.actions.invitations import invite
from landbridge.people.models import Role, User
from tests.house.routes import routes
from tests.journeys.browser import PageIn
from tests.meetings.conftest import fair, planned  # noqa: F401 - fixtures
from tests.pages.checks import LANGUAGES
from tests.pages.things import ThingsOf, things, things_of  # noqa: F401 - fixtures
from tests.pages.walk import AGAIN, Things, hold, look_at, pages_of, session_of, shows_page

pytestmark = [pytest.mark.journey, pytest.mark.long]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_manager(
    page_in: PageIn,
    language: str,
    host_manager: User,
    things: Things,  # noqa: F811
) -> None:
    page = page_in(language, user=host_manager)
    urls, _empty = pages_of("host manager", session_of(page), things)
    assert len(urls) > 130
    hold(look_at(page, urls, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", [role for role in Role if role != Role.MANAGER])
def test_every_page_of_a_role(
    page_in: PageIn,
    language: str,
    role: Role,
    user_of: Callable[..., User],
    things_of: ThingsOf,  # noqa: F811
) -> None:
    user = user_of(role)
    found = things_of(user)
    page = page_in(language, user=user)
    urls, _empty = pages_of(f"host {role}", session_of(page), found, only_own=role != Role.COMPANY)
    assert len(urls) > 3
    hold(look_at(page, urls, language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_somebody_not_signed_in(
    page_in: PageIn,
    language: str,
    host_manager: User,
    things: Things,  # noqa: F811
) -> None:
    invite(by=host_manager, email="judge@test.example", name="왕팡 王芳", role="judge", language=language)
    link = next(word for word in OutgoingMail.objects.latest("pk").body.split() if "/invitations/" in word)
    urls, _empty = pages_of("anonymous", Client(), things)
    assert len(urls) > 5
    page = page_in(language)
    hold(look_at(page, [*urls, link[link.index("/invitations/") :]], language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_second_step(page_in: PageIn, language: str, host_manager: User) -> None:
    host_manager.set_password("a long enough password 1")
    host_manager.save()
    TOTP.activate(host_manager, generate_totp_secret())
    RecoveryCodes.activate(host_manager)
    page = page_in(language, user=host_manager)
    found = look_at(page, [reverse(name) for name in AGAIN[:2]], language)
    client = session_of(page)
    steps = [route for route in routes() if route.name.startswith("mfa_") and route.name not in AGAIN]
    urls = [reverse(route.name) for route in steps if not route.wants]
    urls = [url for url in urls if shows_page(client.get(url))]
    assert len(urls) > 5
    found += look_at(page, urls, language)
    # Last: the name of a key is enough for these, and not for what would ask the browser for it.
    key = Authenticator.objects.create(user=host_manager, type="webauthn", data={"name": "사무실 열쇠 办公室"})
    named = [reverse(route.name, kwargs=dict.fromkeys(route.wants, key.pk)) for route in steps if route.wants]
    hold(found + look_at(page, [reverse("mfa_list_webauthn"), *named], language))
