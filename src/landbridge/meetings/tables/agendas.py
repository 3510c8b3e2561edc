"""Who sits where when, sheet by sheet: what a company, an interpreter or a table takes to the hall."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import groupby

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from landbridge.base.scripts import in_script
from landbridge.meetings.models import Company, Fair, FairInterpreter, FairSlot, FairTable, Meeting
from landbridge.meetings.queries.board import Seated, seated
from landbridge.meetings.tables.clocks import Clocks
from landbridge.meetings.tables.grid import SIDES, common_language
from landbridge.meetings.tables.names import Name, names_of
from landbridge.meetings.wording import language


class Noun(StrEnum):
    """Whom a sheet is for."""

    COMPANIES = "companies"
    INTERPRETERS = "interpreters"
    TABLES = "tables"


@dataclass(frozen=True, slots=True)
class Partner:
    """A company as another one reads of it: every name, and the class of its side's colour."""

    names: tuple[Name, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One meeting on a sheet."""

    start: time
    end: time
    elsewhere: str
    table: str
    area: str
    partners: tuple[Partner, ...]
    interpreter: str
    language: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a sheet, with the name of the event's clock on it."""

    day: date
    clock: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to print: for whom, what is to be known of them, and their days."""

    pk: int
    names: tuple[Name, ...]
    note: str
    mark: str
    days: tuple[Day, ...]


def sheet_rows(fair: Fair, noun: Noun) -> QuerySet[Model]:
    """Those who get a sheet, in the fair's order."""
    rows: dict[Noun, QuerySet[Model]] = {
        Noun.COMPANIES: fair.companies.all(),
        Noun.INTERPRETERS: fair.interpreters.all(),
        Noun.TABLES: fair.tables.all(),
    }
    return rows[noun]


def sheets(fair: Fair, noun: Noun, rows: Sequence[Model]) -> list[Sheet]:
    """The sheets of ``rows``, in 3 queries."""
    numbers = [row.pk for row in rows]
    paths = {Noun.COMPANIES: "wish__parts__company", Noun.INTERPRETERS: "interpreter", Noun.TABLES: "table"}
    chosen = Meeting.objects.filter(**{f"{paths[noun]}__in": numbers})
    meetings = seated(Meeting.objects.filter(wish__fair=fair, pk__in=chosen.values("pk")))
    slots = list(fair.slots.all())
    clocks = Clocks(fair.timezone)
    return [_sheet(row, [one for one in meetings if _attends(row, one)], slots, clocks) for row in rows]


def _attends(row: Model, one: Seated) -> bool:
    if isinstance(row, Company):
        return row.pk in {company.pk for company in one.companies}
    if isinstance(row, FairInterpreter):
        return one.meeting.interpreter_id == row.pk
    return bool(one.meeting.table_id == row.pk)


def _sheet(row: Model, meetings: Sequence[Seated], slots: Sequence[FairSlot], clocks: Clocks) -> Sheet:
    days = tuple(
        Day(day, clocks.own(day), tuple(_entry(row, one, slots, clocks) for one in of_day))
        for day, of_day in groupby(meetings, key=lambda one: one.meeting.slot.day)
    )
    if isinstance(row, Company):
        side = row.side if row.side in SIDES else ""
        return Sheet(row.pk, tuple(names_of(row)), row.code, side, days)
    if isinstance(row, FairTable):
        return Sheet(row.pk, (Name(_("Table %(table)s") % {"table": row.code}),), row.area, "", days)
    return Sheet(row.pk, (Name(str(row)),), _("interpreter"), "interpreter", days)


def _entry(row: Model, one: Seated, slots: Sequence[FairSlot], clocks: Clocks) -> Entry:
    meeting, first = one.meeting, one.meeting.slot
    at = next(position for position, slot in enumerate(slots) if slot.pk == first.pk)
    leave = row.pk if isinstance(row, Company) else None
    return Entry(
        start=first.start,
        end=slots[at + meeting.wish.length - 1].end,
        elsewhere=clocks.elsewhere(first.day, first.start),
        table=meeting.table.code,
        area=meeting.table.area,
        partners=tuple(
            Partner(tuple(names_of(company)), company.side if company.side in SIDES else "")
            for company in one.companies
            if company.pk != leave
        ),
        interpreter=in_script(str(meeting.interpreter)) if meeting.interpreter else "",
        language="" if meeting.interpreter else language(common_language(one.companies).lower()),
    )
