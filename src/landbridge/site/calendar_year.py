"""A year of both countries' calendars, laid out by month."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from landbridge.base.calendar import BOTH, joint_days_between
from landbridge.base.models import CalendarDay
from landbridge.base.text import Trilingual

_ORIGINAL = {"KR": "ko", "CN": "zh-hans"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A day of one country, with its name in the reader's language or the one there is."""

    row: CalendarDay
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Line:
    """A day that is not as its weekday says in one country or both; None where it is."""

    day: date
    korea: Entry | None
    china: Entry | None


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its first day, its lines, and on how many days both countries work."""

    first: date
    lines: list[Line]
    joint: int


def months_of(year: int, language: str) -> list[Month]:
    """The twelve months of a year, from two queries."""
    entries: dict[date, dict[str, Entry]] = {}
    for row in CalendarDay.objects.filter(country__in=BOTH, day__year=year):
        entries.setdefault(row.day, {})[row.country] = Entry(row, *day_name(row, language))
    joint = joint_days_between(date(year, 1, 1), date(year, 12, 31))
    return [
        Month(
            first,
            [
                Line(day, entries[day].get("KR"), entries[day].get("CN"))
                for day in sorted(entries)
                if day.month == first.month
            ],
            sum(day.month == first.month for day in joint),
        )
        for first in _firsts(year)
    ]


def day_name(row: CalendarDay, language: str) -> tuple[str, str]:
    """A day's name and the language it is in; its source where it has no name."""
    names = Trilingual(row.name_ko, row.name_zh, row.name_en, _ORIGINAL.get(row.country, ""))
    name, written = names.read(language)
    return (name, written) if name else (row.source, "")


def _firsts(year: int) -> Iterator[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day = (day + timedelta(days=31)).replace(day=1)
