"""The board laid out: columns of rounds and pauses, rows of cells, the same for every view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import reduce
from typing import cast

from django.utils.translation import gettext as _

from landbridge.base.scripts import in_script
from landbridge.engine.timetable.problem import WORKING_LEVEL
from landbridge.meetings.models import Company, FairInterpreter, FairSlot, FairTable, Meeting
from landbridge.meetings.queries.board import DayRows, Seated, View
from landbridge.meetings.tables.clocks import Clocks
from landbridge.meetings.tables.names import Name, name_of
from landbridge.meetings.workbook.book import languages_of

#: Sides that have a colour of their own; any other name of a side goes without.
SIDES = ("host", "guest")


@dataclass(frozen=True, slots=True)
class Column:
    """One round, or the pause before the next (then ``slot`` is None)."""

    slot: FairSlot | None
    start: time
    end: time
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """One company on a card: its name, and ``h`` or ``g`` for its side's colour."""

    name: Name
    mark: str


@dataclass(frozen=True, slots=True)
class Card:
    """A meeting as a cell shows it. ``span`` is its length in columns."""

    meeting: Meeting
    parties: tuple[Party, ...]
    title: str
    table: str
    interpreter: str
    language: str
    span: int
    found: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a row meets a column: a card, a free place, a closed one, or a pause (no slot)."""

    slot: FairSlot | None
    where: str = ""
    card: Card | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One table, company or interpreter and its day. ``mark`` is the class of its side's colour."""

    pk: int
    name: Name
    note: str
    mark: str
    cells: tuple[Cell, ...]

    @property
    def cards(self) -> list[Card]:
        """What takes place in this row, in time order."""
        return [cell.card for cell in self.cells if cell.card]


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole board of one view and day."""

    view: View
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    own_clock: str

    @property
    def rounds(self) -> list[Round]:
        """The same day read round by round, for a narrow page."""
        return [_round(self, column, column.slot) for column in self.columns if column.slot]


@dataclass(frozen=True, slots=True)
class Round:
    """One round: who meets at which row, and which rows are free."""

    column: Column
    slot: FairSlot
    cards: tuple[Card, ...]
    free: tuple[str, ...]


def grid(rows: DayRows, *, find: str = "") -> Grid:
    """Lay out a day's rows; cells whose words hold ``find`` are marked as found."""
    clocks = Clocks(rows.fair.timezone)
    columns = tuple(_columns(rows.slots, clocks))
    sought = find.strip().casefold()
    laid = tuple(
        _row(
            rows.view,
            cast("FairTable | Company | FairInterpreter", row),
            rows.meetings.get(row.pk, ()),
            columns,
            sought,
        )
        for row in rows.page.object_list
    )
    return Grid(rows.view, columns, laid, clocks.own(rows.day) if rows.day else "")


def card(seated: Seated, *, leave: int | None = None, sought: str = "") -> Card:
    """The card of a meeting; in a company's own row, ``leave`` names the company left out of it."""
    meeting, companies = seated.meeting, seated.companies
    everybody = [name_of(company).text for company in companies]
    interpreter = str(meeting.interpreter) if meeting.interpreter else ""
    words = [*everybody, *(text for company in companies for text in _names(company)), interpreter]
    return Card(
        meeting=meeting,
        parties=tuple(party(company) for company in companies if company.pk != leave),
        title=" × ".join(everybody),
        table=meeting.table.code,
        interpreter=in_script(interpreter),
        language="" if interpreter else common_language(companies),
        span=meeting.wish.length,
        found=bool(sought) and any(sought in word.casefold() for word in words),
    )


def party(company: Company) -> Party:
    """A company with the mark of its side's colour."""
    return Party(name_of(company), company.side[:1] if company.side in SIDES else "o")


def common_language(companies: Sequence[Company]) -> str:
    """The languages that all of them can negotiate in, such as "EN"; empty where there is none."""
    spoken = [
        [code for code, level in languages_of(company.languages).items() if level >= WORKING_LEVEL]
        for company in companies
    ]
    common = reduce(lambda kept, other: [code for code in kept if code in other], spoken) if spoken else []
    return "/".join(code.upper() for code in common)


def _columns(slots: Sequence[FairSlot], clocks: Clocks) -> Iterator[Column]:
    last: FairSlot | None = None
    for slot in slots:
        if last and _pause(last, slot):
            yield Column(None, last.end, slot.start)
        yield Column(slot, slot.start, slot.end, clocks.elsewhere(slot.day, slot.start))
        last = slot


def _pause(last: FairSlot, slot: FairSlot) -> bool:
    """Whether the two are not "in a row", as the engine has it: a pause as long as a round lies between."""
    shorter = min(_minutes(last.end) - _minutes(last.start), _minutes(slot.end) - _minutes(slot.start))
    return _minutes(slot.start) - _minutes(last.end) >= shorter


def _row(
    view: View,
    row: FairTable | Company | FairInterpreter,
    meetings: Sequence[Seated],
    columns: Sequence[Column],
    sought: str,
) -> Row:
    leave = row.pk if view is View.COMPANY else None
    starts = {one.meeting.slot_id: card(one, leave=leave, sought=sought) for one in meetings}
    name, note, mark = _head(row, len(meetings))
    cells = tuple(_cells(columns, starts, frozenset(row.unavailable), name.text))
    return Row(row.pk, name, note, mark, cells)


def _cells(columns: Sequence[Column], starts: dict[int, Card], away: frozenset[str], head: str) -> Iterator[Cell]:
    covered = 0
    for column in columns:
        if column.slot is None:
            yield Cell(None)
        elif covered:
            covered -= 1
        else:
            found = starts.get(column.slot.pk)
            covered = found.span - 1 if found else 0
            where = f"{column.start:%H:%M}, {head}"
            yield Cell(column.slot, where, found, closed=found is None and column.slot.code in away)


def _head(row: FairTable | Company | FairInterpreter, count: int) -> tuple[Name, str, str]:
    if isinstance(row, FairTable):
        return Name(row.code), row.area, ""
    if isinstance(row, Company):
        most = row.max_meetings
        note = _("%(count)d today, at most %(most)d in all") if most is not None else _("%(count)d today")
        return name_of(row), note % {"count": count, "most": most}, row.side if row.side in SIDES else ""
    languages = "/".join(code.upper() for code in languages_of(row.languages))
    return Name(in_script(str(row))), languages, ""


def _round(laid: Grid, column: Column, slot: FairSlot) -> Round:
    cards, free = [], []
    for row in laid.rows:
        for cell in row.cells:
            if cell.slot is not None and cell.slot.pk == slot.pk:
                if cell.card:
                    cards.append(cell.card)
                elif not cell.closed:
                    free.append(row.name.text)
    return Round(column, slot, tuple(cards), tuple(free))


def _names(company: Company) -> tuple[str, str, str]:
    return company.name_ko, company.name_zh, company.name_en


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def shown_day(text: str) -> date | None:
    """A day as an address carries it; None where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
