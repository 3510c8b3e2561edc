"""Screening is confidential: what others are told does not depend on marks or evaluators, in any phase, by one byte.

Two worlds differ only in who evaluates and what they mark. Until the result is announced every answer must be the same
in both, and the same as before anything was marked at all; once it is announced, what differs is what was announced,
to whom it was. A planted leak shows that a difference would be found.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from landbridge.people.models import User
from landbridge.programmes.models import Application
from landbridge.programmes.tables import applications as tables
from landbridge.programmes.views import applications as views
from tests.programmes.screening.onlookers import (
    PHASES,
    PUBLIC,
    Answers,
    Marks,
    Place,
    World,
    a_world,
    kept,
    quiet,
    variation,
)

pytestmark = pytest.mark.django_db
ONE: Marks = (("9", "9"), ("7", "7"), ("5", "5"))
OTHER: Marks = (("8", "10"), ("6.5", "6"), ("4", "2.5"))
LAST_TWO_CHANGED: Marks = (("9", "9"), ("5", "5"), ("7", "7"))
APPLICANTS = ("host company", "guest company", "host talent")
PUBLICS = ("anonymous", "host company")
#: From when on somebody may learn more, since they marked themselves, or were asked to decide.
INITIATED = {"assigned judge": "all marked", "approver in line": "in approval"}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    from django.db import transaction  # noqa: PLC0415

    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch, quiet():
        at = timezone.now()
        patch.setattr(timezone, "now", lambda: at)
        yield a_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def before(world: World) -> Answers:
    """What everybody is told while nothing is evaluated yet."""
    with variation():
        world.reach("submitted", [], ())
        return world.look()


def differing(one: Answers, other: Answers) -> list[Place]:
    """The answers that are not the same, by who asked and where."""
    return [place for place in other if one[place] != other[place]]


def uninitiated(answers: Answers, phase: str) -> list[Place]:
    """The places at which nothing may be learnt in a phase.

    What the house refuses before it looks at anything, and what it tells everybody alike, is asked by all in the phase
    where the most is there, and by few before.
    """
    reached = PHASES.index(phase)
    places = [place for place in answers if reached < PHASES.index(INITIATED.get(place[0], "announced"))]
    if phase == "approved":
        return places
    return [
        (who, path)
        for who, path in places
        if answers[who, path][0] not in {302, 403} and (who in PUBLICS or not path.startswith(PUBLIC))
    ]


def test_everybody_is_really_answered(before: Answers) -> None:
    seen = {who for (who, _path), (status, body, _said) in before.items() if status == 200 and b"Ash" in body}
    assert {"host company"} <= seen
    told = {who for (who, path), answer in before.items() if answer[0] == 200 and path.startswith("/api/v1/app")}
    assert told == {*APPLICANTS, "guest talent", "host company without part"}
    assert ("assigned judge", 200) in {(who, a[0]) for (who, path), a in before.items() if "/sheets/" in path}
    assert {"host partner", "guest partner"} <= {who for (who, path), a in before.items() if b"Lidar Expo" in a[1]}
    assert {answer[0] for answer in before.values()} >= {200, 302, 403, 404}


def test_nobody_is_told_anything_before_the_announcement(world: World, before: Answers) -> None:
    for number, phase in enumerate(PHASES[1:-1]):
        judges, marks = ((world.judges[:2], ONE), (world.judges[2:], OTHER))[number % 2]
        with variation():
            world.reach(phase, judges, marks)
            assert differing(before, world.look(uninitiated(before, phase))) == [], phase


def test_announced_the_results_are_all_that_is_told(world: World, before: Answers) -> None:
    told, places = [], [place for place in uninitiated(before, "proposed") if place[0] not in INITIATED]
    for judges, marks in ((world.judges[:2], ONE), (world.judges[2:], OTHER), (world.judges[2:], LAST_TWO_CHANGED)):
        with variation():
            world.reach("announced", judges, marks)
            told.append(world.look(places))
    assert differing(told[0], told[1]) == []  # the same results by other marks
    assert {who for who, _path in differing(told[0], told[2])} == {"guest company", "host talent"}  # whose changed
    inbox = told[0]["host company", reverse("inbox")][1]
    assert b"Selected" in inbox  # told they were
    assert {who for who, _path in differing(before, told[0])} == set(APPLICANTS)


@settings(max_examples=3)
@given_by(st.lists(st.tuples(*[st.integers(2, 20).map(lambda half: str(half / 2))] * 2), min_size=3, max_size=3))
def test_whatever_the_marks_are(world: World, before: Answers, marks: Marks) -> None:
    own = [(who, path) for who, path in before if who in APPLICANTS and "/applications" in path]
    with variation():
        world.reach("all marked", world.judges[:2], marks)
        assert differing(before, world.look(own)) == []


def test_nor_does_what_one_does_tell(world: World) -> None:
    """An applicant takes the application back, in whatever phase: the answer, and what they read next, are the same."""
    client, address = world.clients["host company"], "programmes:application_withdraw"
    told = []
    for phase, marks in (("assigned", ONE), ("half marked", OTHER), ("all marked", ONE), ("approved", OTHER)):
        with variation():
            world.reach(phase, world.judges[:2], marks)
            number = world.applications[0].pk
            answer = client.post(reverse(address, args=[number]), {"version": 1, "reason": "plans"})
            assert answer.status_code == 302
            told.append((kept(answer), kept(client.get(answer["Location"])), kept(client.get(reverse("inbox")))))
    assert told[1:] == told[:-1]


def test_a_leak_would_be_found(world: World, before: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    def leaking(application: Application, _user: User) -> tuple[str, str]:
        return str(application.get_state_display()), ""

    address = reverse("programmes:application", args=[world.applications[0].pk])
    for module in (tables, views):
        monkeypatch.setattr(module, "state_shown", leaking)
    found = []
    for phase in ("assigned", "all marked"):
        with variation():
            world.reach(phase, world.judges[:2], ONE)
            found.append(world.look([("host company", address)]))
    assert differing(*found) == [("host company", address)]
