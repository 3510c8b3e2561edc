"""Wishes that are not met: why, and what would help."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from landbridge.base.access import needs
from landbridge.meetings.queries import unmet_rows
from landbridge.meetings.rules import Can
from landbridge.meetings.tables.unmet import told
from landbridge.meetings.views.places import fair_at, may


@require_GET
@needs(Can.SEE_FAIRS)
def unmet_page(request: HttpRequest, fair_id: int) -> HttpResponse:
    """Each unmet wish with its cause and its cheapest remedy, in words."""
    fair = fair_at(request, fair_id)
    context = {"fair": fair, "rows": told(fair, unmet_rows(fair)), **may(request)}
    return render(request, "meetings/unmet.html", context)
