"""Fairs of any shape, for hypothesis."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

from hypothesis import strategies as st

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

#: What cells may start with and still have to come back as text.
_STARTS = st.sampled_from(["", "=", "+", "-", "@", "＝", "＋", "－", "＠", "'", "007", "1", "3-1", "<b>", "&amp;"])
_LETTERS = st.text(st.sampled_from("abcXYZ0189 가나다中文字🙂é.·/()"), min_size=1, max_size=12)
words = st.builds(lambda start, text: " ".join((start + text).split()), _STARTS, _LETTERS).filter(bool)
maybe_words = st.just("") | words
_CODE_LETTERS = st.text(st.sampled_from("abXY019-_ 가中"), min_size=1, max_size=8)
code_words = _CODE_LETTERS.map(lambda text: " ".join(text.split())).filter(bool)
spoken = st.dictionaries(st.sampled_from(["ko", "zh", "en", "ja"]), st.integers(1, 3), min_size=1)


def _distinct(least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(code_words, min_size=least, max_size=most, unique=True)


@st.composite
def fair_books(draw: st.DrawFn) -> FairBook:
    """A valid fair of a few rows; its names begin as formulas do whenever they can."""
    first = draw(st.dates(date(2000, 1, 1), date(2099, 1, 1)))
    days = draw(st.integers(1, 3))
    sessions = draw(_distinct(1, 2))
    slots = []
    for place, code in enumerate(draw(_distinct(1, 6))):
        start = 480 + 31 * (place // days)
        day = first + timedelta(days=place % days)
        slots.append(SlotRow(code, day, _clock(start), _clock(start + 30), draw(st.sampled_from(["", *sessions]))))
    codes = [slot.code for slot in slots]
    some_slots = st.lists(st.sampled_from(codes), unique=True, max_size=3).map(tuple)
    tables = tuple(TableRow(code, draw(maybe_words), draw(some_slots)) for code in draw(_distinct(1, 4)))
    table = st.none() | st.sampled_from([table.code for table in tables])
    number = st.none() | st.integers(0, 99)
    sides = maybe_words.filter(lambda text: len(text) <= 32)
    companies = tuple(
        CompanyRow(
            code,
            draw(maybe_words),
            draw(maybe_words),
            draw(maybe_words),
            draw(st.sampled_from(["host", "guest", ""]) | sides),
            draw(spoken),
            draw(number),
            draw(some_slots),
            draw(table),
        )
        for code in draw(_distinct(2, 5))
    )
    company = st.sampled_from([row.code for row in companies])
    pairs = st.lists(company, min_size=2, max_size=2, unique=True).map(lambda two: (two[0], two[1]))
    interpreters = tuple(
        InterpreterRow(
            code,
            draw(maybe_words),
            draw(spoken),
            "host",
            draw(maybe_words),
            draw(some_slots),
            draw(st.none() | st.integers(1, 9)),
            draw(number),
        )
        for code in draw(_distinct(0, 3))
    )
    used = sorted({slot.session for slot in slots} - {""})
    some_sessions = st.lists(st.sampled_from(used), unique=True).map(tuple) if used else st.just(())
    wishes = tuple(
        WishRow(
            code,
            draw(pairs),
            draw(st.sampled_from(list(Priority))),
            draw(st.integers(1, 3)),
            draw(some_sessions),
            draw(st.none() | st.sampled_from(codes)),
            draw(table),
        )
        for code in draw(_distinct(1, 5))
    )
    chain = draw(st.lists(st.sampled_from([wish.code for wish in wishes]), unique=True, max_size=4))
    return FairBook(
        event=Event(
            draw(words),
            draw(st.sampled_from(["Asia/Seoul", "Asia/Shanghai", "UTC"])),
            first,
            first + timedelta(days=days - 1),
            draw(st.integers(1, 9)),
            draw(st.integers(0, len(tables) - 1)),
        ),
        slots=tuple(slots),
        tables=tables,
        companies=companies,
        interpreters=interpreters,
        wishes=wishes,
        before=tuple(pairwise(chain)),
        never=tuple({frozenset(pair): pair for pair in draw(st.lists(pairs, max_size=2))}.values()),
    )


def _clock(minutes: int) -> time:
    return time(*divmod(minutes, 60))
