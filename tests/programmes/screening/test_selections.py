"""Ranking, proposal, decision, announcement; and what makes a proposal fall."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from python_calamine import load_workbook

from landbridge.agreements.actions.approvals import decide, send_back
from landbridge.agreements.models import Approval
from landbridge.base.models import OutgoingMail
from landbridge.people.models import Notice, User
from landbridge.programmes.actions.assignments import assign
from landbridge.programmes.actions.calls import withdraw_call
from landbridge.programmes.actions.evaluators import declare_tie
from landbridge.programmes.actions.selections import announce, propose_selection
from landbridge.programmes.models import Application, Call, Participation, RuleSet, Selection
from landbridge.programmes.queries.ranking import ranking_of
from landbridge.programmes.queries.selections import still_stands
from tests.conftest import make_user
from tests.people.people import a_person
from tests.programmes.rows import an_editor
from tests.programmes.screening.facts import (
    a_closed_call,
    a_firm,
    a_judge,
    an_eligible,
    an_evaluator,
    an_ineligible,
    approved,
    given,
    mark,
    sign,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(host_manager: User) -> Call:
    """Five applications: bonus points overtake a mark, one below the mark, one without a place, one not eligible."""
    call, one, two = a_closed_call(), a_judge("one"), a_judge("two")
    for bonus, first, second in ((0, "9", "8"), (3, "9", "7.5"), (0, "7", "7"), (3, "5", "5")):
        application = an_eligible(call, bonus=bonus)
        mark(application, one, first, first)
        mark(application, two, second, second)
    an_ineligible(call)
    return call


@pytest.fixture
def approver(user_of: Callable[..., User]) -> User:
    return user_of("approver")


def test_rubric_and_bonus_make_the_rank(call: Call) -> None:
    ranking = ranking_of(call)
    assert ranking.is_ready
    assert [
        (place.application.number, place.rubric, place.total, place.rank, place.result, place.reason)
        for place in ranking.places
    ] == [
        (2, Decimal("82.50"), Decimal("85.50"), 1, "selected", ""),
        (1, Decimal("85.00"), Decimal("85.00"), 2, "reserve", "reserve"),
        (3, Decimal("70.00"), Decimal("70.00"), 3, "rejected", "below_places"),
        (4, Decimal("50.00"), Decimal("53.00"), None, "rejected", "below_mark"),
        (5, None, None, None, "ineligible", "in_region"),
    ]
    assert ranking.places[0].spread == Decimal("15.00")


def test_it_waits_for_sheets(call: Call, host_manager: User) -> None:
    given(an_eligible(call), a_judge("late"))
    ranking = ranking_of(call)
    assert (ranking.waiting, ranking.missing, ranking.unmarked, ranking.is_ready) == (1, 1, 1, False)
    with pytest.raises(ValidationError, match="1 sheets"):
        propose_selection(call, by=host_manager)


def test_the_whole_course(call: Call, host_manager: User, approver: User) -> None:
    editor = make_user("editor@firm.example", side="host", role="company", language="zh-hans")
    refused = call.applications.get(number=5)
    assert refused.organisation is not None
    an_editor(refused.organisation, editor)
    losing = make_user("loser@firm.example", side="host", role="company")
    below = call.applications.get(number=4).organisation
    assert below is not None
    an_editor(below, losing)
    selection = approved(call, host_manager, approver)
    assert selection.state == "approved"
    assert Approval.objects.get().number == 1
    assert Application.objects.filter(state="selected").count() == 0
    announce(selection, by=host_manager, version=selection.version)
    states = dict(call.applications.values_list("number", "state"))
    assert states == {1: "reserve", 2: "selected", 3: "rejected", 4: "rejected", 5: "ineligible"}
    assert Participation.objects.get().application.number == 2
    told = Notice.objects.get(receiver=editor)
    assert told.language == "zh-hans"
    assert "区内营业" in told.body
    assert OutgoingMail.objects.filter(to="editor@firm.example", language="zh-hans").exists()
    assert Notice.objects.get(receiver=losing).language == "ko"  # that in which they applied
    with pytest.raises(ValidationError):
        announce(selection, by=host_manager, version=selection.version)
    with pytest.raises(ValidationError):
        propose_selection(call, by=host_manager)
    assert still_stands(Selection.objects.get())


def withdraw(call: Call) -> None:
    call.applications.filter(number=3).update(state="withdrawn")


def judge_anew(call: Call) -> None:
    call.applications.filter(number=2).update(state="ineligible")


def a_new_sheet(call: Call) -> None:
    application, judge = call.applications.get(number=1), a_judge("third")
    assign(application, an_evaluator(call, judge), by=None)
    mark(application, judge, "2", "2")


def a_conflict(call: Call) -> None:
    firm = call.applications.get(number=1).organisation
    assert firm is not None
    declare_tie(firm, by=User.objects.get(email__startswith="one@"))


def more_bonus(call: Call) -> None:
    call.applications.get(number=1).versions.get().verdicts.update(points=5, kind="bonus")


@pytest.mark.parametrize("change", [withdraw, judge_anew, a_new_sheet, a_conflict, more_bonus])
def test_what_changes_makes_it_fall(
    change: Callable[[Call], None], call: Call, host_manager: User, approver: User
) -> None:
    selection = approved(call, host_manager, approver)
    change(call)
    selection.refresh_from_db()
    with pytest.raises(ValidationError):
        announce(selection, by=host_manager, version=selection.version)
    assert not Notice.objects.filter(code="programmes.selected").exists()
    assert not Participation.objects.exists()


def test_a_withdrawn_call_has_no_result(call: Call, host_manager: User, approver: User) -> None:
    waiting = call.applications.get(number=1).organisation
    assert waiting is not None
    editor = an_editor(waiting, make_user("editor@firm.example", side="host", role="company", language="ko"))
    selection = approved(call, host_manager, approver)
    withdraw_call(call, by=host_manager, reason="행사가 연기되었습니다.")
    assert Approval.objects.get().state == "void"
    assert "행사가 연기" in Notice.objects.get(receiver=editor, code="programmes.call_withdrawn").body
    selection.refresh_from_db()
    Selection.objects.filter(pk=selection.pk).update(state="approved")
    with pytest.raises(ValidationError, match="withdrawn"):
        announce(selection, by=host_manager, version=selection.version)
    with pytest.raises(ValidationError, match="withdrawn"):
        propose_selection(call, by=host_manager)


def test_an_announced_call_is_not_withdrawn(call: Call, host_manager: User, approver: User) -> None:
    selection = approved(call, host_manager, approver)
    announce(selection, by=host_manager, version=selection.version)
    with pytest.raises(ValidationError, match="announced"):
        withdraw_call(call, by=host_manager, reason="Postponed")


def test_a_change_while_it_is_before_the_approver(call: Call, host_manager: User, approver: User) -> None:
    selection = propose_selection(call, by=host_manager)
    steps = [("decide", approver)]
    from landbridge.programmes.actions.selections import ask_decision  # noqa: PLC0415

    approval = ask_decision(selection, by=host_manager, version=selection.version, steps=steps)  # type: ignore[arg-type]
    withdraw(call)
    assert decide(approval, by=approver, version=approval.version).state == "void"
    selection.refresh_from_db()
    assert selection.state == "draft"
    again = approved(call, host_manager, approver)
    assert again.pk != selection.pk
    selection.refresh_from_db()
    assert (selection.state, again.state) == ("replaced", "approved")


def test_sent_back_it_can_be_asked_again(call: Call, host_manager: User, approver: User) -> None:
    selection = propose_selection(call, by=host_manager)
    from landbridge.programmes.actions.selections import ask_decision  # noqa: PLC0415

    steps = [("decide", approver)]
    approval = ask_decision(selection, by=host_manager, version=selection.version, steps=steps)  # type: ignore[arg-type]
    send_back(approval, by=approver, version=approval.version, comment="Why so few?")
    selection.refresh_from_db()
    assert selection.state == "draft"
    sign(selection, host_manager, approver)
    selection.refresh_from_db()
    assert selection.state == "approved"


def test_a_person_without_an_account_gets_a_mail(host_manager: User, approver: User) -> None:
    call, judge = a_closed_call(evaluations_each=1), a_judge()
    person = a_person("host", email="talent@person.example", language="en")
    mark(an_eligible(call, person=person), judge, "10", "10")
    selection = approved(call, host_manager, approver)
    announce(selection, by=host_manager, version=selection.version)
    assert OutgoingMail.objects.get(to="talent@person.example").language == "en"


def test_a_call_without_a_rubric_is_ranked_by_bonus(host_manager: User) -> None:
    call = a_closed_call(rubric=[], pass_mark=0)
    an_eligible(call)
    an_eligible(call, bonus=3)
    assert [place.application.number for place in ranking_of(call).places] == [2, 1]
    assert propose_selection(call, by=host_manager).state == "draft"


def test_only_the_side_that_leads(call: Call, guest_manager: User, user_of: Callable[..., User]) -> None:
    for other in (guest_manager, user_of("auditor"), user_of("approver")):
        with pytest.raises(PermissionDenied):
            propose_selection(call, by=other)


def test_pages_of_the_course(
    call: Call, host_manager: User, approver: User, guest_manager: User, client_of: Callable[[User], Client]
) -> None:
    client = client_of(host_manager)
    hostile = a_firm(name="=HYPERLINK(1)")
    Application.objects.filter(number=2).update(organisation=hostile)
    page = client.get(reverse("programmes:ranking", args=[call.pk])).content.decode()
    assert "85.50" in page
    answer = client.post(reverse("programmes:selection_propose", args=[call.pk]), follow=True)
    selection = Selection.objects.get()
    assert answer.status_code == 200
    workbook = reverse("programmes:ranking_workbook", args=[selection.pk])
    assert client.get(workbook).status_code == 404  # only what is approved leaves the house
    sign(selection, host_manager, approver)
    content = client.get(workbook).content
    rows = load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[1][:3] == [1.0, 2.0, "=HYPERLINK(1)"]
    selection.refresh_from_db()
    address = reverse("programmes:selection_announce", args=[selection.pk])
    client.post(address, {"version": 1})
    selection.refresh_from_db()
    assert client_of(guest_manager).post(address, {"version": selection.version}).status_code == 404
    client.post(address, {"version": selection.version})
    selection.refresh_from_db()
    assert selection.state == "announced"
    assert "Announced" in client.get(reverse("programmes:selection", args=[selection.pk])).content.decode()


def test_the_other_side_reads_the_ranking_once_it_is_whole(
    call: Call, host_manager: User, approver: User, guest_manager: User, client_of: Callable[[User], Client]
) -> None:
    hidden = a_person("host", names=[{"script": "Latn", "family": "Birch", "given": "Suah"}])
    late, third = an_eligible(call, person=hidden), a_judge("third")
    given(late, third)
    page, other = reverse("programmes:ranking", args=[call.pk]), client_of(guest_manager)
    assert "85.50" not in other.get(page).content.decode()
    mark(late, third, "8", "8")
    shown = other.get(page).content.decode()
    assert "85.50" in shown
    assert "15.00" not in shown  # how far the evaluators are apart
    assert "Birch" not in shown
    assert "15.00" in client_of(host_manager).get(page).content.decode()
    selection = approved(call, host_manager, approver)
    content = other.get(reverse("programmes:ranking_workbook", args=[selection.pk])).content
    rows = load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[1][5] == 85.5
    assert {"Application 6"} == {row[2] for row in rows if row[1] == 6.0}
    assert other.get(reverse("programmes:screened_application", args=[late.pk])).status_code == 404


def test_a_refusal_says_the_whole_clause(call: Call, host_manager: User, approver: User) -> None:
    clause = "A site in the region, " + "kept for three years, " * 14 + "and staffed."
    rules = RuleSet.objects.get(call=call)
    RuleSet.objects.filter(pk=rules.pk).update(rules=[{**rules.rules[0], "text": {"en": clause}}, *rules.rules[1:]])
    refused = call.applications.get(number=5).organisation
    editor = an_editor(refused, make_user("editor@firm.example", side="host", role="company", language="en"))
    announce(approved(call, host_manager, approver), by=host_manager)
    assert clause in Notice.objects.get(receiver=editor).body
