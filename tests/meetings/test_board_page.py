"""The board as a page: its three views, its clocks, what it costs, and whose it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from landbridge.base.scripts import in_script
from landbridge.engine.timetable.problem import Place, Priority
from landbridge.meetings.actions import import_fair, lock_meeting, save_plan, unlock_meeting
from landbridge.meetings.models import Fair, Meeting, SolveRun
from landbridge.meetings.queries.board import View, day_rows
from landbridge.meetings.tables.clocks import Clocks
from landbridge.meetings.tables.grid import grid
from landbridge.meetings.tables.strip import strip
from landbridge.meetings.workbook.book import CompanyRow, FairBook, SlotRow, TableRow, WishRow
from landbridge.people.models import User
from tests.meetings.books import DAY, small_book
from tests.meetings.conftest import PLAN

ClientOf = Callable[[User], Client]


@pytest.fixture
def reader(client_of: ClientOf, host_manager: User) -> Client:
    return client_of(host_manager)


def board(reader: Client, fair: Fair, **asked: str) -> str:
    response = reader.get(reverse("meetings:board", args=[fair.pk]), asked)
    assert response.status_code == 200
    return response.content.decode()


def cells(page: str) -> list[str]:
    """The words of each cell that holds a meeting."""
    found = re.findall(r"<td[^>]*data-wish=.*?</td>", page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in found]


def test_by_table_each_meeting_stands_once_with_its_interpreter(reader: Client, planned: Fair) -> None:
    page = board(reader, planned)
    assert sorted(cells(page)) == [
        "Liangjiang EV Hanbit interpreter: Piao",
        "Liangjiang EV Nuri interpreter: Piao",
        "Yubei AI Hanbit interpreter: Kim",
        "Yubei AI Nuri interpreter: Kim",
    ]
    assert len(re.findall(r'<td class="place', page)) == 3 * 4
    assert page.count('<td class="pause">') == 3
    assert "Hall N2" in page


def test_by_company_each_meeting_stands_with_both_and_names_the_other(reader: Client, planned: Fair) -> None:
    found = cells(board(reader, planned, view="company"))
    assert len(found) == 8
    assert "Hanbit table T1 interpreter: Piao" in found
    assert "Liangjiang EV table T1 interpreter: Piao" in found


def test_by_interpreter_meetings_without_one_are_left_out(reader: Client, planned: Fair, host_manager: User) -> None:
    save_plan(planned, {**PLAN, "W-5": Place("S13", "T1")}, by=host_manager, unmet=[])
    assert len(cells(board(reader, planned, view="interpreter"))) == 4
    assert "Nuri Hanbit in common: KO" not in board(reader, planned, view="interpreter")
    assert "Hanbit Nuri in common: KO" in cells(board(reader, planned))


def test_a_locked_meeting_says_so_in_words(reader: Client, planned: Fair, host_manager: User) -> None:
    meeting = Meeting.objects.get(wish__code="W-1")
    lock_meeting(meeting, by=host_manager, version=meeting.version)
    assert "Liangjiang EV Hanbit interpreter: Piao ▪ locked" in cells(board(reader, planned))


@pytest.mark.parametrize("view", ["table", "company", "interpreter"])
def test_the_board_costs_the_same_with_1_and_3_meetings(
    reader: Client, fair: Fair, host_manager: User, view: str
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as counted:
            board(reader, fair, view=view)
        return len(counted)

    for codes in (["W-1"], ["W-1", "W-2", "W-4"]):
        save_plan(fair, {code: PLAN[code] for code in codes}, by=host_manager, unmet=[])
        cache.clear()
        assert cost() == 32  # the first look at a version of the fair also counts its figures
        assert cost() == 17


def test_two_clocks_where_they_differ_and_one_where_they_agree(reader: Client, planned: Fair) -> None:
    page = board(reader, planned)
    assert "CST" in page
    assert "10:00 KST" in page
    assert Clocks("Asia/Seoul").elsewhere(DAY, time(0, 30)) == "23:30 CST (−1)"
    assert Clocks("Asia/Shanghai").elsewhere(DAY, time(23, 30)) == "00:30 KST (+1)"
    assert Clocks("UTC").elsewhere(DAY, time(1)) == "10:00 KST · 09:00 CST"
    assert Clocks("Asia/Tokyo").elsewhere(DAY, time(9)) == "08:00 CST"


def test_finding_marks_cells_by_every_name_and_narrows_rows_of_companies(reader: Client, planned: Fair) -> None:
    assert board(reader, planned, find="한빛").count('class="place found"') == 2
    rows = re.findall(r'<tr id="row-', board(reader, planned, view="company", find="韩光"))
    assert len(rows) == 1
    assert "No row holds “Nobody”." in board(reader, planned, view="company", find="Nobody")


def test_a_name_in_three_scripts_is_cut_to_the_readers() -> None:
    for language, part in (("ko", "박서연"), ("zh-hans", "朴瑞妍"), ("en", "Park Seo-yeon")):
        with override(language):
            assert in_script("박서연 · 朴瑞妍 · Park Seo-yeon") == part
            assert in_script("Piao") == "Piao"


def several_days(book: FairBook) -> FairBook:
    second = tuple(replace(row, code=f"{row.code}b", day=DAY + timedelta(days=1)) for row in book.slots)
    return replace(book, event=replace(book.event, date_to=DAY + timedelta(days=1)), slots=(*book.slots, *second))


def test_each_day_is_a_tab_of_its_own(reader: Client, host_manager: User) -> None:
    fair = import_fair(several_days(small_book()), by=host_manager)
    save_plan(fair, {**PLAN, "W-5": Place("S9b", "T1")}, by=host_manager, unmet=[])
    assert len(cells(board(reader, fair))) == 4
    assert cells(board(reader, fair, day="2026-12-13")) == ["Hanbit Nuri in common: KO"]
    assert len(cells(board(reader, fair, day="not a day"))) == 4


def test_a_long_meeting_spans_its_rounds_and_nothing_stands_twice(reader: Client, host_manager: User) -> None:
    book = small_book()
    long = (replace(book.wishes[0], length=2), *book.wishes[1:])
    fair = import_fair(replace(book, wishes=long), by=host_manager)
    save_plan(fair, {"W-1": Place("S9", "T1", "I1")}, by=host_manager, unmet=[])
    page = board(reader, fair)
    assert page.count('colspan="2"') == 1
    assert len(re.findall(r'<td class="place', page)) == 3 * 4 - 1


def test_large_fairs_are_shown_a_page_at_a_time(host_manager: User) -> None:
    book = small_book()
    many = tuple(CompanyRow(f"X{number:03}", name_en=f"Firm {number:03}", languages={"en": 3}) for number in range(120))
    fair = import_fair(replace(book, companies=(*book.companies, *many)), by=host_manager)
    first, last = (day_rows(fair, View.COMPANY, page=page) for page in (1, 3))
    assert len(grid(first).rows) == 60
    assert len(grid(last).rows) == 4


def test_480_meetings_on_30_tables_are_all_drawn(reader: Client, host_manager: User) -> None:
    book = small_book()
    starts = [time(8 + minutes // 60, minutes % 60) for minutes in range(0, 32 * 20, 20)]
    slots = tuple(
        SlotRow(f"S{at}", DAY, start, time(8 + (at + 1) * 20 // 60, (at + 1) * 20 % 60))
        for at, start in enumerate(starts)
    )
    tables = tuple(TableRow(f"T{at:02}") for at in range(30))
    companies = tuple(
        CompanyRow(f"X{at:02}", name_en=f"Firm {at:02}", languages={"en": 3}, side="host") for at in range(60)
    )
    wishes, plan = [], {}
    for at in range(32):
        for place in range(15):
            code = f"W-{at}-{place}"
            wishes.append(WishRow(code, (f"X{place:02}", f"X{30 + (place + at) % 30:02}"), Priority.WANT))
            plan[code] = Place(f"S{at}", f"T{(2 * place + at) % 30:02}")
    event = replace(book.event, spare_tables=0)
    fair = import_fair(
        replace(book, event=event, slots=slots, tables=tables, companies=companies, wishes=tuple(wishes)),
        by=host_manager,
    )
    save_plan(fair, plan, by=host_manager, unmet=[])
    assert len(cells(board(reader, fair))) == 480


def test_the_strip_says_what_is_proved_only_while_it_holds(planned: Fair, host_manager: User) -> None:
    def note() -> str:
        return next(figure.note for figure in strip(planned) if figure.label == "Priority met")

    assert note() == ""
    bounds = {"musts": 1, "priority": 37}
    levels = [{"name": name, "sense": "max", "value": bound, "bound": bound} for name, bound in bounds.items()]
    run = SolveRun.objects.create(fair=planned, state=SolveRun.State.DONE, levels=levels)
    assert note() == "proved best"
    levels[1]["bound"] = 39
    SolveRun.objects.filter(pk=run.pk).update(levels=levels)
    assert note() == "at most 100.0% possible"
    meeting = Meeting.objects.get(wish__code="W-1")
    meeting = lock_meeting(meeting, by=host_manager, version=meeting.version)
    planned.refresh_from_db()
    assert note() == "at most 100.0% possible"
    unlock_meeting(meeting, by=host_manager, version=meeting.version)
    planned.refresh_from_db()
    assert note() == ""  # more is allowed now than the search was asked for


def test_nobody_sees_a_board_without_signing_in(client: Client, planned: Fair) -> None:
    for name in ("board", "board_version", "board_clashes"):
        response = client.get(reverse(f"meetings:{name}", args=[planned.pk]))
        assert response.status_code == 302
        assert "sign-in" in response["Location"]


def test_an_address_that_is_none_is_not_found(reader: Client, planned: Fair) -> None:
    assert reader.get(reverse("meetings:board", args=[planned.pk + 1])).status_code == 404
    assert board(reader, planned, view="nothing", page="x", day="2026-13-45")
    assert date.fromisoformat("2026-12-12") == DAY
