"""From an address to a row: what its reader may not see is not there."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from landbridge.people.views.places import reader
from landbridge.programmes.models import Call, Programme
from landbridge.programmes.queries.programmes import led_programmes, visible_programmes


def programme_at(request: HttpRequest, programme_id: int) -> Programme:
    """The programme of an address; Http404 where its reader may not see it, as if there were none."""
    rows = visible_programmes(reader(request)).select_related("kind", "agreement", "obligation")
    return get_object_or_404(rows, pk=programme_id)


def led_at(request: HttpRequest, programme_id: int) -> Programme:
    """The programme of an address, for managers of the side that leads it; Http404 for everybody else."""
    return get_object_or_404(led_programmes(reader(request)).select_related("kind"), pk=programme_id)


def call_of(programme: Programme) -> Call:
    """The programme's call, with its texts; Http404 if it has none yet."""
    call = get_object_or_404(Call.objects.prefetch_related("texts__approved_by"), programme=programme)
    call.programme = programme
    return call


def first_words(refused: ValidationError) -> str:
    """What an action refused, in one line, for a page without a form."""
    return " ".join(refused.messages)
