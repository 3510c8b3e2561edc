"""The index: what it is made of, making it anew, and how attention is spread."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import allowed, needs
from landbridge.matching.actions.index import ask_build, stop_build
from landbridge.matching.forms.index import BuildForm
from landbridge.matching.models import IndexBuild
from landbridge.matching.planning.congestion import congestion_of
from landbridge.matching.planning.index import notice_of
from landbridge.matching.queries.index import busy_build, items_held, last_builds, live_build
from landbridge.matching.rules.index import Can
from landbridge.matching.wording.index import encoder_label, error_text
from landbridge.people.models import Side
from landbridge.people.views.places import reader


@require_safe
@needs(Can.SEE_INDEX)
def index(request: HttpRequest) -> HttpResponse:
    """The index in use and the one that is being made; asked again and again while one is."""
    if request.GET.get("part") == "build":
        answer = render(request, "matching/parts/index_build.html", _building(request))
        if busy_build() is None:
            answer["HX-Refresh"] = "true"  # it is over: everything else on the page is another now
        return answer
    return _page(request, BuildForm(live=live_build()))


@require_POST
@needs(Can.KEEP_INDEX)
def index_build(request: HttpRequest) -> HttpResponse:
    """Have an index made anew; the one in use stays until it is whole."""
    form = BuildForm(request.POST, live=live_build())
    if not form.is_valid():
        return _page(request, form, status=422)
    ask_build(encoder=form.cleaned_data["encoder"], weights=form.weights(), by=reader(request))
    return redirect("matching:index")


@require_POST
@needs(Can.KEEP_INDEX)
def index_stop(request: HttpRequest, build_id: int) -> HttpResponse:
    """End one that is being made."""
    build = get_object_or_404(IndexBuild.objects.defer("space", "centres"), pk=build_id)
    if stop_build(build, by=reader(request)):
        messages.success(request, _("It was stopped. The index in use is as it was."))
    else:
        messages.info(request, _("It was over already."))
    return redirect("matching:index")


@require_http_methods(["GET", "HEAD"])
@needs(Can.SEE_INDEX)
def congestion(request: HttpRequest) -> HttpResponse:
    """Who stands in many lists and who in none, by side."""
    build = live_build()
    sides = [(side.label, congestion_of(build, side)) for side in (Side.HOST, Side.GUEST)] if build else []
    context = {"build": build, "sides": sides, "is_measured": any(found.firms for _label, found in sides)}
    return render(request, "matching/congestion.html", context)


def _page(request: HttpRequest, form: BuildForm, *, status: int = 200) -> HttpResponse:
    live = live_build()
    builds = [
        {"build": one, "encoder": encoder_label(one.encoder), "error": error_text(one.error)} for one in last_builds()
    ]
    context = _building(request) | {
        "live": live,
        "items": items_held(live) if live else 0,
        "encoder": encoder_label(live.encoder) if live else "",
        "notice": notice_of(live) if live else "",
        "builds": builds,
        "form": form,
    }
    return render(request, "matching/index.html", context, status=status)


def _building(request: HttpRequest) -> dict[str, object]:
    busy = busy_build()
    return {
        "busy": busy,
        "busy_encoder": encoder_label(busy.encoder) if busy else "",
        "may_keep": allowed(reader(request), Can.KEEP_INDEX),
    }
