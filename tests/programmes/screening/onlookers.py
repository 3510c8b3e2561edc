"""A call in screening, everybody who must not learn how it goes, and every place where the house tells something."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from landbridge.agreements.actions.approvals import decide
from landbridge.agreements.models import Approval, ApprovalStep, Representative
from landbridge.people.models import Role, User
from landbridge.programmes.actions.selections import announce, ask_decision, propose_selection
from landbridge.programmes.models import Application, Assignment, Call, Participation, Selection
from tests.agreements.made import both_bodies, signed_quickly
from tests.conftest import make_user
from tests.people.keys import key_of
from tests.people.people import a_person
from tests.programmes.rows import a_firm, an_editor
from tests.programmes.screening.facts import a_closed_call, a_judge, an_eligible, an_ineligible, given, mark

PHASES = (
    "submitted", "assigned", "half marked", "all but one marked", "all marked", "proposed", "in approval", "approved",
    "announced",
)  # fmt: skip
#: Tables in which a phase writes rows whose numbers are seen, or stand in an address.
NUMBERED = ("people_notice", "base_outgoingmail", "programmes_participation", "programmes_assignment",
            "programmes_selection", "agreements_approval")  # fmt: skip
BOTH = (Role.COMPANY, Role.TALENT, Role.PARTNER, Role.JUDGE, Role.APPROVER)
HOST_ONLY = (Role.FLOOR, Role.INTERPRETER)  # of whom the house asks the role and no more
#: What is drawn anew for every answer: tokens of forms, and the number of the request on a page that refuses.
_CHANCE = re.compile(rb'(csrfmiddlewaretoken" value="|csrf-token" content="|<code>)[0-9A-Za-z]{32,64}(?=["<])')
PUBLIC = ("/calls/", "/api/v1/calls/")  # what begins so
_KEPT = ("ETag", "Last-Modified", "Location", "Content-Type", "Content-Disposition", "Vary")

Place = tuple[str, str]  #: who asks, and where
Answer = tuple[int, bytes, tuple[tuple[str, str], ...]]
Answers = dict[Place, Answer]
Marks = Sequence[tuple[str, str]]


@dataclass
class World:
    """Three applications that are judged, one that is not eligible, and all who look on.

    Of the three evaluators one is ``assigned`` the second application from the start and marks it last; the others
    come and go with each variation.
    """

    call: Call
    manager: User
    approver: User
    assigned: User
    judges: list[User]
    applications: list[Application]
    clients: dict[str, Client] = field(default_factory=dict)
    programs: dict[str, str] = field(default_factory=dict)
    paths: dict[str, list[str]] = field(default_factory=dict)

    def reach(self, phase: str, judges: Sequence[User], marks: Marks) -> None:
        """Bring the call to a phase: these two evaluators, each application marked by both of them."""
        step = PHASES.index(phase)
        if step >= 1:
            for application in self.applications:
                for judge in judges:
                    given(application, judge)
        if step >= 2:
            for number, (application, own) in enumerate(zip(self.applications, marks, strict=True)):
                for judge in judges[: 1 if step == 2 and number else None]:
                    mark(application, judge, *own, comment=f"{own}")
        if step >= 4:
            mark(self.applications[1], self.assigned, *marks[1])
        if step >= 5:
            propose_selection(self.call, by=self.manager)
        if step >= 6:
            selection = Selection.objects.get(call=self.call, state="draft")
            steps = [(ApprovalStep.Duty.DECIDE, self.approver)]
            approval = ask_decision(selection, by=self.manager, version=selection.version, steps=steps)
            if step >= 7:
                decide(approval, by=self.approver, version=approval.version)
        if step >= 8:
            announce(Selection.objects.get(call=self.call, state="approved"), by=self.manager)

    def look(self, where: Iterable[Place] | None = None) -> Answers:
        """What everybody is answered everywhere, or what is answered at some places."""
        places = where if where is not None else [(who, path) for who, paths in self.paths.items() for path in paths]
        return {(who, path): self._answer(who, path) for who, path in places}

    def _answer(self, who: str, path: str) -> Answer:
        headers = {"Authorization": self.programs[who]} if path.startswith("/api/") and who in self.programs else {}
        return kept(self.clients[who].get(path, headers=headers))


def kept(answer: object) -> Answer:
    """Of an answer all that can be told apart: status, bytes, and the headers that speak of them."""
    body, headers = answer.getvalue(), answer.headers  # type: ignore[attr-defined]
    said = tuple((name, headers[name]) for name in _KEPT if name in headers)
    return answer.status_code, _CHANCE.sub(rb"\1", body), said  # type: ignore[attr-defined]


@contextmanager
def variation() -> Iterator[None]:
    """Whatever is done in here is undone afterwards, the numbers of new rows included."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                for table in NUMBERED:
                    cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), 100000)", [table])
        yield
        transaction.set_rollback(True)


@contextmanager
def quiet() -> Iterator[None]:
    """Refusals are what is asked for here: writing each into the log with its trace takes half the time."""
    logging.disable(logging.WARNING)
    yield
    logging.disable(logging.NOTSET)


