"""Small fairs that tests can see through."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from landbridge.engine.timetable.problem import Priority
from landbridge.meetings.models import Company, Fair, FairInterpreter, FairSlot, FairTable, Meeting, Wish
from landbridge.meetings.workbook.book import (
    CompanyRow,
    Event,
    FairBook,
    InterpreterRow,
    SlotRow,
    TableRow,
    WishRow,
)

DAY = date(2026, 12, 12)


def small_book(title: str = "Spring talks") -> FairBook:
    """Four rounds with lunch in the middle, three tables, two Korean and two Chinese firms, two interpreters.

    Every Korean firm wishes to meet every Chinese one, each pair needing an interpreter, and W-5 is
    a wish of the two Korean firms, who need none.
    """
    return FairBook(
        event=Event(title, "Asia/Shanghai", DAY, DAY, max_in_row=2, spare_tables=1),
        slots=tuple(
            SlotRow(f"S{hour}", DAY, time(hour), time(hour + 1), "AM" if hour < 12 else "PM")
            for hour in (9, 10, 13, 14)
        ),
        tables=(TableRow("T1", "Hall N1"), TableRow("T2", "Hall N1"), TableRow("T3", "Hall N2")),
        companies=(
            CompanyRow("K1", "한빛", "韩光", "Hanbit", "guest", {"ko": 3}),
            CompanyRow("K2", "누리", "", "Nuri", "guest", {"ko": 3}),
            CompanyRow("C1", "", "两江电动", "Liangjiang EV", "host", {"zh": 3}),
            CompanyRow("C2", "", "渝北智能", "Yubei AI", "host", {"zh": 3, "en": 2}),
        ),
        interpreters=(
            InterpreterRow("I1", "Piao", {"ko": 3, "zh": 3}, "host"),
            InterpreterRow("I2", "Kim", {"ko": 3, "zh": 3}, "guest"),
        ),
        wishes=(
            WishRow("W-1", ("C1", "K1"), Priority.MUST),
            WishRow("W-2", ("C1", "K2"), Priority.MUTUAL),
            WishRow("W-3", ("C2", "K1"), Priority.WANT),
            WishRow("W-4", ("C2", "K2"), Priority.MAYBE),
            WishRow("W-5", ("K1", "K2"), Priority.MAYBE),
        ),
    )


def wide_book(tables: int, title: str = "Autumn talks") -> FairBook:
    """``small_book`` with as many tables, none of them spare, and only wishes that need nobody."""
    book = small_book(title)
    return replace(
        book,
        event=replace(book.event, spare_tables=0),
        tables=tuple(TableRow(f"T{number}") for number in range(1, tables + 1)),
    )


def wish(fair: Fair, code: str) -> Wish:
    """A wish of a fair by its code."""
    return fair.wishes.get(code=code)


def slot(fair: Fair, code: str) -> FairSlot:
    """A slot of a fair by its code."""
    return fair.slots.get(code=code)


def table(fair: Fair, code: str) -> FairTable:
    """A table of a fair by its code."""
    return fair.tables.get(code=code)


def company(fair: Fair, code: str) -> Company:
    """A company of a fair by its code."""
    return fair.companies.get(code=code)


def interpreter(fair: Fair, code: str) -> FairInterpreter:
    """An interpreter of a fair by its code."""
    return fair.interpreters.get(code=code)


def meeting(fair: Fair, code: str) -> Meeting:
    """The meeting of a wish."""
    return Meeting.objects.select_related("wish", "slot", "table", "interpreter").get(wish__fair=fair, wish__code=code)
