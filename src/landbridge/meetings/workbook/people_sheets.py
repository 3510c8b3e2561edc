"""A sheet for each company and interpreter; where there are too many to leaf through, one for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from landbridge.base.sheets_out import BookOut, Cell
from landbridge.meetings.wording import Names
from landbridge.meetings.workbook.looks import NOTE, for_paper
from landbridge.meetings.workbook.sheet_parts import HEADING_ROW, begin, fill
from landbridge.meetings.workbook.timetable import MeetingRow, Timetable

#: With more sheets than this nobody finds their way: all go on one instead.
MOST_SHEETS = 120


@dataclass(frozen=True, slots=True)
class Person:
    """Whose day it is: a company or an interpreter, with all names it goes by."""

    code: str
    name: str
    names: str
    meetings: Sequence[MeetingRow]


def write_people(timetable: Timetable, names: Names, out: BookOut) -> None:
    """The days of companies, then of interpreters."""
    book = timetable.book
    companies = [
        Person(
            row.code,
            names.company(row.code),
            " · ".join(dict.fromkeys(filter(None, (row.name_ko, row.name_zh, row.name_en)))),
            timetable.by_company.get(row.code, []),
        )
        for row in book.companies
    ]
    interpreters = [
        Person(row.code, row.name or row.code, row.name, timetable.by_interpreter.get(row.code, []))
        for row in book.interpreters
    ]
    _write(timetable, names, out, companies, title=_("Meetings of companies"), companies=True)
    _write(timetable, names, out, interpreters, title=_("Meetings of interpreters"), companies=False)


def _write(
    timetable: Timetable, names: Names, out: BookOut, people: Sequence[Person], *, title: str, companies: bool
) -> None:
    areas = {table.code: table.area for table in timetable.book.tables}
    if len(people) <= MOST_SHEETS:
        for person in people:
            sheet = begin(
                timetable, out, f"{person.code} {person.name}", f"{person.code} · {person.names or person.name}"
            )
            sheet.put(2, 0, timetable.book.event.title, {**NOTE, "text_wrap": False})
            rows = [_line(meeting, person, names, areas, companies=companies) for meeting in person.meetings]
            end = fill(sheet, _headings(companies=companies), rows)
            if not rows:
                sheet.put(end, 0, _("No meetings."), {**NOTE, "text_wrap": False})
            for_paper(sheet, HEADING_ROW)
    else:
        sheet = begin(timetable, out, title, f"{timetable.book.event.title} · {title}")
        all_rows = [
            [person.code, person.name, *_line(meeting, person, names, areas, companies=companies)]
            for person in people
            for meeting in person.meetings
        ]
        headings = [_("Code"), _("Name"), *_headings(companies=companies)]
        end = fill(sheet, headings, all_rows)
        sheet.raw.freeze_panes(HEADING_ROW + 1, 2)
        sheet.raw.autofilter(HEADING_ROW, 0, max(end - 1, HEADING_ROW), len(headings) - 1)
        for_paper(sheet, HEADING_ROW)


def _headings(*, companies: bool) -> list[str]:
    whom = [_("With"), _("Interpreter")] if companies else [_("Company"), _("With")]
    return [_("Day"), _("Start"), _("End"), _("Table"), _("Area"), *whom, _("Wish")]


def _line(
    meeting: MeetingRow, person: Person, names: Names, areas: Mapping[str, str], *, companies: bool
) -> list[Cell]:
    others = [code for code in meeting.wish.companies if code != person.code]
    if companies:
        interpreter = "" if meeting.interpreter is None else names.interpreter(meeting.interpreter)
        whom = [" – ".join(map(names.company, others)), interpreter]
    else:
        whom = [names.company(others[0]), " – ".join(map(names.company, others[1:]))]
    area = areas.get(meeting.table, "")
    return [meeting.day, meeting.start, meeting.end, meeting.table, area, *whom, meeting.wish.code]
