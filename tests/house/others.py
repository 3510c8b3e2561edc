"""What those who are no managers have before them: the addresses of their own applications, places, sheets, decisions.

And pages of a manager that offer somebody to choose only where there is somebody.

``OTHERS`` has, by role, a function that makes one of each for an account and gives the routes with their arguments.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from landbridge.agreements.models import ApprovalStep
from landbridge.people.models import Person, Role, User
from landbridge.programmes.models import Participation
from tests.agreements.approving import a_document, an_office, asked, with_kind
from tests.agreements.made import a_body
from tests.conftest import make_user
from tests.people.people import a_person
from tests.programmes.applying import a_call_for_persons, a_call_of_every_kind, a_draft, a_file
from tests.programmes.rows import a_firm, a_participation, an_editor
from tests.programmes.screening.facts import a_closed_call, a_judge, an_eligible, given

Places = dict[str, dict[str, Any]]


def _company(user: User) -> Places:
    firm = a_firm(user.side, "Kept")
    an_editor(firm, user)
    asked_now = a_call_of_every_kind()
    application = a_draft(a_call_of_every_kind(), user, firm)
    a_file(application, user)
    place: Participation = a_participation(user.side)
    an_editor(place.application.organisation, user)
    one = {"application_id": application.pk}
    return {
        "programmes:apply": {"slug": asked_now.slug},
        "programmes:application": one,
        "programmes:application_edit": one,
        "programmes:application_review": one,
        "programmes:application_withdraw": one,
        "programmes:participation": {"participation_id": place.pk},
        "programmes:participation_withdraw": {"participation_id": place.pk},
    }


def _talent(user: User) -> Places:
    person = a_person(user.side)
    Person.objects.filter(pk=person.pk).update(user=user)
    return {"programmes:apply": {"slug": a_call_for_persons(user.side).slug}}


def _judge(user: User) -> Places:
    call = a_closed_call(user.side)
    assignment = given(an_eligible(call, a_firm(user.side, "Judged")), user)
    return {
        "programmes:marking": {},
        "programmes:sheet": {"assignment_id": assignment.pk},
        "programmes:declare": {"call_id": call.pk},
    }


def _approver(user: User) -> Places:
    waiting = asked(an_office(user.side), [(ApprovalStep.Duty.DECIDE, user)], a_document())
    return {"agreements:approval": {"approval_id": waiting.pk}, "agreements:delegation_new": {}}


def _manager(user: User) -> Places:
    an_office(user.side, "-offered")
    make_user(f"offered-partner.{user.side}@test.example", side=user.side, role=Role.PARTNER)
    a_judge("offered", user.side)
    return {
        "agreements:approval_ask": {"kind": with_kind().code, "subject_id": a_document(side=user.side).pk},
        "agreements:body": {"body_id": a_body(user.side).pk},
        "programmes:screening_call": {"call_id": a_closed_call(user.side).pk},
    }


OTHERS: dict[Role, Callable[[User], Places]] = {
    Role.MANAGER: _manager,
    Role.COMPANY: _company,
    Role.TALENT: _talent,
    Role.JUDGE: _judge,
    Role.APPROVER: _approver,
}
