"""Screening is confidential: what others are told does not depend on marks or evaluators, in any phase, by one byte.

Two worlds differ only in who evaluates and what they mark. Until the result is announced every answer must be the same
in both, and the same as before anything was marked at all; once it is announced, the same in both as long as the
results are. A planted leak shows that a difference would be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given as given_by
from hypothesis import settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from landbridge.agreements.actions.approvals import decide
from landbridge.agreements.models import ApprovalStep
from landbridge.people.models import User
from landbridge.programmes.actions.selections import announce, ask_decision, propose_selection
from landbridge.programmes.models import Application, Call, Selection
from landbridge.programmes.tables import applications as tables
from landbridge.programmes.views import applications as views
from tests.conftest import make_user
from tests.people.keys import key_of
from tests.people.people import a_person
from tests.programmes.rows import a_firm, an_editor
from tests.programmes.screening.facts import a_closed_call, a_judge, an_eligible, an_ineligible, given, mark

pytestmark = pytest.mark.django_db
PHASES = ("submitted", "assigned", "half marked", "all marked", "proposed", "in approval", "approved")
LOW = ("company", "talent", "floor", "interpreter", "partner", "judge")
NUMBERED = ("people_notice", "base_outgoingmail", "programmes_participation")
#: What is drawn anew for every answer: tokens of forms, and the number of the request on a page that refuses.
_CHANCE = re.compile(rb'(csrfmiddlewaretoken" value="|csrf-token" content="|<code>)[0-9A-Za-z]{32,64}(?=["<])')
Answers = dict[tuple[str, str], tuple[int, bytes, tuple[tuple[str, str], ...]]]
Marks = Sequence[tuple[str, str]]


@dataclass
class World:
    """A call with three applications that are judged and one that is not eligible, and all who look on."""

    call: Call
    manager: User
    approver: User
    judges: list[User]
    applications: list[Application]
    clients: dict[str, Client] = field(default_factory=dict)
    programs: dict[str, str] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    doors: int = 0  # of the paths, those at the beginning that everybody tries

    def reach(self, phase: str, judges: Sequence[User], marks: Marks) -> None:
        """Bring the call to a phase: these evaluators, each application marked by all of them."""
        step = (*PHASES, "announced").index(phase)
        if step >= 1:
            for application in self.applications:
                for judge in judges:
                    given(application, judge)
        if step >= 2:
            for number, (application, own) in enumerate(zip(self.applications, marks, strict=True)):
                for judge in judges[: 1 if step == 2 and number else None]:
                    mark(application, judge, *own, comment=f"{own}")
        if step >= 4:
            propose_selection(self.call, by=self.manager)
        if step >= 5:
            selection = Selection.objects.get(call=self.call, state="draft")
            steps = [(ApprovalStep.Duty.DECIDE, self.approver)]
            approval = ask_decision(selection, by=self.manager, version=selection.version, steps=steps)
            if step >= 6:
                decide(approval, by=self.approver, version=approval.version)
        if step >= 7:
            announce(Selection.objects.get(call=self.call, state="approved"), by=self.manager)

    def look(self, path: str = "") -> Answers:
        """What everybody is answered wherever the house tells them something; or the applicants at one address."""
        answers: Answers = {}
        for who, client in self.clients.items():
            is_applicant = who.endswith(("company", "talent"))
            own = (
                [path] if path and is_applicant else [] if path else self.paths[: None if is_applicant else self.doors]
            )
            for address in own:
                is_program = address.startswith("/api/") and who in self.programs
                headers = {"Authorization": self.programs[who]} if is_program else {}
                answer = client.get(address, headers=headers)
                body = answer.getvalue()
                kept = ("ETag", "Last-Modified", "Location", "Content-Type", "Content-Disposition", "Vary")
                said = tuple((name, answer.headers[name]) for name in kept if name in answer.headers)
                answers[who, address] = (answer.status_code, _CHANCE.sub(rb"\1", body), said)
        return answers


@contextmanager
def variation(connection_vendor: str = "") -> Iterator[None]:
    """Whatever is done in here is undone afterwards, the numbers of new rows included."""
    with transaction.atomic():
        if (connection_vendor or connection.vendor) == "postgresql":
            with connection.cursor() as cursor:
                for table in NUMBERED:
                    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), 100000)", [table])
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        at = timezone.now()
        patch.setattr(timezone, "now", lambda: at)
        yield _made(at)
        transaction.set_rollback(True)


def _made(_at: datetime) -> World:
    call = a_closed_call(evaluations_each=2, places=1, reserve_places=1, pass_mark=Decimal(10))
    manager = make_user("host@non.example", side="host")
    world = World(
        call, manager, make_user("approver@non.example", side="host", role="approver"),
        [a_judge(f"judge{number}") for number in range(4)], [],
    )  # fmt: skip
    firms = [a_firm("host", "Ash"), a_firm("guest", "柏木")]
    whom = [
        (side, role) for side in ("host", "guest") for role in LOW if side == "host" or role in {"company", "judge"}
    ]
    people = {f"{side} {role}": make_user(f"{role}@{side}.low.example", side=side, role=role, language="en")
              for side, role in whom}  # fmt: skip
    for firm in firms:
        world.applications.append(an_eligible(call, an_editor_of(firm, people)))
    person = a_person("host")
    type(person).objects.filter(pk=person.pk).update(user=people["host talent"])
    world.applications.append(an_eligible(call, person=person))
    an_ineligible(call, a_firm("host", "Pine"))
    for who, user in people.items():
        world.clients[who] = Client()
        world.clients[who].force_login(user)
        world.programs[who] = key_of(user)
    world.clients["anonymous"] = Client()
    world.paths = _paths(world, firms[0].pk)
    return world


def an_editor_of(firm, people: Mapping[str, User]):  # type: ignore[no-untyped-def]
    """The firm, kept by the company of its side."""
    an_editor(firm, people[f"{firm.side} company"])
    return firm


def _paths(world: World, firm: int) -> list[str]:
    """Every door of screening and the public call; then where applicants are told of calls, applications and news."""
    call, first = world.call, world.applications[0]
    doors: list[tuple[str, list[object]]] = [
        ("programmes:call", [call.slug]), ("programmes:marking", []), ("programmes:sheet", [1]),
        ("programmes:declare", [call.pk]), ("programmes:screening_call", [call.pk]), ("programmes:ranking", [call.pk]),
        ("programmes:selection", [1]), ("programmes:ranking_workbook", [1]), ("agreements:approval", [1]),
        ("programmes:screened_application", [first.pk]), ("programmes:application", [first.pk]), ("inbox", []),
    ]  # fmt: skip
    inside: list[tuple[str, list[object]]] = [
        ("today", []), ("programmes:applications", []), ("programmes:my_participations", []),
        *(("programmes:application", list[object]([one.pk])) for one in world.applications[1:]),
        ("programmes:application_withdraw", [first.pk]), ("programmes:applications_export", []),
        ("directory:organisation", [firm]), ("api:organisations", []),
    ]  # fmt: skip
    world.doors = len(doors)
    ways = [reverse(name, args=said) for name, said in (*doors, *inside)]
    return [*ways, f"{reverse('directory:organisations')}?q=ash"]


ONE: Marks = (("9", "9"), ("7", "7"), ("5", "5"))
OTHER: Marks = (("8", "10"), ("6.5", "6"), ("4", "2.5"))


def differing(one: Answers, other: Answers) -> list[tuple[str, str]]:
    """The answers that are not the same, by who asked and where."""
    return [place for place in one if one[place] != other[place]]


def test_nobody_is_told_anything_before_the_announcement(world: World) -> None:
    with variation():
        world.reach("submitted", [], ())
        before = world.look()
    seen = [answer for (who, _path), answer in before.items() if who.endswith("company") and b"Ash" in answer[1]]
    assert len(seen) >= 3  # the applicants' pages are really looked at
    assert {answer[0] for answer in before.values()} >= {200, 403, 404}
    for number, phase in enumerate(PHASES[1:]):
        judges, marks = ((world.judges[:2], ONE), (world.judges[2:], OTHER))[number % 2]
        with variation():
            world.reach(phase, judges, marks)
            assert differing(before, world.look()) == [], phase


def test_announced_the_results_are_all_that_is_told(world: World) -> None:
    told = []
    for judges, marks in ((world.judges[:2], ONE), (world.judges[2:], OTHER)):
        with variation():
            world.reach("announced", judges, marks)
            told.append(world.look())
    assert differing(*told) == []
    inbox = told[0]["host company", reverse("inbox")][1]
    assert b"Selected" in inbox  # told they were


@settings(max_examples=4, deadline=None)
@given_by(st.lists(st.tuples(*[st.integers(2, 20).map(lambda half: str(half / 2))] * 2), min_size=3, max_size=3))
def test_whatever_the_marks_are(world: World, marks: Marks) -> None:
    address = reverse("programmes:application", args=[world.applications[0].pk])
    found = []
    for own in (ONE, marks):
        with variation():
            world.reach("all marked", world.judges[:2], own)
            found.append(world.look(address))
    assert differing(*found) == []


def test_a_leak_would_be_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def leaking(application: Application, _user: User) -> tuple[str, str]:
        return str(application.get_state_display()), ""

    for module in (tables, views):
        monkeypatch.setattr(module, "state_shown", leaking)
    address = reverse("programmes:application", args=[world.applications[0].pk])
    found = []
    for phase in ("assigned", "all marked"):
        with variation():
            world.reach(phase, world.judges[:2], ONE)
            found.append(world.look(address))
    assert ("host company", address) in differing(*found)
