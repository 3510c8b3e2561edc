"""The pages of the house as a manager sees them, those of others, and the fields of the forms in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

from django.db import transaction
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from landbridge.people.actions.privacy_notices import seed_notices
from landbridge.people.actions.sweeps import seed_rules
from landbridge.people.models import PrivacyNotice, User
from tests.directory.facts import whole_organisation
from tests.house.foreign import FOREIGN
from tests.house.others import OTHERS
from tests.house.routes import FILLING, routes
from tests.people.people import a_flow, an_assessment


def pages(client: Client, user: User) -> Iterator[tuple[str, str, Any]]:
    """Route, address and answer of every address that can be looked at, of things of a manager's own."""
    seed_notices()
    seed_rules()
    an_assessment(user.side)
    own: dict[str, Any] = {
        **FILLING,
        "organisation_id": whole_organisation(user).pk,
        "flow_id": a_flow(user.side).pk,
        "notice_id": PrivacyNotice.objects.latest("pk").pk,
        "kind": "persons",
        "month": f"{timezone.now():%Y-%m}",
    }
    for route in routes():
        if route.name.startswith(("meetings:", "account_logout", "mfa_")):
            continue
        with transaction.atomic():  # what one address needs is nothing to the next
            kwargs = FOREIGN[route.name](user) if route.name in FOREIGN else own
            if all(name in kwargs for name in route.wants):
                address = reverse(route.name, kwargs={name: kwargs[name] for name in route.wants})
                answer = client.get(address)
                if answer.status_code == 200:
                    yield route.name, address, answer
            transaction.set_rollback(True)


def pages_of_others(
    client_of: Callable[[User], Client], user_of: Callable[..., User]
) -> Iterator[tuple[str, str, Any]]:
    """Route, address and answer of what is nothing for managers: applying, places, marking, deciding."""
    for role, made in OTHERS.items():
        user = user_of(role)
        client = client_of(user)
        for route, kwargs in made(user).items():
            address = reverse(route, kwargs=kwargs)
            answer = client.get(address)
            assert answer.status_code == 200, f"{role} {address}"
            yield route, address, answer


class Forms(HTMLParser):
    """The fields in forms that are posted whose value is chosen, not typed, and is or may be a number."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.action, self.select = page, "", ""
        self.found: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, and its fields."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.action = (said.get("action") or self.page) if said.get("method", "").lower() == "post" else ""
        if tag == "select":
            self.select = said.get("name", "")
        if not self.action:
            return
        name, value = said.get("name", ""), said.get("value", "")
        if tag == "option" and self.select:
            name = self.select
        is_hidden = tag == "input" and said.get("type") == "hidden" and (not value or value.isdecimal())
        is_chosen = tag in {"option", "button"} or said.get("type") in {"radio", "checkbox"}
        if name and (is_hidden or (is_chosen and value.isdecimal())):
            self._add(name)

    def handle_endtag(self, tag: str) -> None:
        """The end of a form."""
        if tag == "form":
            self.action = ""
        if tag == "select":
            self.select = ""

    def _add(self, name: str) -> None:
        try:
            route = resolve(self.action.split("?")[0]).view_name
        except Resolver404:
            route = self.action
        self.found.add((route, re.sub(r"-([0-9]+|__prefix__)-", "-0-", name)))


def numbers_posted(page: str, content: str) -> set[tuple[str, str]]:
    """Route and field of every number that a page's forms post without its being typed."""
    forms = Forms(page)
    forms.feed(content)
    return forms.found
