"""An auditor sees everything and can change nothing: no page shows them a button or a link that would be refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from landbridge.meetings.models import Fair, Proposal, SolveRun
from landbridge.people.models import User
from tests.house.test_permissions import CELLS, expected
from tests.meetings.conftest import fair, planned  # noqa: F401 - fixtures
from tests.people.people import a_person

# What only the board's script asks for, while somebody moves meetings.
BY_SCRIPT = {"meetings:board_version", "meetings:board_clashes"}
WHO = "host auditor"


class Ways(HTMLParser):
    """Where a page leads: ``(method, address)``, where FILE is a GET of what need not be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect links, forms and what htmx or a script sends."""
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.found.add(("FILE" if "download" in given else "GET", given["href"]))
        if tag == "form" and given.get("method") != "dialog":
            self.found.add((given.get("method", "get").upper(), given.get("action", "")))
        for name, value in given.items():
            if name.startswith("hx-") and name[3:] in {"get", "post", "put", "patch", "delete"}:
                self.found.add((name[3:].upper(), value))
            if name == "formaction":
                self.found.add(("POST", value))


def route_of(address: str) -> str | None:
    """The name of the route a path of this site leads to."""
    if not address.startswith("/") or address.startswith("/static/"):
        return None
    try:
        return resolve(re.split(r"[?#]", address)[0]).view_name
    except Resolver404:
        return "nowhere"


def ways(client: Client, address: str) -> set[tuple[str, str, str]]:
    """The ways from a page of this site to another: method, route, address."""
    answer = client.get(address)
    if "text/html" not in answer.headers.get("Content-Type", ""):
        return set()
    page = Ways()
    page.feed(answer.content.decode())
    targets = {
        (method, where if where.startswith("/") else address) for method, where in page.found if ":" not in where
    }
    return {(method, route, target) for method, target in targets if (route := route_of(target))}


def is_refused(method: str, route: str) -> bool:
    """Whether the permission table keeps an auditor out."""
    return route == "nowhere" or {"FILE": "GET"}.get(method, method) not in expected(route, WHO)


@pytest.mark.usefixtures("open_border")
def test_nothing_an_auditor_is_shown_is_refused(
    planned: Fair,  # noqa: F811 - the fixture
    user_of: Callable[..., User],
    client_of: Callable[[User], Client],
) -> None:
    SolveRun.objects.create(fair=planned, asked_by=user_of("manager"))
    Proposal.objects.create(fair=planned, kind=Proposal.Kind.REPAIR, plan={})
    a_person("host")
    user_of("judge")
    reader = client_of(user_of("auditor"))
    todo, seen, refused = ["/"], {"today"}, set()
    while todo:
        page = todo.pop()
        for method, route, target in ways(reader, page):
            if is_refused(method, route):
                refused.add(f"{page} offers {method} {target}")
            elif method in {"GET", "FILE"} and route not in seen:
                seen.add(route)
                todo += [target] if method == "GET" else []
    assert refused == set()
    looked = {name for name in CELLS if name.startswith("meetings:") and "GET" in expected(name, WHO)}
    assert looked - seen == BY_SCRIPT, "pages an auditor may see, and finds no way to"


def test_a_manager_is_shown_what_an_auditor_is_not(
    planned: Fair,  # noqa: F811 - the fixture
    user_of: Callable[..., User],
    client_of: Callable[[User], Client],
) -> None:
    office = client_of(user_of("manager"))
    for page, offered in ((f"/fairs/{planned.pk}/board", "meetings:board_wish"), ("/people/team/", "invite")):
        assert offered in {route for method, route, _target in ways(office, page) if is_refused(method, route)}
