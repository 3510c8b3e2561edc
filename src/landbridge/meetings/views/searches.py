"""Searching a timetable: asking, watching, stopping."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from landbridge.base.access import needs
from landbridge.meetings.actions import ask_solve, ask_stop
from landbridge.meetings.forms.search import SolveForm
from landbridge.meetings.models import SolveRun
from landbridge.meetings.queries import fair_figures, unfinished_run
from landbridge.meetings.rules import Can
from landbridge.meetings.tables.levels import level_rows
from landbridge.meetings.views.places import fair_at, may, part_at, reader
from landbridge.meetings.wording import phase_text


@require_http_methods(["GET", "POST"])
@needs(Can.SOLVE_FAIR)
def solve(request: HttpRequest, fair_id: int) -> HttpResponse:
    """Ask for a timetable; while one is being searched, go and watch that."""
    fair = fair_at(request, fair_id)
    if request.method == "POST":
        form = SolveForm(request.POST)
        if form.is_valid():
            run = ask_solve(fair, by=reader(request), **form.cleaned_data)
            return redirect("meetings:search", fair.pk, run.pk)
    elif (running := unfinished_run(fair)) is not None:
        return redirect("meetings:search", fair.pk, running.pk)
    else:
        form = SolveForm()
    return render(request, "meetings/solve.html", {"fair": fair, "form": form, "figures": fair_figures(fair)})


@require_GET
@needs(Can.SEE_FAIRS)
def search_page(request: HttpRequest, fair_id: int, run_id: int) -> HttpResponse:
    """How far a search is; htmx asks again every second, a page without scripts refreshes itself."""
    fair = fair_at(request, fair_id)
    run = part_at(fair, SolveRun, run_id)
    context = {
        "fair": fair,
        "run": run,
        "running": run.state in SolveRun.UNFINISHED,
        "levels": level_rows(run.levels),
        "proposal": getattr(run, "proposal", None),
        "phase": phase_text(run.phase),
        "said": _("%(elapsed)d of %(limit)d seconds") % {"elapsed": run.elapsed, "limit": run.seconds},
        **may(request),
    }
    part = "meetings/parts/search.html" if request.htmx else "meetings/search.html"  # type: ignore[attr-defined]
    return render(request, part, context)


@require_POST
@needs(Can.SOLVE_FAIR)
def search_stop(request: HttpRequest, fair_id: int, run_id: int) -> HttpResponse:
    """End a search; what it has found so far counts."""
    fair = fair_at(request, fair_id)
    run = ask_stop(part_at(fair, SolveRun, run_id), by=reader(request))
    return redirect("meetings:search", fair.pk, run.pk)
