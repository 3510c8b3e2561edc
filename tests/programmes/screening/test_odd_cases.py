"""What happens seldom, and must not break: nobody is eligible, nothing is marked, marks written in every way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from landbridge.people.models import Notice, User
from landbridge.programmes.actions.applications import withdraw_application
from landbridge.programmes.actions.evaluators import declare_tie, end_evaluator
from landbridge.programmes.actions.marks import save_marks, submit_marks
from landbridge.programmes.actions.selections import announce, propose_selection
from landbridge.programmes.models import Application, Assignment, Call, Participation, ScoreSheet, Selection
from landbridge.programmes.queries.ranking import ranking_of
from landbridge.programmes.queries.screening import evaluators_of
from tests.conftest import make_user
from tests.programmes.rows import an_editor
from tests.programmes.screening.facts import (
    a_closed_call,
    a_firm,
    a_judge,
    an_eligible,
    an_ineligible,
    approved,
    given,
    mark,
)

pytestmark = pytest.mark.django_db
Browser = tuple[Client, str, Assignment]
LONGEST = "가" * 1000 + "\r\n" + "나" * 999  # 2000 characters as a browser counts them


@pytest.fixture
def sheet(client_of: Callable[[User], Client]) -> Browser:
    """A judge's browser, the address of a sheet that was begun with nothing, and its assignment."""
    judge = a_judge()
    assignment = given(an_eligible(a_closed_call()), judge)
    return client_of(judge), reverse("programmes:sheet", args=[assignment.pk]), assignment


def typed(version: int = 1, team: str = "8", market: str = "7", **more: str) -> dict[str, str]:
    return {"version": str(version), "mark_team": team, "mark_market": market, **more}


def outcomes(call: Call) -> list[tuple[int | None, str, str]]:
    return [(one.application.number, one.result, one.reason) for one in ranking_of(call).places]


@pytest.mark.parametrize("said", ["8,5", "8.5", "８．５", " 8.50 ", "８，５"])
def test_a_mark_as_it_is_typed(sheet: Browser, said: str) -> None:
    client, address, _assignment = sheet
    assert client.post(address, typed(team=said, save="1")).status_code == 302
    assert ScoreSheet.objects.get().marks["team"] == "8.5"


@pytest.mark.parametrize("said", ["85", "-1", "8.3", "1e1", "NaN", "8,5,0", "八", "<b>8</b>", "8\0"])
def test_what_is_no_mark_is_told_and_kept(sheet: Browser, said: str) -> None:
    client, address, _assignment = sheet
    answer = client.post(address, typed(team=said, comment="typed here", save="1"))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "typed here" in text
    assert 'aria-invalid="true"' in text
    assert "<b>8</b>" not in text
    assert ScoreSheet.objects.get().marks == {}


def test_a_comment_is_as_long_as_the_browser_counts(sheet: Browser) -> None:
    client, address, _assignment = sheet
    assert client.post(address, typed(comment=LONGEST, save="1")).status_code == 302
    assert len(ScoreSheet.objects.get().comment) == 2000
    answer = client.post(address, typed(2, comment=LONGEST + "다", save="1"))
    assert answer.status_code == 422
    assert LONGEST.replace("\r", "") + "다" in answer.content.decode().replace("\r", "")


def test_two_tabs_show_the_comment_that_is_stored(sheet: Browser) -> None:
    client, address, _assignment = sheet
    client.post(address, typed(comment="The first window's words.", save="1"))
    text = client.post(address, typed(team="8,0", comment="The second's.", save="1")).content.decode()
    assert "The first window&#x27;s words. is stored" in text
    assert "The second&#x27;s." in text
    assert "Team: 8 is stored" not in text  # 8,0 is what is stored


def test_submitted_in_another_tab_nothing_typed_is_lost(sheet: Browser) -> None:
    client, address, _assignment = sheet
    client.post(address, typed(submit="1"))
    assert client.post(address, typed(submit="1")).status_code == 302  # the second of two clicks
    answer = client.post(address, typed(team="9", comment="Written since.", save="1"))
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Team: 9" in text
    assert "Written since." in text
    assert ScoreSheet.objects.get().marks["team"] == "8"


