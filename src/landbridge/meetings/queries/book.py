"""A fair's rows as one frozen book, and as the engine's problem."""

from __future__ import annotations

from collections import defaultdict

from landbridge.engine.timetable.problem import Priority, Problem
from landbridge.meetings.models import Fair, NeverPair, WishCompany, WishOrder
from landbridge.meetings.queries.standing import locked_places
from landbridge.meetings.workbook.book import (
    CompanyRow,
    Event,
    FairBook,
    InterpreterRow,
    SlotRow,
    TableRow,
    WishRow,
    languages_of,
)


def fair_book(fair: Fair) -> FairBook:
    """Everything the fair states, in 8 queries."""
    return FairBook(
        event=event_of(fair),
        slots=tuple(SlotRow(row.code, row.day, row.start, row.end, row.session) for row in fair.slots.all()),
        tables=tuple(TableRow(row.code, row.area, tuple(row.unavailable)) for row in fair.tables.all()),
        companies=_companies(fair),
        interpreters=_interpreters(fair),
        wishes=_wishes(fair),
        before=tuple(
            WishOrder.objects.filter(before__fair=fair).order_by("pk").values_list("before__code", "after__code")
        ),
        never=tuple(NeverPair.objects.filter(fair=fair).order_by("pk").values_list("one__code", "other__code")),
    )


def fair_problem(fair: Fair) -> Problem:
    """The fair as the engine takes it, its locked meetings where they stand, in 9 queries."""
    return fair_book(fair).problem(locked=locked_places(fair))


def event_of(fair: Fair) -> Event:
    """The fair's own row as the book holds it."""
    return Event(fair.title, fair.timezone, fair.date_from, fair.date_to, fair.max_in_row, fair.spare_tables)


def _companies(fair: Fair) -> tuple[CompanyRow, ...]:
    return tuple(
        CompanyRow(
            row.code,
            row.name_ko,
            row.name_zh,
            row.name_en,
            row.side,
            languages_of(row.languages),
            row.max_meetings,
            tuple(row.unavailable),
            row.home_table.code if row.home_table else None,
        )
        for row in fair.companies.select_related("home_table")
    )


def _interpreters(fair: Fair) -> tuple[InterpreterRow, ...]:
    return tuple(
        InterpreterRow(
            row.code,
            row.name,
            languages_of(row.languages),
            row.side,
            row.grade,
            tuple(row.unavailable),
            row.max_in_row,
            row.max_per_day,
        )
        for row in fair.interpreters.all()
    )


def _wishes(fair: Fair) -> tuple[WishRow, ...]:
    companies: dict[int, list[str]] = defaultdict(list)
    parts = WishCompany.objects.filter(wish__fair=fair).order_by("wish", "position")
    for wish, company in parts.values_list("wish", "company__code"):
        companies[wish].append(company)
    return tuple(
        WishRow(
            row.code,
            tuple(companies[row.pk]),
            Priority(row.priority),
            row.length,
            tuple(row.sessions),
            row.fixed_slot.code if row.fixed_slot else None,
            row.fixed_table.code if row.fixed_table else None,
        )
        for row in fair.wishes.select_related("fixed_slot", "fixed_table")
    )
