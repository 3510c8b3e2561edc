"""Whoever the permission table gives a page, for them there is a thing to see there: what the walk of all looks at."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from landbridge.people.models import Role, User
from tests.meetings.conftest import fair, planned  # noqa: F401 - fixtures
from tests.pages.things import ThingsOf, things, things_of  # noqa: F401 - fixtures
from tests.pages.walk import Things, pages_of, sure_of

#: What holds nothing for those of a role, though they reach it.
HOLDS_NOTHING: dict[str, dict[str, str]] = {
    "host company": dict.fromkeys(
        ("directory:checks", "directory:verification_evidence"), "What was checked is shown to staff alone."
    ),
    "host judge": {"programmes:sheet_file": "A file, no page; tests/programmes/screening/test_marks.py opens one."},
}


def test_nobody_meets_an_empty_page(
    host_manager: User,
    things: Things,  # noqa: F811
    things_of: ThingsOf,  # noqa: F811
    client_of: Callable[[User], Client],
    user_of: Callable[..., User],
) -> None:
    shown, missing = {}, []
    accounts = {Role.MANAGER: host_manager} | {role: user_of(role) for role in Role if role != Role.MANAGER}
    readers = [("anonymous", Client(), things)]
    for role, user in accounts.items():
        found = things if user == host_manager else things_of(user)
        readers.append((f"host {role}", sure_of(client_of(user)), found))
    for who, client, found in readers:
        is_minor = who not in ("anonymous", "host manager", "host company")
        urls, empty = pages_of(who, client, found, nothing=HOLDS_NOTHING.get(who, ()), only_own=is_minor)
        shown[who] = len(urls)
        missing += empty
    assert missing == [], "\n".join(missing)
