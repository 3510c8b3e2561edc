"""Workbooks out: the template, a fair as it stands, and a finished timetable.

All are in memory and, for the same data and language, the same to the byte. No cell starts a
formula, whatever a company calls itself.
"""

from __future__ import annotations

from datetime import datetime, time

from django.utils.translation import override

from landbridge.base.sheets_out import BookOut
from landbridge.meetings.workbook.book import FairBook
from landbridge.meetings.workbook.example import example_fair
from landbridge.meetings.workbook.fair_sheets import write_sheets
from landbridge.meetings.workbook.timetable import Timetable
from landbridge.meetings.workbook.timetable_sheets import write_timetable_sheets

__all__ = ["Timetable", "write_fair", "write_template", "write_timetable"]


def write_template(language: str) -> bytes:
    """A workbook to fill in: headings in three languages, notes in ``language``, example rows."""
    return _write_fair(example_fair(), language, example=True)


def write_fair(book: FairBook, language: str) -> bytes:
    """A fair as a workbook that ``read_fair`` reads back as the same book."""
    return _write_fair(book, language, example=False)


def write_timetable(timetable: Timetable, language: str) -> bytes:
    """A timetable for its organisers, in ``language``: by meeting, table, company and interpreter; what is unmet."""
    out = _book_out(timetable.book)
    with override(language):
        write_timetable_sheets(timetable, out)
    return out.bytes()


def _write_fair(book: FairBook, language: str, *, example: bool) -> bytes:
    out = _book_out(book)
    with override(language):
        write_sheets(book, out, example=example)
    return out.bytes()


def _book_out(book: FairBook) -> BookOut:
    return BookOut(title=book.event.title, created=datetime.combine(book.event.date_from, time()))
