"""From an address to a row of screening: what its reader may not see is not there."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from landbridge.people.views.places import reader
from landbridge.programmes.models import Application, Assignment, Call, Selection
from landbridge.programmes.queries.conflicts import conflict_between
from landbridge.programmes.queries.screening import given_assignments, led_calls, screened_calls
from landbridge.programmes.queries.selections import visible_selections


def call_at(request: HttpRequest, call_id: int) -> Call:
    """A call whose screening the reader sees."""
    return get_object_or_404(screened_calls(reader(request)), pk=call_id)


def led_call_at(request: HttpRequest, call_id: int) -> Call:
    """A call whose screening the reader's own side runs."""
    return get_object_or_404(led_calls(reader(request)), pk=call_id)


def led_application_at(request: HttpRequest, application_id: int) -> Application:
    """A submitted application to such a call."""
    rows = Application.objects.filter(call__in=led_calls(reader(request)).values("pk"), number__isnull=False)
    return get_object_or_404(rows.select_related("call__programme", "organisation", "person"), pk=application_id)


def selection_at(request: HttpRequest, selection_id: int) -> Selection:
    """A selection the reader sees."""
    return get_object_or_404(visible_selections(reader(request)), pk=selection_id)


def led_selection_at(request: HttpRequest, selection_id: int) -> Selection:
    """A selection of a call whose screening the reader's own side runs."""
    user = reader(request)
    return get_object_or_404(visible_selections(user).filter(call__programme__side=user.side), pk=selection_id)


def assignment_at(request: HttpRequest, assignment_id: int) -> Assignment:
    """An evaluator's own assignment; one in which a conflict of interest stands today is not there."""
    user = reader(request)
    assignment = get_object_or_404(given_assignments(user), pk=assignment_id)
    if conflict_between(user, assignment.application):
        return get_object_or_404(Assignment.objects.none())
    return assignment
