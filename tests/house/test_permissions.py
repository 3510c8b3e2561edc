"""Who reaches which address with which method: one line a route, and no route without a line.

The lines stand in ``permissions/``, a table for each app. A cell holds the methods that get through to the view; a
dash means none does (sent to sign in, refused, or the method is not for this address). The two sides are equal, unless
the cell tells them apart, and the roles of ``others`` are, unless it names one::

    -; judge: GET; guest judge: GET POST

The last word that fits somebody counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from landbridge.base.access import asked_by
from landbridge.people.models import Role, Side
from tests.conftest import make_user
from tests.house.routes import Route, routes
from tests.people.keys import key_of

HEAD = ("anonymous", "manager", "auditor", "company", "others")
CELLS: dict[str, dict[str, str]] = {}
for table in sorted((Path(__file__).parent / "permissions").glob("*.txt")):
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith(("#", "route ")):
            told, *said = (cell.strip() for cell in line.split("|"))
            assert told not in CELLS, f"{told} has two lines"
            CELLS[told] = dict(zip(HEAD, said, strict=True))
ROUTES = {route.name: route for route in routes()}
SIDES = (Side.HOST, Side.GUEST)
PEOPLE = ("anonymous", *(f"{side} {role}" for role in Role for side in SIDES))
METHODS = ("GET", "POST")
API_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


def expected(name: str, who: str) -> str:
    """What the table says of one of ``PEOPLE``."""
    side, _, role = who.rpartition(" ")
    cells = CELLS[name]
    said = cells.get(role, cells["others"])
    default, *exceptions = (part.strip() for part in said.split(";"))
    if ":" in default:
        default, exceptions = "-", [default, *exceptions]
    for exception in exceptions:
        whom, _, methods = exception.partition(":")
        if whom.strip() in {side, role, who}:
            default = methods.strip()
    return " ".join(API_METHODS) if default == "ANY" else default


def reached(client: Client, route: Route) -> str:
    """The methods with which the view itself is reached, whatever it says then: that a thing isn't there, say."""
    methods = []
    for method in API_METHODS if route.name.startswith("api:") else METHODS:
        with transaction.atomic():  # one request leaves nothing to the next: a session ended, say
            answer = client.generic(method, route.url)
            transaction.set_rollback(True)
        sent_away = answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/?next=")
        if not sent_away and answer.status_code not in {401, 403, 405}:
            methods.append(method)
    return " ".join(methods) or "-"


@pytest.fixture(scope="module")
def sessions(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """Somebody in every role on both sides, each signed in and with a key; made once, and gone after this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        keys = {}
        for who in PEOPLE[1:]:
            side, _, role = who.rpartition(" ")
            client = Client()
            user = make_user(f"{role}@{side}.example", side=side, role=role)
            client.force_login(user)
            keys[who] = client.cookies[settings.SESSION_COOKIE_NAME].value
            keys[f"key of {who}"] = key_of(user)
        yield keys
        transaction.set_rollback(True)


def test_every_route_has_its_line() -> None:
    assert sorted(CELLS) == sorted(ROUTES)


def test_every_view_says_who_may_see_it() -> None:
    assert [route.name for route in ROUTES.values() if asked_by(route.view) is None] == []


@pytest.mark.parametrize("name", [name for name in CELLS if name in ROUTES])
def test_who_reaches_it(name: str, sessions: dict[str, str], db: None) -> None:
    found = {}
    for who in PEOPLE:
        client = Client()
        if who in sessions and name.startswith("api:"):
            client = Client(headers={"Authorization": sessions[f"key of {who}"]})
        elif who in sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = sessions[who]
        found[who] = reached(client, ROUTES[name])
    assert found == {who: expected(name, who) for who in PEOPLE}


def test_the_table_tells_people_apart() -> None:
    CELLS["example"] = {"anonymous": "-", "manager": "GET", "others": "-; judge: GET; guest judge: GET POST"}
    try:
        said = [expected("example", who) for who in ("host manager", "host talent", "host judge", "guest judge")]
    finally:
        del CELLS["example"]
    assert said == ["GET", "-", "GET", "GET POST"]
