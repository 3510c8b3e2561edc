"""A person of the guest's side who applies to joint programmes that the host leads: wherever they are met there."""

from __future__ import annotations

from typing import Any

from django.test import Client

from landbridge.people.models import Person, User
from landbridge.people.wording.names import display_name
from landbridge.programmes.models import (
    Application,
    Assignment,
    FormVersion,
    Participation,
    ScoreSheet,
    Selection,
)
from tests.programmes.questions.forms import asked
from tests.programmes.rows import a_selection
from tests.programmes.screening.facts import a_closed_call, a_judge, an_eligible, given

QUESTIONS = [asked("who", "text", prefill="name"), asked("plan", "long_text")]


def a_judged_one(person: Person) -> Application:
    """Their application before evaluators; the same one when asked again."""
    there = Application.objects.filter(person=person, state__in=("eligible", "scored")).first()
    if there is not None:
        return there
    call = a_closed_call(evaluations_each=1)
    FormVersion.objects.filter(call=call).update(questions=QUESTIONS)
    answers = {"who": display_name(person.names.all(), "zh-hans")[0], "plan": "Lidar"}
    application = an_eligible(call, person=person, answers=answers)
    judge = User.objects.filter(email__startswith="rowan@").first() or a_judge("rowan")
    assignment = given(application, judge)
    ScoreSheet.objects.filter(assignment=assignment).update(marks={"team": "8", "market": "8"}, comment="Sound.")
    Assignment.objects.filter(pk=assignment.pk).update(state="submitted")
    Application.objects.filter(pk=application.pk).update(state="scored")
    application.refresh_from_db()
    return application


def a_judges_browser(person: Person) -> tuple[Client, Assignment]:
    """A judge of the host's side, signed in, before whom their application is."""
    application = a_judged_one(person)
    judge = User.objects.get(email__startswith="rowan@")
    client = Client()
    client.force_login(judge)
    return client, given(application, judge)


def an_announced_one(person: Person) -> tuple[Selection, Participation]:
    """A selection that was announced with them in it, and the place they were offered."""
    seat = Participation.objects.filter(application__person=person).first()
    if seat is None:
        call = a_closed_call()
        application = an_eligible(call, person=person)
        a_selection(call, [application])
        seat = Participation.objects.create(
            programme=call.programme, application=application, side=person.side, state="confirmed", place=1
        )
    return Selection.objects.get(call__programme=seat.programme_id, state="announced"), seat


def numbers_of(person: Person) -> dict[str, Any]:
    """What addresses of screening and of places are filled in with so that they are of them."""
    judged, (selection, seat) = a_judged_one(person), an_announced_one(person)
    return {
        "application_id": judged.pk,
        "call_id": judged.call_id,
        "selection_id": selection.pk,
        "participation_id": seat.pk,
        "programme_id": seat.programme_id,
        "assignment_id": judged.assignments.get().pk,
    }
