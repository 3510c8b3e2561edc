"""What the API tells all but staff does not depend on marks or evaluators, by one byte, count, cursor or ETag."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from landbridge.people.api.door import pace
from landbridge.people.models import User
from landbridge.programmes.api import applications as api
from landbridge.programmes.models import Application
from tests.programmes.screening.onlookers import World, variation
from tests.programmes.test_non_interference import ONE, OTHER, world  # noqa: F401 - a fixture, asked for by its name

pytestmark = pytest.mark.django_db
LISTS = ("agreements", "obligations", "programmes", "calls", "applications", "participations", "organisations")
TOLD = ("ETag", "Last-Modified", "Content-Type", "Content-Length", "Link", "Vary", "Location")
#: One of each role, and a company of the other side.
READERS = ("company", "talent", "floor", "interpreter", "partner", "judge")
Told = dict[tuple[str, str], tuple[int, bytes, tuple[str | None, ...]]]


def addresses(world: World) -> Iterator[str]:  # noqa: F811 - what the fixture gives
    """Every list whole, by pages of one and narrowed to the call; every thing by itself."""
    call = world.call
    for name in LISTS:
        yield reverse(f"api:{name}")
        yield f"{reverse(f'api:{name}')}?size=1"
    yield f"{reverse('api:applications')}?call={call.pk}"
    yield f"{reverse('api:participations')}?programme={call.programme_id}"
    yield reverse("api:call", args=[call.pk])
    yield reverse("api:programme", args=[call.programme_id])
    for one in world.applications:
        yield reverse("api:application", args=[one.pk])
    yield reverse("api:participation", args=[1])


def told(world: World) -> Told:  # noqa: F811
    """What everybody is answered everywhere; of the pages of one, all of them."""
    client, found = Client(), Told()
    for who in (*(f"host {role}" for role in READERS), "guest company", ""):
        headers = {"Authorization": world.programs[who]} if who else {}
        for address in addresses(world):
            pace.forget()
            following: str | None = address
            while following:
                answer = client.get(following, headers=headers)
                found[who, following] = (
                    answer.status_code, answer.content, tuple(answer.headers.get(name) for name in TOLD)
                )  # fmt: skip
                is_paged = answer.status_code == 200 and "size=1" in following
                cursor = json.loads(answer.content)["next"] if is_paged else ""
                following = f"{address}&cursor={cursor}" if cursor else None
    return found


def differing(one: Told, other: Told) -> list[tuple[str, str]]:
    """Who is told something else, and where."""
    return [place for place in one.keys() | other.keys() if one.get(place) != other.get(place)]


def test_nobody_is_told_anything_before_the_announcement(world: World) -> None:  # noqa: F811
    with variation():
        world.reach("submitted", [], ())
        before = told(world)
    assert {answer[0] for answer in before.values()} >= {200, 401, 403, 404}
    own = json.loads(before["host company", reverse("api:applications")][1])
    assert [row["state"] for row in own["rows"]] == ["in_screening"]  # the applicant's list is really looked at
    for phase, judges, marks in (
        ("half marked", world.judges[:2], ONE),
        ("all marked", world.judges[2:], OTHER),
        ("approved", world.judges[:2], OTHER),
    ):
        with variation():
            world.reach(phase, judges, marks)
            assert differing(before, told(world)) == [], phase


def test_announced_the_results_are_all_that_is_told(world: World) -> None:  # noqa: F811
    found = []
    for judges, marks in ((world.judges[:2], ONE), (world.judges[2:], OTHER)):
        with variation():
            world.reach("announced", judges, marks)
            found.append(told(world))
    assert differing(*found) == []
    rows = json.loads(found[0]["host company", reverse("api:participations")][1])["rows"]
    assert len(rows) == 1, "the place is offered, and told"


def test_a_leak_would_be_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: F811
    def leaking(application: Application, _user: User) -> str:
        return str(application.state)

    monkeypatch.setattr(api, "state_told", leaking)
    found = []
    for phase in ("assigned", "all marked"):
        with variation():
            world.reach(phase, world.judges[:2], ONE)
            found.append(told(world))
    assert ("host company", reverse("api:applications")) in differing(*found)
