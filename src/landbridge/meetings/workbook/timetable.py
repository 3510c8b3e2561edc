"""A finished timetable with all that is said about it, ready to be written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from landbridge.engine.timetable.problem import Plan, Priority
from landbridge.engine.timetable.result import Status
from landbridge.engine.tools.levels import Level
from landbridge.meetings.workbook.book import FairBook, SlotRow, WishRow, slot_chains


class Why(NamedTuple):
    """Why a wish is not held and what would let it be, in the reader's words."""

    cause: str
    remedy: str


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting as held; ``slots`` are those it fills, in time order."""

    wish: WishRow
    slots: tuple[SlotRow, ...]
    table: str
    interpreter: str | None

    @property
    def day(self) -> date:
        """Its day."""
        return self.slots[0].day

    @property
    def start(self) -> time:
        """When it begins."""
        return self.slots[0].start

    @property
    def end(self) -> time:
        """When it ends."""
        return self.slots[-1].end


@dataclass(frozen=True)
class Timetable:
    """A plan for a fair. ``unmet`` says why of wishes that are not held, by wish code.

    ``levels``, ``status``, ``seconds``, ``seed`` and ``reproducible`` are what the search reported.
    """

    book: FairBook
    plan: Plan
    unmet: Mapping[str, Why] = field(default_factory=dict)
    levels: Sequence[Level] = ()
    status: Status | None = None
    seconds: float | None = None
    seed: int | None = None
    reproducible: bool = True

    @cached_property
    def meetings(self) -> tuple[MeetingRow, ...]:
        """Every meeting held, in time order, then by table."""
        after = {slot.code: chain[place:] for chain in slot_chains(self.book.slots) for place, slot in enumerate(chain)}
        order = {table.code: place for place, table in enumerate(self.book.tables)}
        rows = [
            MeetingRow(wish, after[place.slot][: wish.length], place.table, place.interpreter)
            for wish in self.book.wishes
            if (place := self.plan.get(wish.code)) is not None
        ]
        return tuple(sorted(rows, key=lambda row: (row.day, row.start, order[row.table])))

    @cached_property
    def left_out(self) -> tuple[WishRow, ...]:
        """Every wish that is not held, the most wished for first."""
        places = {priority: place for place, priority in enumerate(Priority)}
        left = (wish for wish in self.book.wishes if wish.code not in self.plan)
        return tuple(sorted(left, key=lambda wish: places[wish.priority]))

    @cached_property
    def by_company(self) -> Mapping[str, list[MeetingRow]]:
        """The meetings of each company, in time order."""
        found: dict[str, list[MeetingRow]] = defaultdict(list)
        for row in self.meetings:
            for company in row.wish.companies:
                found[company].append(row)
        return found

    @cached_property
    def by_interpreter(self) -> Mapping[str, list[MeetingRow]]:
        """The meetings of each interpreter, in time order."""
        found: dict[str, list[MeetingRow]] = defaultdict(list)
        for row in self.meetings:
            if row.interpreter is not None:
                found[row.interpreter].append(row)
        return found

    @property
    def zone(self) -> str:
        """The fair's time zone with its offset on the first day, such as "Asia/Seoul (UTC+09:00)"."""
        noon = datetime.combine(self.book.event.date_from, time(12), ZoneInfo(self.book.event.timezone))
        offset = noon.strftime("%z")
        return f"{self.book.event.timezone} (UTC{offset[:3]}:{offset[3:5]})"
