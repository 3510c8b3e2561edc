"""A fair as its workbook states it: one frozen row per thing, in the words of its owner.

Codes are what the owner wrote ("S-0900", "K-017", "W-001"); every reference is a code. The book
knows nothing of files or databases: ``reading`` makes one from a workbook, the meetings wing
makes one from rows, and ``FairBook.problem`` states it for the engine.

>>> languages_of("ko, en:2")
{'ko': 3, 'en': 2}
>>> languages_text({"ko": 3, "en": 2})
'ko,en:2'
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from landbridge.engine.timetable.problem import (
    WORKING_LEVEL,
    Interpreter,
    Participant,
    Place,
    Priority,
    Problem,
    Slot,
    Table,
    Wish,
)

#: What an interpreter gets where neither its row nor the event says otherwise.
MAX_IN_ROW = 4
#: How well a company speaks a language when no level is given.
FLUENT = 3


@dataclass(frozen=True, slots=True)
class Event:
    """The fair itself. Every time in the book is local to ``timezone`` (an IANA name)."""

    title: str
    timezone: str
    date_from: date
    date_to: date
    max_in_row: int = MAX_IN_ROW
    spare_tables: int = 0


@dataclass(frozen=True, slots=True)
class SlotRow:
    """One round of meetings."""

    code: str
    day: date
    start: time
    end: time
    session: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A place where one meeting at a time is held; ``unavailable`` are slot codes."""

    code: str
    area: str = ""
    unavailable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company with its names in three scripts; ``languages`` maps a code to a level 1..3."""

    code: str
    name_ko: str = ""
    name_zh: str = ""
    name_en: str = ""
    side: str = ""
    languages: Mapping[str, int] = field(default_factory=dict)
    max_meetings: int | None = None
    unavailable: tuple[str, ...] = ()
    home_table: str | None = None

    def name(self, language: str) -> str:
        """Its name for a reader of ``language``; failing that another of its names, or its code."""
        names = {"ko": self.name_ko, "zh": self.name_zh, "en": self.name_en}
        return names.get(language[:2], "") or self.name_en or self.name_ko or self.name_zh or self.code


@dataclass(frozen=True, slots=True)
class InterpreterRow:
    """An interpreter. ``max_in_row`` None means the event's own."""

    code: str
    name: str = ""
    languages: Mapping[str, int] = field(default_factory=dict)
    side: str = ""
    grade: str = ""
    unavailable: tuple[str, ...] = ()
    max_in_row: int | None = None
    max_per_day: int | None = None


@dataclass(frozen=True, slots=True)
class WishRow:
    """A meeting that somebody asked for; ``length`` counts slots in a row, no ``sessions`` means any."""

    code: str
    companies: tuple[str, ...]
    priority: Priority = Priority.WANT
    length: int = 1
    sessions: tuple[str, ...] = ()
    fixed_slot: str | None = None
    fixed_table: str | None = None


@dataclass(frozen=True, slots=True)
class FairBook:
    """Everything a fair's workbook says.

    ``before`` are pairs of wish codes (the first ends before the second starts); ``never`` are
    pairs of company codes that must not meet, whatever was wished.
    """

    event: Event
    slots: tuple[SlotRow, ...]
    tables: tuple[TableRow, ...]
    companies: tuple[CompanyRow, ...]
    interpreters: tuple[InterpreterRow, ...]
    wishes: tuple[WishRow, ...]
    before: tuple[tuple[str, str], ...] = ()
    never: tuple[tuple[str, str], ...] = ()

    def problem(self, locked: Mapping[str, Place] | None = None) -> Problem:
        """The same fair as the engine takes it; ``locked`` maps wish codes to places to keep."""
        return Problem(
            slots=tuple(slot_of(row) for row in self.slots),
            tables=tuple(Table(row.code, row.area, frozenset(row.unavailable)) for row in self.tables),
            participants=tuple(
                Participant(
                    row.code,
                    row.side,
                    dict(row.languages),
                    row.max_meetings,
                    frozenset(row.unavailable),
                    row.home_table,
                )
                for row in self.companies
            ),
            wishes=tuple(
                Wish(
                    row.code,
                    row.companies,
                    row.priority,
                    row.length,
                    frozenset(row.sessions),
                    row.fixed_slot,
                    row.fixed_table,
                )
                for row in self.wishes
            ),
            interpreters=tuple(
                Interpreter(
                    row.code,
                    frozenset(code for code, level in row.languages.items() if level >= WORKING_LEVEL),
                    row.side,
                    row.grade,
                    frozenset(row.unavailable),
                    self.event.max_in_row if row.max_in_row is None else row.max_in_row,
                    row.max_per_day,
                )
                for row in self.interpreters
            ),
            before=self.before,
            never=frozenset(frozenset(pair) for pair in self.never),
            spare_tables=self.event.spare_tables,
            locked=dict(locked or {}),
        )


def slot_of(row: SlotRow) -> Slot:
    """A round as the engine takes it."""
    return Slot(row.code, row.day.isoformat(), _minutes(row.start), _minutes(row.end), row.session)


def slot_chains(rows: Sequence[SlotRow]) -> tuple[tuple[SlotRow, ...], ...]:
    """The rounds in time order, split wherever a pause ends a run of rounds."""
    by_code = {row.code: row for row in rows}
    segments = Problem(tuple(map(slot_of, rows)), (), (), ()).segments()
    return tuple(tuple(by_code[slot.id] for slot in segment) for segment in segments)


def languages_text(languages: Mapping[str, int]) -> str:
    """Languages as a workbook cell and a database column hold them: ``ko,en:2``."""
    return ",".join(code if level == FLUENT else f"{code}:{level}" for code, level in languages.items())


def languages_of(text: str) -> dict[str, int]:
    """The languages that ``languages_text`` wrote. Text typed by people goes through ``cells`` instead."""
    parts = (part.strip().partition(":") for part in text.split(",") if part.strip())
    return {code: int(level) if level else FLUENT for code, _, level in parts}


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute
