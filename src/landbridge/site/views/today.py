"""Today: the first page after signing in."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from landbridge.base.access import allowed, signed_in
from landbridge.directory.tables.waiting import checks_waiting
from landbridge.meetings.rules import Can
from landbridge.people.models import User
from landbridge.people.queries.today import piles_for
from landbridge.programmes.queries.waiting import calls_waiting
from landbridge.site.waiting import waiting


@signed_in
def today(request: HttpRequest) -> HttpResponse:
    """What needs me, and where to begin."""
    user = cast("User", request.user)  # @signed_in lets nobody else in
    if not user.role:
        return redirect("no_role")
    context = {
        "today": waiting(user),
        "piles": piles_for(user),
        "may_add": allowed(user, Can.ADD_FAIR),
        "checks": checks_waiting(user),
        "calls": calls_waiting(user),
    }
    return render(request, "site/today.html", context)
