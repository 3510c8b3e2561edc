"""A year of programmes by month: its days with both countries' working days, and what happens on them."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from landbridge.base.calendar import BOTH, joint_days_between
from landbridge.programmes.models import Programme
from landbridge.programmes.queries.season import Happening


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid. ``off`` names the countries that do not work on it; ``is_busy``: a programme takes place."""

    day: date
    off: tuple[str, ...]
    marks: int
    is_busy: bool

    @property
    def works(self) -> str:
        """Who works: ``both``, ``none``, or the one country."""
        if not self.off:
            return "both"
        return "none" if len(self.off) == len(BOTH) else next(code for code in BOTH if code not in self.off)


@dataclass(frozen=True, slots=True)
class Month:
    """A month: its weeks from Monday (None outside it), and what happens in it."""

    first: date
    weeks: list[list[Day | None]]
    happenings: list[Happening]
    joint: int


def months_of(year: int, programmes: list[Programme], found: list[Happening]) -> list[Month]:
    """The twelve months; as many queries as there are countries, however many programmes."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    works = {country: set(joint_days_between(first, last, (country,))) for country in BOTH}
    busy = {
        one.starts_on + timedelta(days=number)
        for one in programmes
        for number in range(min((one.ends_on - one.starts_on).days, 366) + 1)
    }
    weeks_from_monday = calendar.Calendar(firstweekday=0)
    months = []
    for number in range(1, 13):
        weeks = [
            [_day(day, works, busy, found) if day.month == number else None for day in week]
            for week in weeks_from_monday.monthdatescalendar(year, number)
        ]
        days = [day for week in weeks for day in week if day]
        here = [one for one in found if one.day.month == number]
        months.append(Month(date(year, number, 1), weeks, here, sum(day.works == "both" for day in days)))
    return months


def _day(day: date, works: dict[str, set[date]], busy: set[date], found: list[Happening]) -> Day:
    off = tuple(country for country in BOTH if day not in works[country])
    return Day(day, off, sum(one.day == day for one in found), day in busy)
