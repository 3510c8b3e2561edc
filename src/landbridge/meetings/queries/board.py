"""What the board shows of one day, from one side, one page of rows at a time: 9 queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.core.paginator import Page, Paginator
from django.db.models import Model, Q, QuerySet

from landbridge.meetings.models import Company, Fair, FairInterpreter, FairSlot, FairTable, Meeting, WishCompany

ROWS = 60  #: rows a page


class View(StrEnum):
    """What the rows of the board are."""

    TABLE = "table"
    COMPANY = "company"
    INTERPRETER = "interpreter"


@dataclass(frozen=True, slots=True)
class Seated:
    """A meeting with its companies, the one that receives first."""

    meeting: Meeting
    companies: tuple[Company, ...]


@dataclass(frozen=True, slots=True)
class DayRows:
    """One day of a fair: its slots in order, a page of rows, and by row the meetings that start there."""

    fair: Fair
    view: View
    days: tuple[date, ...]
    day: date | None
    slots: tuple[FairSlot, ...]
    page: Page[Model]
    meetings: Mapping[int, Sequence[Seated]]


def day_rows(fair: Fair, view: View, *, day: date | None = None, page: int = 1, find: str = "") -> DayRows:
    """The rows of ``view`` on ``day`` (the first where it is none of the fair's), those that hold ``find`` only.

    Tables are not narrowed by ``find``: there a company is sought in the cells, not in the row's head.
    """
    slots = tuple(fair.slots.all())
    days = tuple(dict.fromkeys(slot.day for slot in slots))
    shown = day if day in days else next(iter(days), None)
    rows = Paginator(_rows(fair, view, find), ROWS).get_page(page)
    return DayRows(
        fair,
        view,
        days,
        shown,
        tuple(slot for slot in slots if slot.day == shown),
        rows,
        _meetings(fair, view, shown, [row.pk for row in rows.object_list]),
    )


def seated(meetings: QuerySet[Meeting]) -> list[Seated]:
    """Meetings in time order with slot, table, interpreter, wish and companies at hand: 2 queries."""
    chosen = meetings.select_related("slot", "table", "interpreter", "wish").order_by(
        "slot__position", "table__position"
    )
    companies: dict[int, list[Company]] = defaultdict(list)
    parts = WishCompany.objects.filter(wish__meeting__in=meetings.order_by()).select_related("company")
    for part in parts.order_by("wish", "position"):
        companies[part.wish_id].append(part.company)
    return [Seated(meeting, tuple(companies[meeting.wish_id])) for meeting in chosen]


def _rows(fair: Fair, view: View, find: str) -> QuerySet[Model]:
    if view is View.TABLE:
        return fair.tables.all()
    if view is View.INTERPRETER:
        named = Q(name__icontains=find) | Q(code__icontains=find) if find else Q()
        return fair.interpreters.filter(named)
    columns = ("name_ko", "name_zh", "name_en", "code")
    named = Q()
    for column in columns if find else ():
        named |= Q(**{f"{column}__icontains": find})
    return fair.companies.filter(named)


def _meetings(fair: Fair, view: View, day: date | None, rows: Sequence[int]) -> dict[int, list[Seated]]:
    if day is None:
        return {}
    of_day = Meeting.objects.filter(wish__fair=fair, slot__day=day)
    by_row: dict[int, list[Seated]] = defaultdict(list)
    if view is View.COMPANY:
        of_day = of_day.filter(pk__in=Meeting.objects.filter(wish__parts__company__in=rows))
        for one in seated(of_day):
            for company in one.companies:
                by_row[company.pk].append(one)
        return by_row
    key = "table_id" if view is View.TABLE else "interpreter_id"
    for one in seated(of_day.filter(**{f"{key}__in": rows})):
        by_row[getattr(one.meeting, key)].append(one)
    return by_row


__all__ = ["ROWS", "Company", "DayRows", "FairInterpreter", "FairTable", "Seated", "View", "day_rows", "seated"]
