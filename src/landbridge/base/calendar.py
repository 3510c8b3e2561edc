"""Working days of one country, and of several at once.

What counts are the rows of ``CalendarDay``, which staff edit. A year that has no rows in a country is taken as the
governments set it (``official_days``), so a calendar nobody has seeded is never a calendar without holidays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.db.models import F

from landbridge.base.log import LogEntry, record
from landbridge.base.models import CalendarDay
from landbridge.base.official_days import OfficialDay, official_days

BOTH = ("KR", "CN")
FURTHEST = 1000  # working days: about four years
_SATURDAY = 5
#: What staff do to a day; each such entry of the log names the country and the day.
STAFF_VERBS = ("base.calendar_day_added", "base.calendar_day_changed", "base.calendar_day_removed")


@dataclass(frozen=True, slots=True)
class JointDay:
    """A day that was counted to. ``is_provisional`` if any year passed on the way may still change."""

    day: date
    is_provisional: bool


@dataclass(slots=True)
class _Days:
    """The exceptions of some countries, read a year at a time: by country and day, (works, is provisional)."""

    countries: Collection[str]
    years: dict[int, dict[tuple[str, date], tuple[bool, bool]]] = field(default_factory=dict)

    def of(self, year: int) -> dict[tuple[str, date], tuple[bool, bool]]:
        if year not in self.years:
            rows = CalendarDay.objects.filter(country__in=self.countries, day__year=year)
            known = {(row.country, row.day): (row.kind == CalendarDay.Kind.WORKDAY, row.is_provisional) for row in rows}
            for country in set(self.countries) - {country for country, _day in known}:
                known |= {(country, day.day): (day.works, day.is_provisional) for day in official_days(country, year)}
            self.years[year] = known
        return self.years[year]

    def all_work(self, day: date) -> bool:
        exceptions = self.of(day.year)
        weekday = day.weekday() < _SATURDAY
        return all(exceptions.get((country, day), (weekday,))[0] for country in self.countries)

    def provisional_between(self, first: date, last: date) -> bool:
        # A provisional year can gain days as well as lose them, so the year decides and not the days passed.
        return any(
            is_provisional
            for year in range(first.year, last.year + 1)
            for _works, is_provisional in self.of(year).values()
        )


def is_working_day(day: date, country: str) -> bool:
    """Whether a country works on a day. Raises ``LookupError`` for a country nothing is known of."""
    return _Days((country,)).all_work(day)


def count_joint_working_days(day: date, n: int, countries: Collection[str] = BOTH) -> JointDay:
    """The ``n``-th day after ``day`` on which all ``countries`` work; before it, where ``n`` is negative.

    ``n`` = 0 is ``day`` itself, or the next such day if it is none.

    :raises ValueError: if ``n`` is beyond 1,000 either way, or the calendar ends.
    """
    if abs(n) > FURTHEST:
        raise ValueError(f"{n} working days are more than are counted ({FURTHEST})")
    days = _Days(countries)
    left, step = abs(n), timedelta(days=-1 if n < 0 else 1)
    reached = day
    try:
        if n == 0:
            while not days.all_work(reached):
                reached += step
        while left:
            reached += step
            left -= days.all_work(reached)
    except OverflowError as error:
        raise ValueError("the calendar ends") from error
    return JointDay(reached, days.provisional_between(min(day, reached), max(day, reached)))


def add_joint_working_days(day: date, n: int, countries: Collection[str] = BOTH) -> date:
    """The day of ``count_joint_working_days``.

    "+5" from Wednesday 23 September 2026 is 12 October, past Chuseok, the Mid-Autumn Festival, the National Day,
    Hangul Day, and a Saturday on which only China works.
    """
    return count_joint_working_days(day, n, countries).day


def joint_days_between(first: date, last: date, countries: Collection[str] = BOTH) -> list[date]:
    """The days from ``first`` to ``last``, both included, on which all ``countries`` work."""
    days = _Days(countries)
    span = (first + timedelta(days=i) for i in range((last - first).days + 1))
    return [day for day in span if days.all_work(day)]


@transaction.atomic
def seed_calendar(
    years: Iterable[int], countries: Collection[str] = BOTH, *, by: AbstractBaseUser | None = None
) -> int:
    """Bring the calendar to what the governments have set; how many days that changed.

    Safe to repeat: what staff added, changed or removed stays as they left it, day by day.
    """
    touched = set(_touched_by_staff())
    return sum(_seed(country, year, touched, by) for year in years for country in countries)


def _touched_by_staff() -> Iterator[tuple[str, str]]:
    entries = LogEntry.objects.filter(app="base", model="calendarday", verb__in=STAFF_VERBS)
    for changes in entries.values_list("changes", flat=True):
        yield changes["country"], changes["day"]


def _seed(country: str, year: int, touched: set[tuple[str, str]], by: AbstractBaseUser | None) -> int:
    rows = {row.day: row for row in CalendarDay.objects.filter(country=country, day__year=year)}
    official = {day.day: day for day in official_days(country, year)}
    free = {day for day in rows.keys() | official.keys() if (country, day.isoformat()) not in touched}
    gone = [rows[day].pk for day in sorted(free & (rows.keys() - official.keys()))]
    new = [_row(official[day]) for day in sorted(free & (official.keys() - rows.keys()))]
    changed = 0
    for day in sorted(free & official.keys() & rows.keys()):
        facts = _facts(official[day])
        if any(getattr(rows[day], name) != fact for name, fact in facts.items()):
            CalendarDay.objects.filter(pk=rows[day].pk).update(**facts, version=F("version") + 1)
            changed += 1
    CalendarDay.objects.filter(pk__in=gone).delete()
    CalendarDay.objects.bulk_create(new)
    if total := len(gone) + len(new) + changed:
        sample = CalendarDay.objects.filter(country=country, day__year=year).first()
        if sample is not None:
            counts = {"new": len(new), "gone": len(gone), "changed": changed}
            record("base.calendar_seeded", sample, by=by, changes={"country": country, "year": year, **counts})
        return total
    return 0


def _facts(day: OfficialDay) -> dict[str, object]:
    return {
        "kind": CalendarDay.Kind.WORKDAY if day.works else CalendarDay.Kind.HOLIDAY,
        "name_ko": day.ko,
        "name_zh": day.zh,
        "name_en": day.en,
        "is_provisional": day.is_provisional,
        "source": day.source,
    }


def _row(day: OfficialDay) -> CalendarDay:
    return CalendarDay(country=day.country, day=day.day, **_facts(day))
