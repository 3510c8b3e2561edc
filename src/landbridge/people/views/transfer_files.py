"""The cross-border register to take along: on paper, and as a workbook. It names nobody."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from landbridge.base.access import needs
from landbridge.base.attachments import attachment
from landbridge.base.printing import print_pdf
from landbridge.base.table_files import TableFormat
from landbridge.people.queries.transfers import directions, flow_counts, flows
from landbridge.people.rules import Can
from landbridge.people.tables.transfers import register_book
from landbridge.people.views.places import reading


@require_safe
@needs(Can.SEE_RECORDS)
def transfers_pdf(_request: HttpRequest) -> HttpResponse:
    """On paper."""
    shown = list(flows())
    counts = flow_counts(shown)
    context = {
        "directions": directions(),
        "rows": [(flow, counts[flow.pk]) for flow in shown],
        "now": timezone.localtime(),
    }
    return attachment(print_pdf("people/transfers_pdf.html", context, reading()), "transfers.pdf", "application/pdf")


@require_safe
@needs(Can.SEE_RECORDS)
def transfers_workbook(_request: HttpRequest) -> HttpResponse:
    """As a workbook."""
    shown = list(flows())
    counts = flow_counts(shown)
    rows = [(flow, counts[flow.pk]) for flow in shown]
    content = register_book(directions(), rows, language=reading(), now=timezone.now())
    return attachment(content, "transfers.xlsx", TableFormat.XLSX.media_type)
