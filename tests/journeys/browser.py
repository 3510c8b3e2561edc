"""A real browser on a live server: pages in a language, at a width, in a theme, that fail the test by complaining.

Loaded as a plugin by tests/conftest.py, so that one Chromium serves every test of the process.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, Protocol

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from landbridge.people.models import User
from tests.journeys.chromium import CHROMIUM, listen, new_context


class PageIn(Protocol):
    """What the fixture page_in gives."""

    def __call__(
        self, language: str = "en", width: int = 1280, theme: str = "light", user: User | None = None
    ) -> Page: ...


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How pytest-playwright starts the one browser."""
    # Playwright's event loop runs in this thread from now on, and Django would take every query made here for one
    # inside a coroutine.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return CHROMIUM


@pytest.fixture
def complaints() -> list[str]:
    """What pages opened by page_in said on their consoles; a test that expects some takes them out."""
    return []


@pytest.fixture
def page_in(browser: Browser, live_server: LiveServer, complaints: list[str]) -> Iterator[PageIn]:
    """page_in(language="ko", width=320, theme="dark", user=None): a fresh page, signed in where a user is given.

    It takes paths: page.goto("/style"). Console errors, CSP reports among them, and scripts that fail make the test
    fail at its end.
    """
    contexts: list[BrowserContext] = []

    def open_page(language: str = "en", width: int = 1280, theme: str = "light", user: User | None = None) -> Page:
        context = new_context(browser, language=language, width=width, theme=theme)
        contexts.append(context)
        if user is not None:
            sign_in(context, user, live_server.url)
        page = context.new_page()
        listen(page, complaints)
        relative_to(page, live_server.url)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def worker_process(live_server: LiveServer) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker on the test's database, for journeys that wait for a job."""
    name = str(connection.settings_dict["NAME"])
    environment = os.environ | {"LANDBRIDGE_DATA": str(settings.DATA), "LANDBRIDGE_SECRET_KEY": settings.SECRET_KEY}
    with subprocess.Popen([sys.executable, "-m", "tests.journeys.worker_process", name], env=environment) as process:
        yield process
        process.terminate()


def sign_in(context: BrowserContext, user: User, url: str) -> None:
    """Give a profile the session of a user, without walking through the sign-in page."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])


def relative_to(page: Page, url: str) -> None:
    """Let page.goto take paths."""
    plain = page.goto

    def goto(address: str, **options: Any) -> Any:
        return plain(url + address if address.startswith("/") else address, **options)

    page.goto = goto  # type: ignore[method-assign, assignment]
