"""Files to take away: the timetable as a workbook, the workbook as it came, calendars."""

from __future__ import annotations

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from landbridge.base.access import needs
from landbridge.base.attachments import attachment
from landbridge.meetings.models import Company, Fair, FairInterpreter, Meeting
from landbridge.meetings.queries import fair_book, latest_run
from landbridge.meetings.queries.board import seated
from landbridge.meetings.rules import Can
from landbridge.meetings.tables.calendars import calendar
from landbridge.meetings.tables.files import ICS, XLSX
from landbridge.meetings.tables.timetable_book import timetable_of
from landbridge.meetings.views.places import fair_at, part_at
from landbridge.meetings.workbook.writing import write_fair, write_timetable


@require_GET
@needs(Can.SEE_FAIRS)
def timetable_file(request: HttpRequest, fair_id: int) -> HttpResponse:
    """The timetable as the board shows it, as a workbook in the reader's language."""
    fair = fair_at(request, fair_id)
    content = write_timetable(timetable_of(fair, latest_run(fair)), get_language() or "en")
    return attachment(content, f"{_name(fair)}.xlsx", XLSX)


@require_GET
@needs(Can.SEE_FAIRS)
def original_file(request: HttpRequest, fair_id: int) -> HttpResponse:
    """The workbook the fair was made from, as it came; a fair that came from none is written as one."""
    fair = fair_at(request, fair_id)
    upload = fair.uploads.first()
    if upload is None:
        return attachment(write_fair(fair_book(fair), get_language() or "en"), f"{_name(fair)}.xlsx", XLSX)
    return attachment(bytes(upload.content), upload.name, XLSX)


@require_GET
@needs(Can.SEE_FAIRS)
def fair_calendar(request: HttpRequest, fair_id: int) -> HttpResponse:
    """All meetings of a fair."""
    fair = fair_at(request, fair_id)
    return _calendar(fair, Meeting.objects.filter(wish__fair=fair), fair.title, _name(fair))


@require_GET
@needs(Can.SEE_FAIRS)
def company_calendar(request: HttpRequest, fair_id: int, company_id: int) -> HttpResponse:
    """The meetings of one company."""
    fair = fair_at(request, fair_id)
    company = part_at(fair, Company, company_id)
    meetings = Meeting.objects.filter(wish__fair=fair, wish__companies=company)
    return _calendar(fair, meetings, f"{fair.title} · {company.name}", f"{_name(fair)}-{slugify(company.code)}")


@require_GET
@needs(Can.SEE_FAIRS)
def interpreter_calendar(request: HttpRequest, fair_id: int, interpreter_id: int) -> HttpResponse:
    """The meetings of one interpreter."""
    fair = fair_at(request, fair_id)
    person = part_at(fair, FairInterpreter, interpreter_id)
    meetings = Meeting.objects.filter(wish__fair=fair, interpreter=person)
    return _calendar(fair, meetings, f"{fair.title} · {person}", f"{_name(fair)}-{slugify(person.code)}")


def _calendar(fair: Fair, meetings: QuerySet[Meeting], title: str, name: str) -> HttpResponse:
    content = calendar(fair, seated(meetings), title=title, house=settings.LANDBRIDGE_URL)
    return attachment(content, f"{name}.ics", ICS)


def _name(fair: Fair) -> str:
    return slugify(fair.title, allow_unicode=True)[:80] or f"fair-{fair.pk}"
