"""Changes of what both sides share: calendar days and exchange rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from landbridge.base.access import require
from landbridge.base.calendar import seed_calendar
from landbridge.base.log import record
from landbridge.base.models import CalendarDay, ExchangeRate
from landbridge.base.rules import Can
from landbridge.base.versions import claim_version

#: Fields of a calendar day that may change; another day or country is another row.
CALENDAR_FACTS = ("kind", "name_ko", "name_zh", "name_en", "is_provisional", "source")
_BATCH = 500


@transaction.atomic
def add_calendar_day(*, by: AbstractBaseUser, country: str, day: date, **facts: Any) -> CalendarDay:
    """Make a day a holiday or a workday in a country.

    :raises IntegrityError: if the day has a row already.
    """
    require(by, Can.CHANGE_CALENDAR)
    row = CalendarDay.objects.create(country=country, day=day, **_only(facts))
    record("base.calendar_day_added", row, by=by, changes=_named(row, facts))
    return row


@transaction.atomic
def change_calendar_day(row: CalendarDay, *, by: AbstractBaseUser, version: int, **facts: Any) -> CalendarDay:
    """Change what a day is, its names or its source. Raises ``Stale``."""
    require(by, Can.CHANGE_CALENDAR, row)
    claim_version(row, version)
    for name, fact in _only(facts).items():
        setattr(row, name, fact)
    row.save(update_fields=[*facts])
    record("base.calendar_day_changed", row, by=by, changes=_named(row, facts))
    return row


@transaction.atomic
def remove_calendar_day(row: CalendarDay, *, by: AbstractBaseUser, version: int) -> None:
    """Let a day be as its weekday says. Raises ``Stale``."""
    require(by, Can.CHANGE_CALENDAR, row)
    claim_version(row, version)
    record("base.calendar_day_removed", row, by=by, changes=_named(row, {"kind": row.kind}))
    row.delete()


def fill_calendar(year: int, *, by: AbstractBaseUser) -> int:
    """Take over a year as the governments have set it, for both countries; how many days that changed."""
    require(by, Can.CHANGE_CALENDAR)
    return seed_calendar([year], by=by)


@transaction.atomic
def add_rate(*, by: AbstractBaseUser, base: str, quote: str, day: date, rate: Decimal, source: str) -> ExchangeRate:
    """Keep a rate. Rates are never changed: a correction is another source, or a later day.

    :raises IntegrityError: if the source has one for the pair and the day already.
    """
    require(by, Can.CHANGE_RATES)
    row = ExchangeRate.objects.create(base=base, quote=quote, day=day, rate=rate, source=source, entered_by_id=by.pk)
    record("base.rate_added", row, by=by, changes={"pair": f"{base}/{quote}", "day": day, "rate": rate})
    return row


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rates were new, kept already, and kept already with another figure, which stays."""

    new: int
    known: int
    different: int


@transaction.atomic
def import_rates(rates: Sequence[ExchangeRate], *, by: AbstractBaseUser, name: str) -> Imported:
    """Keep the rates of a file (``rate_files.read_rates``); what is kept already stays as it is."""
    require(by, Can.CHANGE_RATES)
    if not rates:
        return Imported(0, 0, 0)
    days = [rate.day for rate in rates]
    kept = {
        _identity(row): row.rate
        for row in ExchangeRate.objects.filter(
            day__range=(min(days), max(days)), source__in={rate.source for rate in rates}
        )
    }
    new = [rate for rate in rates if _identity(rate) not in kept]
    different = sum(kept[_identity(rate)] != rate.rate for rate in rates if _identity(rate) in kept)
    for rate in new:
        rate.entered_by_id = by.pk
    ExchangeRate.objects.bulk_create(new, batch_size=_BATCH)
    if new:
        first = ExchangeRate.objects.filter(base=new[0].base, quote=new[0].quote, day=new[0].day).latest("pk")
        changes = {"file": name, "new": len(new), "from": min(days), "to": max(days)}
        record("base.rates_imported", first, by=by, changes=changes)
    return Imported(len(new), len(rates) - len(new) - different, different)


def _identity(rate: ExchangeRate) -> tuple[str, str, date, str]:
    return rate.base, rate.quote, rate.day, rate.source


def _only(facts: dict[str, Any]) -> dict[str, Any]:
    if unknown := set(facts) - set(CALENDAR_FACTS):
        raise TypeError(f"no facts of a calendar day: {', '.join(sorted(unknown))}")
    return facts


def _named(row: CalendarDay, facts: dict[str, Any]) -> dict[str, Any]:
    # Country and day stand in every entry: by them the seeding knows what staff have touched.
    return {"country": row.country, "day": row.day, **facts}
