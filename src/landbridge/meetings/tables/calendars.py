"""Meetings as an iCalendar file (RFC 5545): local times with their zone, and identifiers that last.

A meeting's UID is its wish's, so a calendar that takes the file in again moves what moved and
keeps one entry for each; SEQUENCE rises with every change of the meeting.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from landbridge.base.scripts import in_script
from landbridge.meetings.models import Fair, FairSlot
from landbridge.meetings.queries.board import Seated


def calendar(fair: Fair, meetings: Iterable[Seated], *, title: str, house: str) -> bytes:
    """An iCalendar file of ``meetings``; ``house`` is the address of this installation, a part of each UID."""
    book = Calendar()
    book.add("prodid", "-//Landbridge//Meetings//EN")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", title)
    book.add("x-wr-timezone", fair.timezone)
    slots = list(fair.slots.all())
    host = urlsplit(house).hostname or "landbridge"
    for seated in meetings:
        book.add_component(_event(fair, seated, slots, host))
    book.add_missing_timezones()
    return bytes(book.to_ical())


def _event(fair: Fair, seated: Seated, slots: list[FairSlot], host: str) -> Event:
    meeting = seated.meeting
    zone = ZoneInfo(fair.timezone)
    last = slots[meeting.slot.position + meeting.wish.length - 1]

    def local(slot: FairSlot, at: time) -> datetime:
        return datetime.combine(slot.day, at, zone)

    event = Event()
    event.add("uid", f"meeting-{meeting.wish_id}@{host}")
    event.add("sequence", meeting.version - 1)
    event.add("dtstamp", fair.updated_at)
    event.add("dtstart", local(meeting.slot, meeting.slot.start))
    event.add("dtend", local(last, last.end))
    event.add("summary", " – ".join(company.name for company in seated.companies))
    table = _("Table %(table)s") % {"table": meeting.table.code}
    event.add("location", ", ".join(filter(None, (table, meeting.table.area))))
    lines = [fair.title, _("Meeting %(code)s") % {"code": meeting.wish.code}]
    if meeting.interpreter is not None:
        lines.append(_("Interpreter: %(name)s") % {"name": in_script(str(meeting.interpreter))})
    event.add("description", "\n".join(lines))
    return event
