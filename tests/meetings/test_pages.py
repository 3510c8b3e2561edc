"""The pages of a fair: what they show, how many queries they cost, and whose rows they reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from landbridge.meetings.actions import import_fair, propose, save_plan
from landbridge.meetings.models import Fair, Meeting, Proposal, SolveRun, UnmetWish, Upload
from landbridge.meetings.queries import standing
from landbridge.people.models import User
from tests.meetings.books import small_book
from tests.meetings.conftest import PLAN

ClientOf = Callable[[User], Client]


@pytest.fixture
def reader(client_of: ClientOf, host_manager: User) -> Client:
    return client_of(host_manager)


def queries(reader: Client, address: str) -> int:
    """How many queries a page costs, those of the session, the account and the menu (two: what waits) among them."""
    with CaptureQueriesContext(connection) as counted:
        assert reader.get(address).status_code == 200
    return len(counted)


def test_the_list_of_fairs_is_empty_then_costs_the_same_with_1_and_3(reader: Client, host_manager: User) -> None:
    address = reverse("meetings:fairs")
    assert "No fair is here yet" in reader.get(address).content.decode()
    import_fair(small_book("First talks"), by=host_manager)
    assert queries(reader, address) == 5
    for title in ("Second talks", "Third talks"):
        save_plan(import_fair(small_book(title), by=host_manager), PLAN, by=host_manager, unmet=[])
    assert queries(reader, address) == 5
    page = reader.get(address, {"find": "second"}).content.decode()
    assert "Second talks" in page
    assert "Third talks" not in page
    assert "4 / 5" in page


@pytest.mark.parametrize(("name", "number"), [("unmet", 8), ("people", 7)])
def test_lists_of_a_fair_cost_the_same_with_1_and_3_rows(
    reader: Client, host_manager: User, name: str, number: int
) -> None:
    fair = import_fair(small_book(), by=host_manager)
    save_plan(fair, PLAN, by=host_manager, unmet=[])
    address = reverse(f"meetings:{name}", args=[fair.pk])
    assert queries(reader, address) == number
    for code in ("W-1", "W-4"):
        Meeting.objects.get(wish__code=code).delete()
        UnmetWish.objects.create(wish=fair.wishes.get(code=code), cause="taken_off")
    assert queries(reader, address) == number


def test_a_proposal_costs_the_same_with_1_and_3_moves(reader: Client, planned: Fair, host_manager: User) -> None:
    costs = []
    for gone in (["W-1"], ["W-1", "W-2", "W-3"]):
        plan = {wish: place for wish, place in PLAN.items() if wish not in gone}
        proposal = propose(planned, plan, by=host_manager, kind=Proposal.Kind.REPAIR, unmet=[])
        costs.append(queries(reader, reverse("meetings:proposal", args=[planned.pk, proposal.pk])))
    assert costs == [12, 12]


@pytest.fixture
def everything(planned: Fair, host_manager: User) -> dict[str, Any]:
    """One of each thing that belongs to a fair."""
    run = SolveRun.objects.create(fair=planned, asked_by=host_manager)
    proposal = propose(planned, {}, by=host_manager, kind=Proposal.Kind.SEARCH, unmet=[])
    Upload.objects.create(fair=planned, name="x.xlsx", content=b"x", sha256="0" * 64)
    return {
        "run_id": run.pk,
        "proposal_id": proposal.pk,
        "company_id": planned.companies.get(code="K1").pk,
        "interpreter_id": planned.interpreters.get(code="I1").pk,
    }


PARTS = {
    "search": "run_id",
    "search_stop": "run_id",
    "proposal": "proposal_id",
    "proposal_accept": "proposal_id",
    "proposal_discard": "proposal_id",
    "company_calendar": "company_id",
    "interpreter_calendar": "interpreter_id",
}


def test_rows_of_another_fair_are_not_found(
    reader: Client, planned: Fair, host_manager: User, everything: dict[str, Any]
) -> None:
    other = import_fair(small_book("Other talks"), by=host_manager)
    before = standing(planned)
    for name, part in PARTS.items():
        address = reverse(f"meetings:{name}", args=[other.pk, everything[part]])
        for answer in (reader.get(address), reader.post(address, {"version": planned.version})):
            assert answer.status_code in {404, 405}, name
    assert standing(planned) == before
    assert Proposal.objects.get().state == Proposal.State.OPEN
    assert not SolveRun.objects.get().stop_asked
    own = reader.post(
        reverse("meetings:proposal_accept", args=[planned.pk, everything["proposal_id"]]), {"version": planned.version}
    )
    assert own.status_code == 302
    assert standing(planned) == {}


def test_a_delay_of_another_fairs_company_is_no_choice(reader: Client, planned: Fair) -> None:
    answer = reader.post(reverse("meetings:delay", args=[planned.pk]), {"who": "companies:X9", "begin": "S9"})
    assert answer.status_code == 200
    assert "X9 is not one of the available choices" in answer.content.decode()
    assert not Proposal.objects.exists()


def test_who_is_not_signed_in_sees_nothing(client: Client, planned: Fair) -> None:
    for name in ("fair", "unmet", "workbook", "calendar", "original", "people", "solve", "delete", "settings"):
        answer = client.get(reverse(f"meetings:{name}", args=[planned.pk]))
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))


def test_settings_are_saved_unless_somebody_was_faster(reader: Client, planned: Fair) -> None:
    address = reverse("meetings:settings", args=[planned.pk])
    sent = {"title": "Winter talks", "timezone": "Asia/Seoul", "spare_tables": 0, "max_in_row": 3}
    assert reader.post(address, sent | {"version": planned.version}).status_code == 302
    planned.refresh_from_db()
    assert (planned.title, planned.timezone, planned.spare_tables) == ("Winter talks", "Asia/Seoul", 0)
    late = reader.post(address, sent | {"title": "Summer talks", "version": planned.version - 1})
    assert late.status_code == 409
    assert "Summer talks" in late.content.decode()
    assert "Winter talks" in late.content.decode()


def test_settings_that_the_timetable_breaks_are_refused_with_a_reason(reader: Client, planned: Fair) -> None:
    address = reverse("meetings:settings", args=[planned.pk])
    sent = {"title": "t", "timezone": "Asia/Seoul", "spare_tables": 2, "max_in_row": 2, "version": planned.version}
    answer = reader.post(address, sent)
    assert answer.status_code == 409
    assert "only 1 tables may be used" in answer.content.decode()
    planned.refresh_from_db()
    assert planned.spare_tables == 1


def test_a_fair_is_deleted_only_after_a_question(reader: Client, planned: Fair) -> None:
    address = reverse("meetings:delete", args=[planned.pk])
    assert "Delete for good" in reader.get(address).content.decode()
    assert Fair.objects.exists()
    assert reader.post(address).status_code == 302
    assert not Fair.objects.exists()
    assert not Meeting.objects.exists()
