"""What is taken away: calendars with their zone and lasting identifiers, and the timetable as a workbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from landbridge.base.sheets import read_workbook
from landbridge.meetings.actions import move_meeting
from landbridge.meetings.models import Fair
from landbridge.people.models import User
from tests.meetings.books import company, interpreter, meeting, slot, table


@pytest.fixture
def reader(client_of: Callable[[User], Client], host_manager: User) -> Client:
    return client_of(host_manager)


def calendar(reader: Client, name: str, *numbers: int) -> Calendar:
    answer = reader.get(reverse(f"meetings:{name}", args=numbers))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment")
    book = Calendar.from_ical(answer.content)
    assert isinstance(book, Calendar)
    return book


def test_a_calendar_carries_the_zone_and_the_local_time(reader: Client, planned: Fair) -> None:
    book = calendar(reader, "calendar", planned.pk)
    zones = book.walk("VTIMEZONE")
    assert [str(zone["TZID"]) for zone in zones] == ["Asia/Shanghai"]
    events = {str(event["SUMMARY"]): event for event in book.events}
    assert len(events) == 4
    first = events["Liangjiang EV – Hanbit"]
    assert first["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert isinstance(first.start, datetime)
    assert isinstance(first.end, datetime)
    assert first.start.astimezone(UTC) == datetime(2026, 12, 12, 1, tzinfo=UTC)
    assert first.end.astimezone(UTC) == datetime(2026, 12, 12, 2, tzinfo=UTC)
    assert str(first["LOCATION"]) == "Table T1, Hall N1"
    assert "Interpreter: Piao" in str(first["DESCRIPTION"])


def test_an_entry_keeps_its_identifier_when_its_meeting_moves(
    reader: Client, planned: Fair, host_manager: User
) -> None:
    def entry() -> tuple[str, int, datetime]:
        book = calendar(reader, "company_calendar", planned.pk, company(planned, "K1").pk)
        event = next(event for event in book.events if "Liangjiang" in str(event["SUMMARY"]))
        assert isinstance(event.start, datetime)
        return str(event["UID"]), int(str(event["SEQUENCE"])), event.start

    before = entry()
    held = meeting(planned, "W-1")
    move_meeting(held, by=host_manager, slot=slot(planned, "S13"), table=table(planned, "T1"), version=held.version)
    after = entry()
    assert after[0] == before[0]
    assert after[1] == before[1] + 1
    assert (after[2].hour, before[2].hour) == (13, 9)


def test_a_company_and_an_interpreter_get_their_own(reader: Client, planned: Fair) -> None:
    of_company = calendar(reader, "company_calendar", planned.pk, company(planned, "C2").pk)
    assert {str(event["SUMMARY"]) for event in of_company.events} == {"Yubei AI – Hanbit", "Yubei AI – Nuri"}
    of_person = calendar(reader, "interpreter_calendar", planned.pk, interpreter(planned, "I1").pk)
    assert {str(event["SUMMARY"]) for event in of_person.events} == {
        "Liangjiang EV – Hanbit",
        "Liangjiang EV – Nuri",
    }


def test_the_timetable_as_a_workbook(reader: Client, planned: Fair) -> None:
    answer = reader.get(reverse("meetings:workbook", args=[planned.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="spring-talks.xlsx"'
    sheets = {sheet.name: sheet for sheet in read_workbook(answer.content)}
    cells = {cell for row in sheets["Meetings"].rows for cell in row}
    assert {"W-1", "W-2", "W-3", "W-4"} <= cells
    assert "W-5" in {cell for row in sheets["Unmet"].rows for cell in row}