def a_world() -> World:
    """The world before anything is evaluated."""
    call = a_closed_call(evaluations_each=2, places=1, reserve_places=1, pass_mark=Decimal(10))
    world = World(
        call, make_user("manager@non.example"), make_user("approver@non.example", role=Role.APPROVER),
        a_judge("assigned"), [a_judge(f"judge{number}") for number in range(4)], [],
    )  # fmt: skip
    people = _onlookers()
    for firm in (a_firm("host", "Ash"), a_firm("guest", "柏木")):
        an_editor(firm, people[f"{firm.side} company"])
        world.applications.append(an_eligible(call, firm))
    an_editor(a_firm("host", "Elm"), people["host company without part"])
    person = a_person("host")
    type(person).objects.filter(pk=person.pk).update(user=people["host talent"])
    world.applications.append(an_eligible(call, person=person))
    an_ineligible(call, a_firm("host", "Pine"))
    promise = _promised(call, people)
    given(world.applications[1], world.assigned)
    people |= {"assigned judge": world.assigned, "approver in line": world.approver}
    for who, user in people.items():
        world.clients[who] = Client()
        world.clients[who].force_login(user)
        world.programs[who] = key_of(user)
    world.clients["anonymous"] = Client()
    world.paths = _paths(world, promise)
    return world


def _onlookers() -> dict[str, User]:
    people = {}
    for side in ("host", "guest"):
        for role in (*BOTH, *(HOST_ONLY if side == "host" else ())):
            people[f"{side} {role}"] = make_user(f"{role}@{side}.low.example", side=side, role=role, language="en")
    apart = make_user("company@apart.low.example", role=Role.COMPANY, language="en")
    return people | {"host company without part": apart}


def _promised(call: Call, people: Mapping[str, User]) -> int:
    """Let the programme carry out a promise of an agreement, both of whose bodies a partner speaks for."""
    agreement = signed_quickly()
    programme = call.programme
    programme.agreement, programme.obligation = agreement, agreement.obligations.get()
    programme.save()
    for body in both_bodies():
        Representative.objects.create(body=body, user=people[f"{body.side} partner"])
    return agreement.pk


def _numbers(world: World) -> tuple[int, int, int, int]:
    """Which numbers the rows get that are written on the way: a judge's sheet, a selection, its approval, a place."""
    with variation():
        world.reach("announced", world.judges[:2], [("9", "9"), ("7", "7"), ("5", "5")])
        sheet = Assignment.objects.filter(evaluator__user=world.judges[0]).earliest("pk").pk
        return sheet, Selection.objects.get().pk, Approval.objects.latest("pk").pk, Participation.objects.get().pk


def _paths(world: World, agreement: int) -> dict[str, list[str]]:
    """Every door of screening, the public call and what is common to all; then where somebody is told more."""
    call, (first, second, third) = world.call, world.applications
    sheet, selection, approval, place = _numbers(world)
    own_sheet = world.assigned.evaluates.get().assignments.get().pk
    doors = [
        _at("programmes:call", call.slug), _at("programmes:calls"), _at("today"), _at("inbox"),
        _at("programmes:marking"), _at("programmes:sheet", sheet), _at("programmes:declare", call.pk),
        _at("programmes:screening_call", call.pk), _at("programmes:ranking", call.pk),
        _at("programmes:screened_application", first.pk), _at("programmes:selection", selection),
        _at("programmes:ranking_workbook", selection), _at("agreements:approval", approval),
        _at("programmes:application", first.pk), _at("programmes:participation", place),
        _at("api:applications"), _at("api:application", first.pk), _at("api:call", call.pk),
    ]  # fmt: skip
    applying = [
        _at("programmes:application", second.pk), _at("programmes:application", third.pk),
        _at("programmes:applications"), _at("programmes:application_withdraw", first.pk),
        _at("programmes:application_version", first.pk, 1), _at("programmes:my_participations"),
        _at("programmes:applications_export"), _at("api:application", second.pk), _at("api:application", third.pk),
        _at("api:participations"), _at("api:participation", place),
    ]  # fmt: skip
    firms = [
        _at("directory:organisation", first.organisation_id), f"{_at('directory:organisations')}?q=ash",
        _at("api:organisations"),
    ]  # fmt: skip
    apart = [applying[2], *applying[-2:], *firms]
    more = {
        "company": [*applying, *firms], "host talent": applying,
        "company without part": apart, "guest talent": apart[:3],
        "partner": [_at("agreements:agreement", agreement), _at("api:agreement", agreement), _at("api:obligations")],
        "approver": [_at("agreements:approvals")], "approver in line": [_at("agreements:approvals")],
        "assigned judge": [_at("programmes:sheet", own_sheet)],
    }  # fmt: skip
    by_role = {who: who.removeprefix("host ").removeprefix("guest ") for who in world.clients}
    return {who: doors + more.get(who, more.get(role, [])) for who, role in by_role.items()}


def _at(name: str, *said: object) -> str:
    return reverse(name, args=said)