def test_the_next_one_is_a_click_away(sheet: Browser) -> None:
    client, address, assignment = sheet
    later = given(an_eligible(assignment.application.call), assignment.evaluator.user)
    link = reverse("programmes:sheet", args=[later.pk])
    assert link not in client.get(address).content.decode()
    client.post(address, typed(submit="1"))
    assert link in client.get(address).content.decode()
    client.post(link, typed(submit="1"))
    assert address not in client.get(link).content.decode()


def test_an_evaluator_who_ended_while_marking(sheet: Browser) -> None:
    client, address, assignment = sheet
    end_evaluator(assignment.evaluator, by=None)
    assert client.get(address).status_code == client.post(address, typed(submit="1")).status_code == 404
    with pytest.raises(PermissionDenied):
        submit_marks(assignment, by=assignment.evaluator.user, version=1, marks={"team": "8", "market": "7"})
    assignment.refresh_from_db()
    assert assignment.state == "ended"


def test_who_ended_after_marking_still_counts() -> None:
    call, judge = a_closed_call(evaluations_each=1), a_judge()
    assignment = mark(an_eligible(call), judge, "9", "9")
    end_evaluator(assignment.evaluator, by=None)
    assert outcomes(call) == [(1, "selected", "")]


def test_a_conflict_declared_after_marking(host_manager: User) -> None:
    call, judge, firm = a_closed_call(evaluations_each=1), a_judge(), a_firm()
    application = an_eligible(call, firm)
    mark(application, judge, "9", "9")
    selection = propose_selection(call, by=host_manager)
    declare_tie(firm, by=judge)
    application.refresh_from_db()
    selection.refresh_from_db()
    assert (application.state, selection.state) == ("eligible", "replaced")
    assert ranking_of(call).unmarked == 1


def test_declared_after_the_announcement_nothing_moves(host_manager: User, user_of: Callable[..., User]) -> None:
    call, judge, firm = a_closed_call(evaluations_each=1), a_judge(), a_firm()
    assignment = mark(an_eligible(call, firm), judge, "9", "9")
    announce(approved(call, host_manager, user_of("approver")), by=host_manager)
    declare_tie(firm, by=judge)
    assignment.refresh_from_db()
    assert (assignment.state, Selection.objects.get().state) == ("submitted", "announced")


def test_withdrawn_it_is_out_of_the_ranking_and_of_the_count(host_manager: User) -> None:
    call, judge, firm = a_closed_call(evaluations_each=1), a_judge(), a_firm()
    editor = an_editor(firm, make_user("editor@firm.example", role="company"))
    withdrawn = an_eligible(call, firm)
    given(withdrawn, judge)
    mark(an_eligible(call), judge, "7", "7")
    assert not ranking_of(call).is_ready
    withdraw_application(withdrawn, by=editor)
    assert outcomes(call) == [(2, "selected", "")]
    counted = [(one.given, one.done) for one in evaluators_of(call)]  # type: ignore[attr-defined]
    assert counted == [(1, 1)]
    assert propose_selection(call, by=host_manager).rows.count() == 1


@pytest.mark.parametrize("facts", [{"rubric": []}, {"evaluations_each": 0}])
def test_where_nobody_marks_there_is_no_least_mark(facts: dict[str, Any]) -> None:
    call = a_closed_call(**facts)
    assert call.pass_mark == Decimal(60)
    an_eligible(call)
    an_eligible(call, bonus=3)
    assert outcomes(call) == [(2, "selected", ""), (1, "reserve", "reserve")]


