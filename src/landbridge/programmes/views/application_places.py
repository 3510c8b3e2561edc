"""From an address to a call or an application: what its reader may not know of is not there."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from landbridge.base.access import allowed
from landbridge.people.views.places import reader
from landbridge.programmes.models import Application, Call
from landbridge.programmes.queries.applications import own_applications, read_applications, visible_applications
from landbridge.programmes.rules.applications import Can


def call_to_apply_to(request: HttpRequest, slug: str) -> Call:
    """The published call of an address, if it is addressed to its reader."""
    call = get_object_or_404(Call.objects.select_related("programme__kind"), slug=slug, state=Call.State.PUBLISHED)
    if not allowed(reader(request), Can.APPLY, call):
        raise Http404
    return call


def application_at(request: HttpRequest, application_id: int) -> Application:
    """The application of an address, for whoever may know of it."""
    return get_object_or_404(visible_applications(reader(request)), pk=application_id)


def readable_at(request: HttpRequest, application_id: int) -> Application:
    """The application of an address, for whoever may read its answers."""
    return get_object_or_404(read_applications(reader(request)), pk=application_id)


def own_at(request: HttpRequest, application_id: int) -> Application:
    """The application of an address, for whoever applies."""
    rows = own_applications(reader(request)).select_related("form")
    return get_object_or_404(rows, pk=application_id)


def editable_at(request: HttpRequest, application_id: int) -> Application:
    """The application of an address, for whoever may still write in it."""
    application = own_at(request, application_id)
    if not allowed(reader(request), Can.EDIT_APPLICATION, application):
        raise Http404
    return application
