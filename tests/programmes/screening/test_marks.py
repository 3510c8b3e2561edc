"""Sheets: a draft, a final submission, and nobody's marks before one's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from landbridge.base.versions import Stale
from landbridge.people.models import User
from landbridge.programmes.actions.marks import save_marks, submit_marks
from landbridge.programmes.models import EmployerTie, ScoreSheet
from tests.programmes.rows import an_editor
from tests.programmes.screening.facts import a_closed_call, a_firm, a_judge, an_eligible, given, mark

pytestmark = pytest.mark.django_db
WHOLE = {"team": "8", "market": "7.5"}


def test_a_draft_then_the_sheet() -> None:
    application, judge = an_eligible(a_closed_call(evaluations_each=1)), a_judge()
    assignment = given(application, judge)
    save_marks(assignment, by=judge, version=1, marks={"team": "8,0"}, comment="Sound.")
    with pytest.raises(ValidationError) as refused:
        submit_marks(assignment, by=judge, version=2, marks={"team": "8", "market": "11"})
    assert set(refused.value.message_dict) == {"mark_market"}
    sheet = submit_marks(assignment, by=judge, version=2, marks=WHOLE, comment=" Sound. ")
    assert (sheet.marks, sheet.comment, len(sheet.sha256)) == (WHOLE, "Sound.", 64)
    application.refresh_from_db()
    assert application.state == "scored"
    with pytest.raises(ValidationError, match="submitted"):
        save_marks(assignment, by=judge, version=sheet.version, marks=WHOLE)


def test_scored_once_the_last_sheet_is_in() -> None:
    application = an_eligible(a_closed_call())
    one, two = a_judge("one"), a_judge("two")
    given(application, two)
    before = application.updated_at
    mark(application, one, "5", "5")
    application.refresh_from_db()
    assert application.state == "eligible"
    mark(application, two, "5", "5")
    application.refresh_from_db()
    assert application.state == "scored"
    assert application.updated_at == before  # an applicant can't tell when


def test_two_tabs() -> None:
    assignment, judge = given(an_eligible(a_closed_call()), a_judge()), User.objects.get()
    save_marks(assignment, by=judge, version=1, marks={"team": "3"})
    with pytest.raises(Stale):
        save_marks(assignment, by=judge, version=1, marks={"team": "9"})
    assert ScoreSheet.objects.get().marks == {"team": "3"}


def test_nobody_else_and_nobody_in_conflict(user_of: Callable[..., User]) -> None:
    firm, judge = a_firm(), a_judge()
    assignment = given(an_eligible(a_closed_call(), firm), judge)
    for other in (a_judge("other"), user_of("manager"), user_of("auditor")):
        with pytest.raises(PermissionDenied):
            save_marks(assignment, by=other, version=1, marks={})
    an_editor(firm, judge)
    with pytest.raises(PermissionDenied):
        submit_marks(assignment, by=judge, version=1, marks=WHOLE)


def test_the_page_tells_two_tabs_apart_and_keeps_what_was_typed(client_of: Callable[[User], Client]) -> None:
    assignment, judge = given(an_eligible(a_closed_call()), a_judge()), User.objects.get()
    client, address = client_of(judge), reverse("programmes:sheet", args=[assignment.pk])
    assert client.post(address, {"version": 1, "mark_team": "3", "save": "1"}).status_code == 302
    answer = client.post(address, {"version": 1, "mark_team": "9", "comment": "typed here", "save": "1"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="9"' in text
    assert "typed here" in text
    assert "3 is stored" in text
    assert 'name="version" value="2"' in text
    assert client.post(address, {"version": 2, "mark_team": "9", "submit": "1"}).status_code == 422
    assert client.post(address, {"version": "x"}).status_code == 422


def test_blind_until_ones_own_is_in(client_of: Callable[[User], Client]) -> None:
    application, one, two = an_eligible(a_closed_call()), a_judge("one"), a_judge("two")
    mark(application, one, "9.5", "9.5", comment="An astonishing plan.")
    assignment = given(application, two)
    client, address = client_of(two), reverse("programmes:sheet", args=[assignment.pk])
    assert "astonishing" not in client.get(address).content.decode()
    client.post(address, {"version": 1, "mark_team": "4", "mark_market": "4", "submit": "1"})
    text = client.get(address).content.decode()
    assert "astonishing" in text
    assert "95.00" in text


def test_a_conflict_hides_the_application(client_of: Callable[[User], Client]) -> None:
    firm, judge = a_firm(), a_judge()
    assignment = given(an_eligible(a_closed_call(), firm), judge)
    client, address = client_of(judge), reverse("programmes:sheet", args=[assignment.pk])
    assert client.get(address).status_code == 200
    assert "Ash" in client.get(reverse("programmes:marking")).content.decode()
    EmployerTie.objects.create(user=judge, organisation=firm, kind="employer")
    assert client.get(address).status_code == client.post(address, {"version": 1}).status_code == 404
    listed = client.get(reverse("programmes:marking")).content.decode()
    assert address not in listed
    assert client_of(a_judge("other")).get(address).status_code == 404


def test_declaring_on_ones_own_page(client_of: Callable[[User], Client]) -> None:
    firm, judge, call = a_firm(), a_judge(), a_closed_call()
    assignment = given(an_eligible(call, firm), judge)
    foreign = a_firm(name="Elsewhere")
    client, address = client_of(judge), reverse("programmes:declare", args=[call.pk])
    assert client.post(address, {"organisations": foreign.pk}).status_code == 422
    assert client.post(address, {"organisations": firm.pk, "note": "Shares"}).status_code == 302
    assignment.refresh_from_db()
    assert (assignment.state, assignment.because) == ("conflict", "declared")
    assert client_of(a_judge("other")).get(address).status_code == 404
