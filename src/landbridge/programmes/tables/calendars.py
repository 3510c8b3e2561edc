"""The season as an iCalendar file (RFC 5545): whole days for programmes, moments with their zone for calls."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from landbridge.programmes.models import Call, Programme
from landbridge.programmes.tables.moments import on_both_clocks


def season_calendar(programmes: Iterable[Programme], *, title: str, house: str) -> bytes:
    """An iCalendar file; ``house`` is the address of this installation, a part of each UID."""
    book = Calendar()
    book.add("prodid", "-//Landbridge//Programmes//EN")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", title)
    host = urlsplit(house).hostname or "landbridge"
    for programme in programmes:
        book.add_component(_days(programme, host))
        call: Call | None = getattr(programme, "call", None)
        if call is not None and call.state == Call.State.PUBLISHED:
            for what in ("opens", "closes"):
                book.add_component(_moment(programme, call, what, host, house))
    book.add_missing_timezones()
    return bytes(book.to_ical())


def _days(programme: Programme, host: str) -> Event:
    event = _event(programme, f"programme-{programme.pk}@{host}", programme.version)
    event.add("dtstart", programme.starts_on)
    event.add("dtend", programme.ends_on + timedelta(days=1))  # the first day that is free again
    event.add("summary", _name(programme))
    if programme.place:
        event.add("location", programme.place)
    return event


def _moment(programme: Programme, call: Call, what: str, host: str, house: str) -> Event:
    event = _event(programme, f"call-{call.slug}-{what}@{host}", call.version)
    moment = call.opens_at if what == "opens" else call.closes_at
    event.add("dtstart", moment.astimezone(ZoneInfo(programme.zone)))
    said = _("The call opens: %(name)s") if what == "opens" else _("The call closes: %(name)s")
    event.add("summary", said % {"name": _name(programme)})
    event.add("description", on_both_clocks(moment, programme.zone))
    event.add("url", f"{house}/calls/{call.slug}")
    return event


def _event(programme: Programme, uid: str, version: int) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("sequence", version - 1)
    event.add("dtstamp", programme.updated_at)
    return event


def _name(programme: Programme) -> str:
    return programme.name.read(get_language() or "en")[0]
