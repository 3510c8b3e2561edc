"""Sheets to print: one page for each company, interpreter or table, as a page and as a PDF."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from landbridge.base.access import needs
from landbridge.meetings.models import Fair
from landbridge.meetings.queries.board import ROWS
from landbridge.meetings.rules import Can
from landbridge.meetings.tables.agendas import Noun, sheet_rows, sheets
from landbridge.meetings.tables.clocks import Clocks
from landbridge.meetings.tables.files import attachment
from landbridge.meetings.views.places import fair_at

PDF = "application/pdf"
PDF_SHEETS = 150  #: sheets in one file; about 10 a second are drawn, and a request must end


@require_GET
@needs(Can.SEE_FAIRS)
def sheets_page(request: HttpRequest, fair_id: int, noun: str) -> HttpResponse:
    """The sheets as a page that prints one on each sheet of paper."""
    fair, kind = fair_at(request, fair_id), _noun(noun)
    return render(request, "meetings/sheets.html", _context(fair, kind, request, ROWS))


@require_GET
@needs(Can.SEE_FAIRS)
def sheets_file(request: HttpRequest, fair_id: int, noun: str) -> HttpResponse:
    """All sheets in one PDF; ``?only=`` a number gives one sheet, ``?page=`` the next where there are too many."""
    fair, kind = fair_at(request, fair_id), _noun(noun)
    context = _context(fair, kind, request, PDF_SHEETS)
    name = slugify(fair.title, allow_unicode=True)[:80] or f"fair-{fair.pk}"
    return attachment(pdf(render_to_string("meetings/sheets_pdf.html", context)), f"{name}-{kind}.pdf", PDF)


def pdf(page: str) -> bytes:
    """A document drawn by WeasyPrint with the sheets' own styles; nothing is fetched from anywhere."""
    from weasyprint import CSS, HTML  # noqa: PLC0415 - takes long to load, and few requests print
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    logging.getLogger("weasyprint.progress").setLevel(logging.WARNING)  # it tells of every page
    nothing = URLFetcher(allowed_protocols=())
    style = CSS(filename=finders.find("meetings/sheets.css"), url_fetcher=nothing)
    content: bytes = HTML(string=page, url_fetcher=nothing).write_pdf(stylesheets=[style])
    return content


def _noun(text: str) -> Noun:
    try:
        return Noun(text)
    except ValueError as error:
        raise Http404 from error


def _context(fair: Fair, noun: Noun, request: HttpRequest, most: int) -> dict[str, Any]:
    rows = sheet_rows(fair, noun)
    only = request.GET.get("only", "")
    if only.isdigit():
        rows = rows.filter(pk=only)
    page = Paginator(rows, most).get_page(request.GET.get("page"))
    clocks = Clocks(fair.timezone)
    return {
        "fair": fair,
        "noun": noun.value,
        "nouns": [
            (Noun.COMPANIES.value, _("Companies")),
            (Noun.INTERPRETERS.value, _("Interpreters")),
            (Noun.TABLES.value, _("Tables")),
        ],
        "page": page,
        "sheets": sheets(fair, noun, list(page.object_list)),
        "clocks": [clocks.own_name(), *(name for _zone, name in clocks.others(fair.date_from))],
        "only": only,
    }
