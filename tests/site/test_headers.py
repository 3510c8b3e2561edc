"""Headers on every kind of answer: pages, parts, redirects, errors, refusals, static files."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from landbridge.people.models import User

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# (path, status) as somebody signed in gets them
ANSWERS = [
    ("/", 200),
    ("/style", 200),
    ("/fairs/", 200),
    ("/fairs/999999", 404),
    ("/nothing-here", 404),
    ("/language", 405),
    ("/fairs", 301),
    ("/account/password/", 302),
    ("/static/base/tokens.css", 200),
    ("/static/nothing.css", 404),
]


def assert_headers(answer: object) -> None:
    headers = answer.headers  # type: ignore[attr-defined]
    assert {name: headers.get(name) for name in ALWAYS} == ALWAYS
    policy = dict(part.partition(" ")[::2] for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert re.fullmatch(r"[0-9a-f]{32}", headers["X-Request-ID"])


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_every_answer_carries_them(
    host_manager: User, client_of: Callable[[User], Client], path: str, status: int
) -> None:
    answer = client_of(host_manager).get(path)
    assert answer.status_code == status
    assert_headers(answer)
    is_file = path.startswith("/static/") and status == 200
    assert (answer.headers["Cache-Control"] == "private, no-store") is not is_file
    answer.close()  # a file is streamed


@pytest.mark.parametrize("path", ["/", "/sign-in/", "/fairs/", "/nothing-here"])
def test_strangers_get_them_too(client: Client, db: None, path: str) -> None:
    answer = client.get(path)
    assert_headers(answer)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_refusals_before_any_page_carry_them(client: Client, db: None) -> None:
    unknown_host = client.get("/", headers={"Host": "evil.example"})
    assert unknown_host.status_code == 400
    assert_headers(unknown_host)
    forged = Client(enforce_csrf_checks=True).post("/language", {"language": "ko"})
    assert forged.status_code == 403
    assert_headers(forged)


def test_our_own_faults_carry_them(
    host_manager: User, client_of: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(host_manager)
    client.raise_request_exception = False

    def fail(*_args: object, **_kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("landbridge.people.views.accounts.change_language", fail)
    answer = client.post("/language", {"language": "ko"})
    assert answer.status_code == 500
    assert_headers(answer)
    assert answer.headers["X-Request-ID"] in answer.content.decode()


def test_a_request_cannot_name_itself(client: Client, db: None) -> None:
    first = client.get("/sign-in/", headers={"X-Request-ID": "chosen"})
    second = client.get("/sign-in/")
    assert "chosen" != first.headers["X-Request-ID"] != second.headers["X-Request-ID"]


def test_over_https_browsers_are_told_to_stay_there(client: Client, db: None, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    client = Client()  # middleware reads its settings when it is made
    plain = client.get("/sign-in/")
    assert (plain.status_code, plain.headers["Location"]) == (301, "https://testserver/sign-in/")
    answer = client.get("/sign-in/", secure=True)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "upgrade-insecure-requests" in answer.headers["Content-Security-Policy"]
    assert_headers(answer)
