"""Walking the house: which addresses show somebody a page, filled with things, and what each page looks like."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from tests.house.routes import FILLING, Route, routes
from tests.house.test_permissions import PEOPLE, expected
from tests.pages.checks import faults_of

#: Gives what an address wants.
Things = Callable[[Route], dict[str, Any]]

#: What asks for the password once more; the test of the second step looks at it, and at what is behind it.
AGAIN = ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")
#: What shows nothing, for whoever reaches it.
NOTHING = {
    **dict.fromkeys(
        ("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes", "mfa_authenticate"),
        "Nobody has a second step here; the test of it does.",
    ),
    **dict.fromkeys(("mfa_generate_recovery_codes", "mfa_edit_webauthn", "mfa_remove_webauthn"), "Nor these."),
    "invitation": "A link nobody was sent; that of an invitation is looked at by itself.",
    "erasure_pdf": "A certificate of what is only rehearsed.",
    "meetings:board_clashes": "A clash that nothing is asked about.",
    "matching:match": "A place in a list that no run has written; tests/matching/test_lists.py has runs.",
    "matching:search_keep": "It keeps the search of its query; without one it leads to the search.",
    "no_role": "Everybody here has a role, and is led on.",
    **dict.fromkeys(("account_login", "account_logout"), "Who is signed in, or out, is led on."),
    **dict.fromkeys(("directory:export_file", "directory:import_rejected"), "Files; their apps' tests open them."),
}
#: What everybody with an account has: looked at as a manager and as a company, and these as everybody else, too.
OF_ONES_OWN = ("today", "account", "inbox", "my_data")


def is_walked(route: Route, who: str) -> bool:
    """Whether the permission table gives ``who`` (``host judge``, ``anonymous``) something to look at there."""
    return (
        route.name not in AGAIN
        and not route.name.startswith("api:")
        and not route.name.endswith("_webauthn")
        and "GET" in expected(route.name, who).split()
    )


def is_everybodys(route: Route) -> bool:
    """Whether everybody with an account reaches it, whatever their role."""
    return all("GET" in expected(route.name, who).split() for who in PEOPLE[1:])


def pages_of(
    who: str, client: Client, things: Things, *, nothing: Collection[str] = (), only_own: bool = False
) -> tuple[list[str], list[str]]:
    """The addresses that show ``who`` a page, and those that show nothing though the table gives them.

    ``nothing`` names routes that hold nothing for them; with ``only_own`` what everybody has is left out.
    """
    found, empty = [], []
    for route in routes():
        if not is_walked(route, who) or (only_own and is_everybodys(route) and route.name not in OF_ONES_OWN):
            continue
        made = things(route)
        url = reverse(route.name, kwargs={name: made.get(name, FILLING.get(name, 999_999)) for name in route.wants})
        answer = client.get(url)
        if answer.status_code != 200 and route.name not in NOTHING and route.name not in nothing:
            empty.append(f"{who}: {route.name} {url} {answer.status_code} {answer.headers.get('Location', '')}")
        elif shows_page(answer):
            found.append(url)
    return found, empty


def shows_page(answer: Any) -> bool:
    """Whether an answer is a whole page: no file, no piece of a page, no way to somewhere else."""
    return answer.status_code == 200 and not answer.streaming and b"<html" in answer.content


def session_of(page: Page) -> Client:
    """A client in the session of a page, where a password was given just now: delicate steps ask for none."""
    client = Client()
    (key,) = [c["value"] for c in page.context.cookies() if c["name"] == settings.SESSION_COOKIE_NAME]
    client.cookies[settings.SESSION_COOKIE_NAME] = key
    return sure_of(client)


def sure_of(client: Client) -> Client:
    """A client signed in, as if it had given its password just now."""
    session = SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = session[SESSION_KEY]
    session.save()
    return client


def look_at(page: Page, urls: list[str], language: str) -> list[str]:
    """Open each address, and list every fault of what it shows."""
    found = []
    for url in urls:
        page.goto(url)
        if urlsplit(page.url).path != url:
            found.append(f"{url} leads to {page.url}")
        if page.evaluate("document.documentElement.lang.toLowerCase()") != language:
            found.append(f"{url} is in another language")
        found += faults_of(page)
    return found


def hold(found: list[str]) -> None:
    """Fail with every fault, however many."""
    if found:
        pytest.fail("\n".join(found), pytrace=False)
