"""A form that names a thing of the other side does nothing, and answers as if there were no such thing."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from itertools import chain
from typing import Any
from urllib.parse import urlencode

import pytest
from django import forms
from django.db import connection
from django.test import Client
from django.urls import reverse

import landbridge.agreements.forms
import landbridge.directory.forms
import landbridge.people.forms
import landbridge.programmes.forms
from landbridge.people.models import Role, User
from tests.house.bodies import AS, BODIES, NOT_NAMING, Sent
from tests.house.crawl import numbers_posted, pages, pages_of_others

ClientOf = Callable[[User], Client]
NOBODYS = 987_654_321
#: What a mere look may change: who is signed in, what is kept for the pace of a visitor, and the log of looks.
LOOKED = {"django_session", "base_cache", "people_accessentry", "people_accesssubject"}


def digests() -> dict[str, str]:
    """Of every table a digest of all its rows."""
    found = {}
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - LOOKED:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            rows = "\n".join(sorted(map(repr, cursor.fetchall())))
            found[table] = hashlib.sha256(rows.encode()).hexdigest()
    return found


def send(client: Client, route: str, sent: Sent) -> Any:
    kwargs, body = sent
    asked = urlencode({name[1:]: value for name, value in body.items() if name.startswith("?")})
    said = {name: value for name, value in body.items() if not name.startswith("?")}
    return client.post(f"{reverse(route, kwargs=kwargs)}?{asked}", said)


def told(answer: Any, *numbers: int) -> tuple[int, str, str]:
    """What an answer says, without the numbers that were sent, and without what differs with every answer."""
    text = re.sub(r"\b[0-9A-Za-z_-]{22,}\b", "", answer.content.decode())  # tokens, and the number of the request
    sent = "|".join(map(str, numbers))
    return answer.status_code, answer.headers.get("Location", ""), re.sub(rf"\b({sent})\b", "#", text)


@pytest.mark.parametrize("name", BODIES)
def test_what_is_the_other_sides_is_not_there(name: str, user_of: Callable[..., User], client_of: ClientOf) -> None:
    route, _, field = name.partition("#")[0].partition(" ")
    role = AS.get(name, Role.MANAGER)
    user = user_of(role, "host")
    kwargs, own = BODIES[name](user)
    theirs = BODIES[name](user_of(role, "guest"))[1][field]
    client, before, answers = client_of(user), digests(), []
    for number in (theirs, NOBODYS):
        answer = send(client, route, (kwargs, {**own, field: number}))
        assert answer.status_code in {302, 404, 422}
        changed = {table for table, digest in digests().items() if digest != before[table]}
        assert changed == set()
        answers.append(told(answer, theirs, NOBODYS))
    assert answers[0] == answers[1], "the answer tells that there is such a thing"
    # With one's own it works, so it was the number.
    assert send(client, route, (kwargs, own)).status_code in {200, 302}
    assert digests() != before


def test_every_number_a_form_posts_is_listed(
    host_manager: User, user_of: Callable[..., User], client_of: ClientOf
) -> None:
    found, seen = set(), set()
    manager = pages(client_of(host_manager), host_manager)
    for route, address, answer in chain(manager, pages_of_others(client_of, user_of)):
        if answer.headers["Content-Type"].startswith("text/html"):
            seen.add(route)
            found |= numbers_posted(address, answer.content.decode())
    named = {f"{route} {field}" for route, field in found}
    listed = {name.partition("#")[0] for name in BODIES}
    unlisted = {name for name in named - listed if not any(fnmatch(name, pattern) for pattern in NOT_NAMING)}
    assert "\n".join(sorted(unlisted)) == "", "add it to tests/house/bodies.py"
    # The pages were really looked at: these fields are there, and only by way of them are others known to be missing.
    assert {name for name in listed if "?" not in name} <= named
    assert len(seen) > 60


def chosen_fields() -> Iterator[tuple[str, str]]:
    """Form and field of every choice among rows of a table."""
    apps = (
        landbridge.people.forms,
        landbridge.directory.forms,
        landbridge.agreements.forms,
        landbridge.programmes.forms,
    )
    for package in apps:
        for module in pkgutil.iter_modules(package.__path__):
            for one in vars(importlib.import_module(f"{package.__name__}.{module.name}")).values():
                if isinstance(one, type) and issubclass(one, forms.BaseForm):
                    for name, field in getattr(one, "base_fields", {}).items():
                        if isinstance(field, forms.ModelChoiceField):
                            yield one.__name__, name


def test_every_choice_among_rows_is_listed() -> None:
    found = set(chosen_fields())
    assert {("KnownContactForm", "person"), ("AssessmentForm", "flows"), ("AssignForm", "evaluator")} <= found
    listed = {name.partition("#")[0].partition(" ")[2].rpartition("-")[2] for name in (*BODIES, *NOT_NAMING)}
    assert sorted(one for one in found if one[1] not in listed) == []
