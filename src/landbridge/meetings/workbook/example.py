"""The fair in the template: small, complete, and valid, for people to write over."""

from __future__ import annotations

from datetime import date, time

from landbridge.engine.timetable.problem import Priority
from landbridge.meetings.workbook.book import (
    CompanyRow,
    Event,
    FairBook,
    InterpreterRow,
    SlotRow,
    TableRow,
    WishRow,
)

_DAY = date(2027, 3, 15)


def example_fair() -> FairBook:
    """Four rounds, three tables, four companies, one interpreter, four wishes."""
    return FairBook(
        event=Event(
            "한중 상담회 · 中韩洽谈会 · Trade meetings", "Asia/Seoul", _DAY, _DAY, max_in_row=4, spare_tables=0
        ),
        slots=(
            SlotRow("S1", _DAY, time(9, 30), time(10), "AM"),
            SlotRow("S2", _DAY, time(10), time(10, 30), "AM"),
            SlotRow("S3", _DAY, time(14), time(14, 30), "PM"),
            SlotRow("S4", _DAY, time(14, 30), time(15), "PM"),
        ),
        tables=(TableRow("T1", "Hall A"), TableRow("T2", "Hall A", ("S1",)), TableRow("T3", "Hall B")),
        companies=(
            CompanyRow(
                "K1", "새벽전자", "晨曦电子", "Saebyeok Electronics", "host", {"ko": 3, "en": 2}, 4, home_table="T1"
            ),
            CompanyRow("K2", "물결소재", "清波材料", "Mulgyeol Materials", "host", {"ko": 3}, None, ("S4",)),
            CompanyRow("C1", "윈산기계", "云杉机械", "Yunshan Machinery", "guest", {"zh": 3}),
            CompanyRow("C2", "칭허물류", "青禾物流", "Qinghe Logistics", "guest", {"zh": 3, "en": 3}, 2),
        ),
        interpreters=(InterpreterRow("I1", "정유진 · 郑有珍", {"ko": 3, "zh": 3}, "host", "A", ("S4",), 2, 3),),
        wishes=(
            WishRow("W1", ("K1", "C1"), Priority.MUST, sessions=("AM",)),
            WishRow("W2", ("K1", "C2"), Priority.MUTUAL, length=2, sessions=("PM",)),
            WishRow("W3", ("K2", "C1"), Priority.WANT, fixed_slot="S3", fixed_table="T3"),
            WishRow("W4", ("K2", "C2"), Priority.MAYBE),
        ),
        before=(("W1", "W2"),),
        never=(("C1", "C2"),),
    )
