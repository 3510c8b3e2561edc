"""Sheets to print: one page for each company, interpreter or table, as a page and as a PDF."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from landbridge.base.access import needs
from landbridge.base.attachments import attachment
from landbridge.base.printing import print_pdf
from landbridge.meetings.models import Fair
from landbridge.meetings.queries.board import ROWS
from landbridge.meetings.rules import Can
from landbridge.meetings.tables.agendas import Noun, sheet_rows, sheets
from landbridge.meetings.tables.clocks import Clocks
from landbridge.meetings.views.places import fair_at

PDF = "application/pdf"
STYLES = ("meetings/sheets.css",)  #: they set the page, too; the fonts are in the template
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
    content = print_pdf("meetings/sheets_pdf.html", context, get_language() or "en", styles=STYLES)
    return attachment(content, f"{name}-{kind}.pdf", PDF)


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
