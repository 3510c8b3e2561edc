"""Whatever is sent to the forms of agreements and programmes, the answer is in words, never a failure of the server."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from landbridge.people.models import Role, User
from tests.agreements.made import a_draft, a_tie, address_of, an_approved, in_force, promised
from tests.house.foreign import FOREIGN
from tests.house.foreign.make import Make
from tests.house.others import OTHERS
from tests.house.routes import Route, routes
from tests.programmes.rows import a_kind

APPS = ("agreements:", "programmes:")
LONG = "가" * 10_000
HOSTILE = (LONG, "a\x00b", "9" * 40, "²", "2026-02-31")
#: What views read of what is sent, beside the fields that are on a page of their address.
READ = (
    *("version", "number", "state", "reason", "note", "comment", "decision", "deposit", "offer", "seed", "user"),
    *("judge", "evaluator", "organisation", "questions", "q-code", "open", "keep", "add", "up", "down", "remove"),
    *("code", "path", "save", "try", "more", "review", "submit", "row_add", "row_remove", "file_remove", "sure"),
)
#: What both sides know, so that it is not foreign to either.
OWN: dict[str, Make] = {
    **{f"agreements:tie_{route}": lambda _user: {"tie_id": a_tie().pk} for route in ("edit", "sign", "end")},
    **{
        f"agreements:{route}": lambda user: {"agreement_id": a_draft(user).pk}
        for route in ("edit", "agree", "reopen", "file_add", "obligation_add")
    },
    "agreements:sign": lambda _user: {"agreement_id": an_approved().pk},
    **{f"agreements:{route}": lambda _user: {"agreement_id": in_force().pk} for route in ("review", "notice", "renew")},
    **{
        f"agreements:obligation{route}": lambda user: address_of(a_draft(user).obligations.get())
        for route in ("_edit", "_remove")
    },
    **{f"agreements:obligation{route}": lambda _user: address_of(promised()) for route in ("", "_drop", "_keep")},
    "programmes:kind_offer": lambda _user: {"kind_code": a_kind().code},
}


class Sent(HTMLParser):
    """What a browser would send of the forms of a page, by the field's name, and which fields are of which type."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.types: dict[str, str] = {}
        self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field."""
        said = {name: value or "" for name, value in attrs}
        name = said.get("name", "")
        if tag == "select":
            self.select = name
        if tag == "option" and self.select and ("selected" in said or not self.values.get(self.select)):
            self._note(self.select, "select", said.get("value", ""))
        if tag in {"input", "textarea"} and name:
            kind = said.get("type", "text") if tag == "input" else tag
            if kind in {"radio", "checkbox"} and "checked" not in said and self.values.get(name):
                return
            self._note(name, kind, said.get("value", ""))

    def _note(self, name: str, kind: str, value: str) -> None:
        self.values[name], self.types[name] = value, kind


def bodies(page: str) -> list[dict[str, str]]:
    """What is sent to one address: all its fields hostile at once, and those of one kind among values that are good."""
    there = Sent(page)
    names = [name for name in {*there.values, *READ} if name != "csrfmiddlewaretoken"]
    sent: list[dict[str, str]] = [{}, *(dict.fromkeys(names, value) for value in HOSTILE)]
    words = [name for name, kind in there.types.items() if kind in {"text", "textarea", "search", "url"}]
    counts = [name for name, kind in there.types.items() if kind in {"hidden", "number", "select", "radio", "date"}]
    filled = {name: value or "1" for name, value in there.values.items()}
    for which, values in ((words, HOSTILE[:2]), (counts, ("letters", "9" * 18, "-1"))):
        sent += [{**filled, **dict.fromkeys(which, value)} for value in values if which]
    return [*sent, {**filled, "version": "9" * 9, "number": "9" * 9}]


def own(route: Route, user: User) -> dict[str, Any] | None:
    """The arguments of an address of one's own."""
    if not route.wants:
        return {}
    make = OWN.get(route.name) or FOREIGN.get(route.name)
    return make(user) if make else None


def assault(client: Client, route: str, kwargs: dict[str, Any], every: int = 1) -> set[int]:
    """Send one address everything, or some of it; the statuses it answers."""
    address = reverse(route, kwargs=kwargs)
    page = client.get(address)
    answers = set()
    text = page.content.decode() if page.headers["Content-Type"].startswith("text/html") else ""
    for body in bodies(text)[::every]:
        with transaction.atomic():
            answers.add(client.post(address, body).status_code)
            transaction.set_rollback(True)
    return answers


WRITTEN = [route for route in routes() if route.name.startswith(APPS)]


@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.long)])
def test_no_form_of_a_manager_fails(every: int, host_manager: User, client_of: Callable[[User], Client]) -> None:
    client, reached = client_of(host_manager), set()
    for route in WRITTEN:
        with transaction.atomic():
            kwargs = own(route, host_manager)
            if kwargs is not None:
                answers = assault(client, route.name, kwargs, every)
                if answers - {403, 404, 405}:
                    reached.add(route.name)
            transaction.set_rollback(True)
    assert len(reached) > 50, "the forms were really reached"


@pytest.mark.parametrize("role", OTHERS)
def test_no_form_of_others_fails(role: Role, user_of: Callable[..., User], client_of: Callable[[User], Client]) -> None:
    user = user_of(role)
    client = client_of(user)
    for route, kwargs in OTHERS[role](user).items():
        assault(client, route, kwargs)