def test_all_are_out(host_manager: User, user_of: Callable[..., User]) -> None:
    """It is told all the same; nobody gets a place."""
    call = a_closed_call()
    for name in ("ash", "oak"):
        an_ineligible(call, firm := a_firm(name=name))
        an_editor(firm, make_user(f"{name}@firm.example", role="company"))
    announce(approved(call, host_manager, user_of("approver")), by=host_manager)
    assert Notice.objects.filter(code="programmes.not_eligible").count() == 2
    assert not Participation.objects.exists()
    assert set(Application.objects.values_list("state", flat=True)) == {"ineligible"}


def test_nobody_applied(host_manager: User) -> None:
    with pytest.raises(ValidationError, match="no application"):
        propose_selection(a_closed_call(), by=host_manager)


def test_no_reserve_and_never_no_place(host_manager: User) -> None:
    call, judge = a_closed_call(reserve_places=0, evaluations_each=1), a_judge()
    for team in ("9", "8"):
        mark(an_eligible(call), judge, team, team)
    assert outcomes(call) == [(1, "selected", ""), (2, "rejected", "below_places")]
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(places=0)


@pytest.mark.parametrize(("tie_rule", "first"), [("rubric", 2), ("first", 1), ("earlier", 1)])
def test_equal_totals_at_the_cut(tie_rule: str, first: int) -> None:
    """One place, two with the same total: the call's rule tells who gets it, and both are marked as equal."""
    call, judge = a_closed_call(evaluations_each=1, tie_rule=tie_rule), a_judge()
    mark(an_eligible(call, bonus=3), judge, "9", "8")  # 84 and 3
    mark(an_eligible(call), judge, "7.5", "9.5")  # 87
    places = ranking_of(call).places
    assert [place.total for place in places] == [Decimal(87), Decimal(87)]
    assert [place.application.number for place in places if place.result == "selected"] == [first]
    assert all(place.tied for place in places)


def test_equal_in_everything_the_earlier_comes_first() -> None:
    call, judge = a_closed_call(evaluations_each=1), a_judge()
    for _ in range(2):
        mark(an_eligible(call), judge, "8", "8")
    assert [one.application.number for one in ranking_of(call).places] == [1, 2]


def test_a_call_made_longer_while_it_is_marked(host_manager: User) -> None:
    """Marks go on; nothing is proposed before it is closed."""
    call, judge = a_closed_call(evaluations_each=1), a_judge()
    assignment = given(an_eligible(call), judge)
    Call.objects.filter(pk=call.pk).update(closes_at=timezone.now() + timedelta(hours=1))
    save_marks(assignment, by=judge, version=1, marks={"team": "5"})
    with pytest.raises(ValidationError) as refused:
        propose_selection(call, by=host_manager)
    assert refused.value.code == "open"


def test_a_sheet_of_another_rubric_breaks_no_page(sheet: Browser, host_manager: User) -> None:
    """A criterion came in after the sheet did: it counts as waiting, and everybody still reads what there is."""
    client, address, assignment = sheet
    client.post(address, typed(submit="1"))
    call = assignment.application.call
    more = {"code": "price", "label": {"en": "Price"}, "weight": "10"}
    Call.objects.filter(pk=call.pk).update(rubric=[*call.rubric, more])
    assert client.get(address).status_code == 200
    other = Client()
    other.force_login(host_manager)
    pages = ("screened_application", assignment.application_id), ("ranking", call.pk), ("screening_call", call.pk)
    for name, number in pages:
        assert other.get(reverse(f"programmes:{name}", args=[number])).status_code == 200
    assert ranking_of(Call.objects.get()).waiting == 1


@pytest.mark.parametrize("seed", ["x", "-1", "9" * 30, "1.5", "\0"])
def test_a_seed_that_is_none_gives_nothing_out(host_manager: User, seed: str) -> None:
    call = a_closed_call()
    an_eligible(call)
    client = Client()
    client.force_login(host_manager)
    answer = client.post(reverse("programmes:assign_all", args=[call.pk]), {"seed": seed}, follow=True)
    assert "The seed is a whole number" in answer.content.decode()
    assert not Assignment.objects.exists()
