"""The sample fair: an invented day of trade meetings that is worth solving.

64 firms, 24 tables, 12 rounds, 9 interpreters and 221 wishes. Nothing in it is drawn by chance.
A few wishes cannot be met, each for a reason of its own: a firm with more wishes than it takes
meetings, two firms that are never there at the same time, a pair that must not meet, more
interpreted wishes than interpreters have rounds.
"""

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
from landbridge.meetings.workbook.sample_names import GUESTS, HOSTS

DAY = date(2026, 12, 12)
WISHES = 221
_EARLY = ("S-0900", "S-0930", "S-1000")
_MORNING = (*_EARLY, "S-1030", "S-1100", "S-1130")
_LATE = ("S-1500", "S-1530", "S-1600")
_AFTERNOON = ("S-1330", "S-1400", "S-1430", *_LATE)


def sample_fair() -> FairBook:
    """The sample fair; the same every time."""
    return FairBook(
        event=Event(
            title="자동차 부품 상담회 · 汽车零部件洽谈会 · Automotive parts trade meetings",
            timezone="Asia/Shanghai",
            date_from=DAY,
            date_to=DAY,
            max_in_row=4,
            spare_tables=2,
        ),
        slots=_slots(),
        tables=_tables(),
        companies=(*_hosts(), *_guests()),
        interpreters=_interpreters(),
        wishes=_wishes(),
        before=(("W-001", "W-010"), ("W-020", "W-021"), ("W-045", "W-046")),
        never=(("H-01", "G-18"), ("H-09", "G-09"), ("H-25", "G-04"), ("H-03", "G-03")),
    )


def _slots() -> tuple[SlotRow, ...]:
    rounds = [(9 * 60 + 30 * k, "AM") for k in range(6)] + [(13 * 60 + 30 + 30 * k, "PM") for k in range(6)]
    return tuple(
        SlotRow(f"S-{start // 60:02}{start % 60:02}", DAY, _clock(start), _clock(start + 30), session)
        for start, session in rounds
    )


def _clock(minutes: int) -> time:
    return time(*divmod(minutes, 60))


def _tables() -> tuple[TableRow, ...]:
    closed = {23: ("S-0900",), 24: ("S-0900", "S-1600")}
    return tuple(
        TableRow(f"T-{number:02}", f"Hall N{1 if number <= 12 else 2}", closed.get(number, ()))
        for number in range(1, 25)
    )


def _hosts() -> tuple[CompanyRow, ...]:
    """Hosts speak Chinese; three in five negotiate in English, one in eight in Korean."""
    away = {10: _EARLY, 11: _MORNING, 19: _LATE, 27: ("S-1330", "S-1400"), 30: _AFTERNOON}
    most = {7: 6, 15: 6, 23: 8}
    rows = []
    for number, names in enumerate(HOSTS, start=1):
        spoken = {"zh": 3}
        if number % 5 in (1, 2, 4):
            spoken["en"] = 3 if number % 2 else 2
        elif number % 5 == 3:
            spoken["en"] = 1
        if number % 8 == 6:
            spoken["ko"] = 2
        home = f"T-{number:02}" if number <= 6 else None
        code = f"H-{number:02}"
        rows.append(CompanyRow(code, *names, "host", spoken, most.get(number), away.get(number, ()), home_table=home))
    return tuple(rows)


def _guests() -> tuple[CompanyRow, ...]:
    """Guests speak Korean; every other one negotiates in English, one in three in Chinese."""
    away = {2: _EARLY, 13: _AFTERNOON, 20: _LATE, 28: _MORNING}
    most = {5: 5, 21: 6}
    rows = []
    for number, names in enumerate(GUESTS, start=1):
        spoken = {"ko": 3}
        if number % 2:
            spoken["en"] = 3 if number % 3 else 2
        if number % 6 == 4 or number in (2, 8, 14, 26):
            spoken["zh"] = 2
        rows.append(CompanyRow(f"G-{number:02}", *names, "guest", spoken, most.get(number), away.get(number, ())))
    return tuple(rows)


def _interpreters() -> tuple[InterpreterRow, ...]:
    people = (
        ("박서연 · 朴瑞妍", "guest", "A", (), None),
        ("김도현 · 金度贤", "guest", "A", (), None),
        ("이하은 · 李荷恩", "guest", "B", (), None),
        ("최민재 · 崔珉宰", "guest", "B", _EARLY, None),
        ("진루이 · 金蕊", "host", "A", (), None),
        ("리웨이 · 李薇", "host", "A", (), None),
        ("왕자이 · 王佳怡", "host", "B", _LATE, None),
        ("천위 · 陈羽", "host", "B", (), 8),
        ("자오닝 · 赵宁", "host", "C", ("S-1330",), 6),
    )
    return tuple(
        InterpreterRow(
            f"I-{number}",
            name,
            {"ko": 3, "zh": 3, **({"en": 2} if grade == "A" else {})},
            side,
            grade,
            unavailable,
            max_in_row=3 if grade == "C" else None,
            max_per_day=per_day,
        )
        for number, (name, side, grade, unavailable, per_day) in enumerate(people, start=1)
    )


def _wishes() -> tuple[WishRow, ...]:
    """Every guest asks for seven hosts or so, spread by steps that share no factor with 32."""
    rows: list[WishRow] = []
    pairs: dict[tuple[int, int], None] = {}
    for k in range(7):
        for guest in range(len(GUESTS)):
            pairs[(guest * 5 + k * 11 + k * k) % len(HOSTS), guest] = None
    never_there_together = (10, 12)  # H-11 comes in the afternoon only, G-13 in the morning only
    asked = [pair for pair in pairs if pair != never_there_together][: WISHES - 1]
    for number, (host, guest) in enumerate([*asked, never_there_together], start=1):
        rows.append(
            WishRow(
                f"W-{number:03}",
                (f"H-{host + 1:02}", f"G-{guest + 1:02}"),
                _priority(number),
                length=2 if number in (17, 80, 143) else 1,
                sessions=("AM",) if number in (25, 90) else ("PM",) if number in (60, 150) else (),
                fixed_slot="S-1100" if number in (34, 66) else None,
                fixed_table="T-20" if number in (40, 99) else None,
            )
        )
    return tuple(rows)


def _priority(number: int) -> Priority:
    if number % 15 == 3:
        return Priority.MUST
    return (Priority.MUTUAL, Priority.WANT, Priority.WANT, Priority.MAYBE)[number % 4]
