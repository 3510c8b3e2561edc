"""The list of fairs, one fair, its settings, its end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from landbridge.base.access import needs
from landbridge.meetings.actions import Clash, change_fair, delete_fair
from landbridge.meetings.forms.fair import FairForm
from landbridge.meetings.queries import fair_figures, fair_rows, latest_run, open_proposal
from landbridge.meetings.rules import Can
from landbridge.meetings.tables.refusals import refusals
from landbridge.meetings.views.places import fair_at, may, reader
from landbridge.meetings.workbook.faults import Fault


@require_GET
@needs(Can.SEE_FAIRS)
def fair_list(request: HttpRequest) -> HttpResponse:
    """Every fair, narrowed by words of its title."""
    search = request.GET.get("find", "").strip()[:100]
    rows = fair_rows(reader(request), search)
    return render(request, "meetings/fairs.html", {"rows": rows, "find": search, **may(request)})


@require_GET
@needs(Can.SEE_FAIRS)
def fair_page(request: HttpRequest, fair_id: int) -> HttpResponse:
    """One fair: how far it is, and what to do next."""
    fair = fair_at(request, fair_id)
    upload = fair.uploads.defer("content").first()
    told = [] if upload is None else [Fault.from_json(fault) for fault in upload.faults]
    context = {
        "fair": fair,
        "figures": fair_figures(fair),
        "run": latest_run(fair),
        "proposal": open_proposal(fair),
        "upload": upload,
        "notices": [fault for fault in told if fault.is_notice],
        **may(request),
    }
    return render(request, "meetings/fair.html", context)


@require_http_methods(["GET", "POST"])
@needs(Can.CHANGE_FAIR)
def fair_settings(request: HttpRequest, fair_id: int) -> HttpResponse:
    """Title, zone, spare tables, rounds in a row."""
    fair = fair_at(request, fair_id)
    form = FairForm(request.POST or None, instance=fair, initial={"version": fair.version})
    broken: list[str] = []
    if request.method == "POST" and form.is_valid():
        settings = dict(form.cleaned_data)
        try:
            change_fair(
                fair_at(request, fair_id), by=reader(request), version=settings.pop("version"), settings=settings
            )
        except Clash as clash:
            broken = refusals(fair, clash.violations)
        else:
            messages.success(request, _("The settings were saved."))
            return redirect("meetings:fair", fair_id)
    context = {"fair": fair, "form": form, "broken": broken}
    return render(request, "meetings/settings.html", context, status=409 if broken else 200)


@require_http_methods(["GET", "POST"])
@needs(Can.DELETE_FAIR)
def fair_delete(request: HttpRequest, fair_id: int) -> HttpResponse:
    """Ask, then delete."""
    fair = fair_at(request, fair_id)
    if request.method == "POST":
        title = fair.title
        delete_fair(fair, by=reader(request))
        messages.success(request, _("“%(title)s” was deleted.") % {"title": title})
        return redirect("meetings:fairs")
    return render(request, "meetings/delete.html", {"fair": fair, "figures": fair_figures(fair)})
