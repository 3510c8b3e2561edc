"""A delay is reported, the repair is looked at, then accepted or discarded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from landbridge.engine.timetable.cause import Cause
from landbridge.engine.timetable.check import check
from landbridge.meetings.actions import lock_meeting, remove_meeting
from landbridge.meetings.models import Fair, Proposal
from landbridge.meetings.queries import fair_plan, fair_problem, standing, unmet_rows
from landbridge.meetings.wording import Names, cause_text
from landbridge.people.models import User
from tests.meetings.books import company, interpreter, meeting


@pytest.fixture
def reader(client_of: Callable[[User], Client], host_manager: User) -> Client:
    return client_of(host_manager)


def report(reader: Client, fair: Fair, who: str, begin: str, end: str = "") -> Proposal:
    answer = reader.post(reverse("meetings:delay", args=[fair.pk]), {"who": who, "begin": begin, "end": end})
    assert answer.status_code == 302, answer.content.decode()
    proposal = Proposal.objects.get(fair=fair, state=Proposal.State.OPEN)
    assert answer["Location"] == reverse("meetings:proposal", args=[fair.pk, proposal.pk])
    return proposal


def decide(reader: Client, proposal: Proposal, what: str) -> int:
    address = reverse(f"meetings:proposal_{what}", args=[proposal.fair_id, proposal.pk])
    version = Fair.objects.get(pk=proposal.fair_id).version
    return reader.post(address, {"version": version}).status_code


def test_a_late_company_is_moved_after_a_look(reader: Client, planned: Fair) -> None:
    before = standing(planned)
    proposal = report(reader, planned, "companies:K1", "S9", "S10")
    page = reader.get(reverse("meetings:proposal", args=[planned.pk, proposal.pk])).content.decode()
    assert "Hanbit: away from 12 December 2026 09:00 until 12 December 2026 11:00" in page
    assert "At another time" in page
    assert standing(planned) == before
    assert decide(reader, proposal, "accept") == 302
    assert company(planned, "K1").unavailable == ["S9", "S10"]
    after = standing(planned)
    assert {after[code].place.slot for code in ("W-1", "W-3")} == {"S13", "S14"}
    assert check(fair_problem(planned), fair_plan(planned)) == []
    assert decide(reader, proposal, "accept") == 409


def test_what_has_no_place_is_dropped_openly_with_its_cause(reader: Client, planned: Fair) -> None:
    proposal = report(reader, planned, "companies:K1", "S9")
    page = reader.get(reverse("meetings:proposal", args=[planned.pk, proposal.pk])).content.decode()
    assert "Dropped: no place is left for these" in page
    assert decide(reader, proposal, "accept") == 302
    assert {"W-1", "W-3", "W-5"} == {row.wish.code for row in unmet_rows(planned)}
    unmet = reader.get(reverse("meetings:unmet", args=[planned.pk])).content.decode()
    for row in unmet_rows(planned):
        assert row.explained is not None
        assert row.explained.cause is Cause.NO_COMMON_SLOT
        assert escape(cause_text(row.explained, Names(planned))) in unmet


def test_an_interpreter_who_leaves_and_a_table_that_closes(reader: Client, planned: Fair) -> None:
    assert decide(reader, report(reader, planned, "interpreters:I2", "S9"), "accept") == 302
    assert interpreter(planned, "I2").unavailable == ["S9", "S10", "S13", "S14"]
    assert {held.place.interpreter for held in standing(planned).values()} == {"I1"}
    assert decide(reader, report(reader, planned, "tables:T1", "S10"), "accept") == 302
    assert all(held.place.table != "T1" for held in standing(planned).values() if held.place.slot != "S9")
    assert check(fair_problem(planned), fair_plan(planned)) == []


def test_a_discarded_repair_changes_nothing(reader: Client, planned: Fair) -> None:
    before = standing(planned)
    proposal = report(reader, planned, "companies:K1", "S9")
    assert decide(reader, proposal, "discard") == 302
    assert standing(planned) == before
    assert company(planned, "K1").unavailable == []
    assert decide(reader, proposal, "accept") == 409


def test_a_comparison_that_is_no_longer_true_is_not_accepted(reader: Client, planned: Fair, host_manager: User) -> None:
    proposal = report(reader, planned, "companies:K1", "S9", "S10")
    shown = Fair.objects.get(pk=planned.pk).version
    held = meeting(planned, "W-4")
    remove_meeting(held, by=host_manager, version=held.version)
    address = reverse("meetings:proposal_accept", args=[planned.pk, proposal.pk])
    assert reader.post(address, {"version": shown}).status_code == 409
    assert "W-4" not in standing(planned)
    assert Proposal.objects.get(pk=proposal.pk).state == Proposal.State.OPEN


def test_a_lock_set_since_then_is_not_overrun(reader: Client, planned: Fair, host_manager: User) -> None:
    proposal = report(reader, planned, "companies:K1", "S9", "S10")
    held = meeting(planned, "W-1")
    lock_meeting(held, by=host_manager, version=held.version)
    assert decide(reader, proposal, "accept") == 409
    assert standing(planned)["W-1"].place.slot == "S9"
    assert company(planned, "K1").unavailable == []


def test_a_locked_meeting_in_the_way_is_named(reader: Client, planned: Fair, host_manager: User) -> None:
    held = meeting(planned, "W-1")
    lock_meeting(held, by=host_manager, version=held.version)
    answer = reader.post(reverse("meetings:delay", args=[planned.pk]), {"who": "companies:K1", "begin": "S9"})
    assert answer.status_code == 409
    assert "Locked meetings stand in the way: W-1" in answer.content.decode()


def test_an_end_before_the_beginning_is_refused(reader: Client, planned: Fair) -> None:
    sent = {"who": "companies:K1", "begin": "S13", "end": "S9"}
    answer = reader.post(reverse("meetings:delay", args=[planned.pk]), sent)
    assert "This round is before the first one that is missed." in answer.content.decode()
    assert not Proposal.objects.exists()
