"""The overview of the pages about privacy."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from landbridge.base.access import needs
from landbridge.people.rules import Can


@require_safe
@needs(Can.SEE_RECORDS)
def privacy(request: HttpRequest) -> HttpResponse:
    """Where what is found."""
    return render(request, "people/privacy.html")
