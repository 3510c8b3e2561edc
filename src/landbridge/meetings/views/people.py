"""Who takes part: companies and interpreters, each with a calendar to take away."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from landbridge.base.access import needs
from landbridge.meetings.rules import Can
from landbridge.meetings.tables.grid import party
from landbridge.meetings.views.places import fair_at


@require_GET
@needs(Can.SEE_FAIRS)
def people(request: HttpRequest, fair_id: int) -> HttpResponse:
    """Companies and interpreters with the number of their meetings."""
    fair = fair_at(request, fair_id)
    companies = fair.companies.annotate(held=Count("parts__wish__meeting"))
    context = {
        "fair": fair,
        "companies": [(company, party(company)) for company in companies],
        "interpreters": fair.interpreters.annotate(held=Count("meetings")),
    }
    return render(request, "meetings/people.html", context)
