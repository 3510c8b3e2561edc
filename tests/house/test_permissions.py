"""Who reaches which address with which method: one line a route, and no route without a line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from landbridge.base.access import asked_by
from landbridge.people.models import User
from tests.house.routes import Route, routes

# A dash: nobody gets in (sent to sign in, refused, or the method is not for this address).
TABLE = """
route                                 | anonymous | host manager | guest manager
language                              | POST      | POST         | POST
account_login                         | GET POST  | GET POST     | GET POST
sign_in_demo                          | POST      | POST         | POST
account_inactive                      | GET       | GET          | GET
account_logout                        | GET POST  | GET POST     | GET POST
account                               | -         | GET POST     | GET POST
account_change_password               | -         | GET POST     | GET POST
account_reset_password                | GET POST  | GET POST     | GET POST
account_reset_password_done           | GET       | GET          | GET
account_reset_password_from_key_done  | GET       | GET          | GET
account_reset_password_from_key       | GET POST  | GET POST     | GET POST
today                                 | -         | GET POST     | GET POST
style                                 | -         | GET POST     | GET POST
meetings:fairs                        | -         | GET          | GET
meetings:upload                       | -         | GET POST     | GET POST
meetings:sample                       | -         | POST         | POST
meetings:template                     | -         | GET          | GET
meetings:uploaded                     | -         | GET          | GET
meetings:upload_file                  | -         | GET          | GET
meetings:fair                         | -         | GET          | GET
meetings:settings                     | -         | GET POST     | GET POST
meetings:delete                       | -         | GET POST     | GET POST
meetings:solve                        | -         | GET POST     | GET POST
meetings:search                       | -         | GET          | GET
meetings:search_stop                  | -         | POST         | POST
meetings:board                        | -         | GET          | GET
meetings:board_version                | -         | GET          | GET
meetings:board_clashes                | -         | GET          | GET
meetings:board_undo                   | -         | POST         | POST
meetings:board_wish                   | -         | GET POST     | GET POST
meetings:board_lock                   | -         | POST         | POST
meetings:board_remove                 | -         | POST         | POST
meetings:board_swap                   | -         | GET POST     | GET POST
meetings:sheets                       | -         | GET          | GET
meetings:sheets_file                  | -         | GET          | GET
meetings:unmet                        | -         | GET          | GET
meetings:people                       | -         | GET          | GET
meetings:delay                        | -         | GET POST     | GET POST
meetings:proposal                     | -         | GET          | GET
meetings:proposal_accept              | -         | POST         | POST
meetings:proposal_discard             | -         | POST         | POST
meetings:workbook                     | -         | GET          | GET
meetings:original                     | -         | GET          | GET
meetings:calendar                     | -         | GET          | GET
meetings:company_calendar             | -         | GET          | GET
meetings:interpreter_calendar         | -         | GET          | GET
"""
HEAD, *LINES = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]
EXPECTED = {route: dict(zip(HEAD[1:], cells, strict=True)) for route, *cells in LINES}
ROUTES = {route.name: route for route in routes()}


def reached(client: Client, route: Route) -> str:
    """The methods with which the view itself is reached, whatever it says then: that a thing isn't there, say."""
    methods = []
    for method in ("GET", "POST"):
        answer = client.generic(method, route.url)
        sent_away = answer.status_code == 302 and answer.headers["Location"].startswith("/sign-in/?next=")
        if not sent_away and answer.status_code not in {403, 405}:
            methods.append(method)
    return " ".join(methods) or "-"


def test_every_route_has_its_line() -> None:
    assert sorted(EXPECTED) == sorted(ROUTES)


def test_every_view_says_who_may_see_it() -> None:
    assert [route.name for route in ROUTES.values() if asked_by(route.view) is None] == []


@pytest.mark.parametrize("name", EXPECTED)
def test_who_reaches_it(
    name: str, host_manager: User, guest_manager: User, client_of: Callable[[User], Client]
) -> None:
    found = {
        "anonymous": reached(Client(), ROUTES[name]),
        "host manager": reached(client_of(host_manager), ROUTES[name]),
        "guest manager": reached(client_of(guest_manager), ROUTES[name]),
    }
    assert found == EXPECTED[name]
