"""Changes of the board through its pages: parts for a script, whole pages without one, refusals, faster others."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from landbridge.engine.timetable.problem import Place
from landbridge.meetings.actions import import_fair, lock_meeting, move_meeting, save_plan
from landbridge.meetings.models import Fair, Meeting
from landbridge.meetings.queries import fair_plan
from landbridge.people.models import User
from tests.meetings.books import company, interpreter, meeting, slot, small_book, table, wish
from tests.meetings.conftest import PLAN

ClientOf = Callable[[User], Client]
SCRIPT = {"HX-Request": "true"}


@pytest.fixture
def reader(client_of: ClientOf, host_manager: User) -> Client:
    return client_of(host_manager)


def address(fair: Fair, code: str, change: str = "wish") -> str:
    return reverse(f"meetings:board_{change}", args=[fair.pk, wish(fair, code).pk])


def post(reader: Client, to: str, *, script: bool = True, **fields: Any) -> Any:
    return reader.post(to, fields, headers=SCRIPT if script else {})


def place(fair: Fair, code: str, at: str, where: str = "", **more: Any) -> dict[str, Any]:
    fields = {
        "slot": slot(fair, at).pk,
        "version": meeting(fair, code).version if code in fair_plan(fair) else "",
        **more,
    }
    return fields | ({"table": table(fair, where).pk} if where else {})


def parts(response: Any) -> set[str]:
    """The ids of what the answer brings anew."""
    return set(re.findall(r'id="((?:row|round|agenda|board)-[^"]+)"', response.content.decode()))


def test_a_move_answers_with_the_rows_it_touched_and_the_new_version(reader: Client, planned: Fair) -> None:
    response = post(
        reader, address(planned, "W-1"), seen=planned.version, state="view=table", **place(planned, "W-1", "S13", "T3")
    )
    assert response.status_code == 200
    assert fair_plan(planned)["W-1"] == Place("S13", "T3", "I1")
    rows = {f"row-{table(planned, code).pk}" for code in ("T1", "T3")}
    rounds = {f"round-{slot(planned, code).pk}" for code in ("S9", "S13")}
    assert parts(response) == rows | rounds | {"board-undo", "board-strip", "board-tray"}
    page = response.content.decode()
    assert f'data-version="{planned.version + 1}"' in page
    assert "Liangjiang EV × Hanbit: 13:00, table T3." in page


def test_where_others_changed_something_too_all_rows_come(reader: Client, planned: Fair) -> None:
    response = post(
        reader, address(planned, "W-1"), seen=planned.version - 1, state="view=company", **place(planned, "W-1", "S13")
    )
    assert len([part for part in parts(response) if part.startswith("row-")]) == 4


def test_without_a_table_the_meeting_keeps_its_own_where_it_is_free(reader: Client, planned: Fair) -> None:
    assert post(reader, address(planned, "W-1"), **place(planned, "W-1", "S14")).status_code == 200
    assert fair_plan(planned)["W-1"].table == "T1"


def test_by_interpreter_a_move_can_change_who_serves(reader: Client, planned: Fair) -> None:
    kim = interpreter(planned, "I2").pk
    assert post(reader, address(planned, "W-1"), **place(planned, "W-1", "S13", interpreter=kim)).status_code == 200
    assert fair_plan(planned)["W-1"].interpreter == "I2"


def test_by_company_a_row_of_somebody_else_is_refused(reader: Client, planned: Fair) -> None:
    own, other = company(planned, "K1").pk, company(planned, "K2").pk
    assert post(reader, address(planned, "W-1"), **place(planned, "W-1", "S13", company=other)).status_code == 422
    assert post(reader, address(planned, "W-1"), **place(planned, "W-1", "S13", company=own)).status_code == 200


def test_what_clashes_is_refused_with_the_reason_and_nothing_moves(reader: Client, planned: Fair) -> None:
    before = fair_plan(planned)
    response = post(reader, address(planned, "W-1"), **place(planned, "W-1", "S10", "T3"))
    assert response.status_code == 422
    assert "Hanbit" in response.content.decode()
    page = post(reader, address(planned, "W-1"), script=False, **place(planned, "W-1", "S10", "T3"))
    assert page.status_code == 422
    assert "<html" in page.content.decode()
    assert fair_plan(planned) == before


def test_an_unmet_wish_is_placed_and_leaves_the_tray(reader: Client, planned: Fair) -> None:
    board = reverse("meetings:board", args=[planned.pk])
    assert "1 wish without a place" in reader.get(board).content.decode()
    assert post(reader, address(planned, "W-5"), **place(planned, "W-5", "S13")).status_code == 200
    assert "Every wish has its place." in reader.get(board).content.decode()


def test_without_a_script_a_move_leads_back_to_the_board_and_says_what_it_did(reader: Client, planned: Fair) -> None:
    response = reader.post(
        address(planned, "W-1"),
        place(planned, "W-1", "S13", "T3") | {"state": "view=company&day=2026-12-12"},
        follow=True,
    )
    assert response.redirect_chain[0][0].endswith("/board?view=company&day=2026-12-12")
    assert "Liangjiang EV × Hanbit: 13:00, table T3." in response.content.decode()


def test_the_form_offers_what_works_first(reader: Client, planned: Fair) -> None:
    page = reader.get(address(planned, "W-1")).content.decode()
    rounds = re.findall(r'<option value="\d+"[^>]*>(\d\d:00)', page)
    assert rounds == ["09:00", "13:00", "14:00", "10:00"]
    assert page.index("These work") < page.index("These would clash")
    assert "13:00 (14:00 KST)" in page


def test_lock_unlock_and_take_off(reader: Client, planned: Fair) -> None:
    def now() -> Meeting:
        return meeting(planned, "W-1")

    assert post(reader, address(planned, "W-1", "lock"), version=now().version, locked="1").status_code == 200
    assert now().locked
    assert post(reader, address(planned, "W-1", "remove"), version=now().version).status_code == 422
    assert post(reader, address(planned, "W-1"), **place(planned, "W-1", "S13")).status_code == 422
    assert post(reader, address(planned, "W-1", "lock"), version=now().version, locked="").status_code == 200
    assert post(reader, address(planned, "W-1", "remove"), version=now().version).status_code == 200
    assert "W-1" not in fair_plan(planned)


def test_undo_takes_back_the_change_that_was_shown_and_no_other(
    reader: Client, planned: Fair, host_manager: User
) -> None:
    undo, before = reverse("meetings:board_undo", args=[planned.pk]), fair_plan(planned)
    post(reader, address(planned, "W-1"), **place(planned, "W-1", "S13"))
    mine = planned.board_changes.latest("pk")
    moved = meeting(planned, "W-4")
    move_meeting(moved, by=host_manager, slot=slot(planned, "S14"), table=table(planned, "T2"), version=moved.version)
    assert post(reader, undo, change=mine.pk).status_code == 409
    latest = planned.board_changes.latest("pk")
    assert post(reader, undo, change=latest.pk).status_code == 200
    assert post(reader, undo, change=mine.pk).status_code == 200
    assert fair_plan(planned) == before


def test_two_meetings_change_places(reader: Client, planned: Fair) -> None:
    swap = reverse("meetings:board_swap", args=[planned.pk, wish(planned, "W-1").pk, wish(planned, "W-2").pk])
    assert "Change places" in reader.get(swap, headers=SCRIPT).content.decode()
    one, two = meeting(planned, "W-1"), meeting(planned, "W-2")
    # W-1 at ten would meet Hanbit's other meeting there: with W-2 alone it cannot change.
    assert post(reader, swap, version=one.version, other_version=two.version).status_code == 422
    save = {"W-1": Place("S9", "T1", "I1"), "W-5": Place("S10", "T2")}
    save_plan(planned, save, by=planned.created_by, unmet=[])
    swap = reverse("meetings:board_swap", args=[planned.pk, wish(planned, "W-1").pk, wish(planned, "W-5").pk])
    one, two = meeting(planned, "W-1"), meeting(planned, "W-5")
    assert "Hanbit × Nuri" in reader.get(swap).content.decode()
    assert post(reader, swap, version=one.version, other_version=two.version).status_code == 200
    assert fair_plan(planned) == {"W-1": Place("S10", "T2", "I1"), "W-5": Place("S9", "T1")}
    assert post(reader, swap, version=one.version, other_version=two.version).status_code == 409


def test_whoever_is_slower_sees_both_versions_and_may_insist(
    reader: Client, planned: Fair, guest_manager: User
) -> None:
    asked = place(planned, "W-1", "S13", "T3")
    first = meeting(planned, "W-1")
    move_meeting(first, by=guest_manager, slot=slot(planned, "S14"), table=table(planned, "T1"), version=first.version)
    for script in (True, False):
        response = post(reader, address(planned, "W-1"), script=script, **asked)
        assert response.status_code == 409
        page = response.content.decode()
        assert "14:00" in page
        assert "13:00" in page
        assert fair_plan(planned)["W-1"].slot == "S14"
    again = dict(re.findall(r'<input\s+type="hidden"\s+name="(\w+)"\s+value="(\d*)"', response.content.decode()))
    assert post(reader, address(planned, "W-1"), **again).status_code == 200
    assert fair_plan(planned)["W-1"] == Place("S13", "T3", "I1")


def test_what_is_gone_is_told_as_gone(reader: Client, planned: Fair) -> None:
    Meeting.objects.filter(wish__code="W-1").delete()
    assert post(reader, address(planned, "W-1", "lock"), version=1, locked="1").status_code == 409


def test_rows_of_another_fair_are_not_reached(reader: Client, planned: Fair, host_manager: User) -> None:
    other = import_fair(small_book("Other talks"), by=host_manager)
    foreign = reverse("meetings:board_wish", args=[planned.pk, wish(other, "W-1").pk])
    assert reader.get(foreign).status_code == 404
    before = fair_plan(planned)
    moved = place(planned, "W-1", "S13") | {"slot": slot(other, "S13").pk}
    assert post(reader, address(planned, "W-1"), **moved).status_code == 422
    moved = place(planned, "W-1", "S13") | {"table": table(other, "T1").pk}
    assert post(reader, address(planned, "W-1"), **moved).status_code == 422
    swap = reverse("meetings:board_swap", args=[planned.pk, wish(planned, "W-1").pk, wish(other, "W-1").pk])
    assert reader.get(swap).status_code == 404
    assert fair_plan(planned) == before


@pytest.mark.parametrize("change", ["wish", "lock", "remove"])
def test_nobody_changes_a_board_without_signing_in(client: Client, planned: Fair, change: str) -> None:
    response = client.post(address(planned, "W-1", change), {"version": 1})
    assert response.status_code == 302
    assert "sign-in" in response["Location"]
    assert fair_plan(planned) == PLAN


def test_changes_come_by_post_only(reader: Client, planned: Fair) -> None:
    for change in ("lock", "remove"):
        assert reader.get(address(planned, "W-1", change)).status_code == 405
    assert reader.get(reverse("meetings:board_undo", args=[planned.pk])).status_code == 405


def test_the_version_tells_of_changes(reader: Client, planned: Fair, host_manager: User) -> None:
    version = reverse("meetings:board_version", args=[planned.pk])
    assert reader.get(version).json() == {"version": planned.version}
    first = meeting(planned, "W-1")
    lock_meeting(first, by=host_manager, version=first.version)
    assert reader.get(version).json() == {"version": planned.version + 1}
