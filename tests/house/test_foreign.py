"""A thing of the other side is not there: 404 for whoever asks by its number, and nothing happens."""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatch

import pytest
from django.test import Client
from django.urls import reverse

from landbridge.base.log import LogEntry
from landbridge.base.models import Job
from landbridge.people.models import User
from tests.house.foreign import FOREIGN, NOT_FOREIGN
from tests.house.routes import routes
from tests.people.keys import program_of

ROUTES = {route.name: route for route in routes()}


def test_every_address_of_a_thing_has_a_foreign_one_or_a_reason() -> None:
    named = {name for name, route in ROUTES.items() if route.wants}
    excused = {name for name in named if any(fnmatch(name, pattern) for pattern in NOT_FOREIGN)}
    assert sorted(named - excused - set(FOREIGN)) == [], "add it in tests/house/foreign/"
    assert sorted(set(FOREIGN) - named) == []
    assert sorted(set(FOREIGN) & excused) == []


@pytest.mark.parametrize("name", FOREIGN)
def test_a_thing_of_the_other_side_is_not_there(
    name: str, guest_manager: User, user_of: Callable[..., User], client_of: Callable[[User], Client]
) -> None:
    url = reverse(name, kwargs=FOREIGN[name](guest_manager))
    before = (LogEntry.objects.count(), Job.objects.count())
    met = False
    for role in ("manager", "auditor", "company"):
        user = user_of(role, "host")
        client = program_of(user) if name.startswith("api:") else client_of(user)
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            # 405: the address has no such method; 403: the role does nothing of the kind, on either side.
            status = client.generic(method, url).status_code
            assert status in {403, 404, 405}, f"{role} {method} {url}: {status}"
            met = met or status == 404
    assert met, f"nobody got as far as looking for the thing: {url}"
    assert (LogEntry.objects.count(), Job.objects.count()) == before
