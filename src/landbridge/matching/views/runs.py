"""Recommendations for the participants of a programme: ask for them, read them, take them away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from landbridge.base.access import allowed, needs
from landbridge.base.attachments import attachment
from landbridge.directory.models import Organisation
from landbridge.directory.tables.organisations import names_of
from landbridge.matching.actions.lists import ask_run
from landbridge.matching.models import Recommendation
from landbridge.matching.queries.lists import shown_lists
from landbridge.matching.queries.runs import latest_run, matched_programmes, taking_part
from landbridge.matching.rules.lists import Can
from landbridge.matching.tables.lists import place_rows
from landbridge.matching.tables.lists_file import XLSX, lists_file
from landbridge.people.rules import acting_side
from landbridge.people.views.places import reader
from landbridge.programmes.models import Programme

Listed = list[tuple[Organisation, list[Recommendation]]]


@require_safe
@needs(Can.SEE_RUNS)
def programme_matches(request: HttpRequest, programme_id: int) -> HttpResponse:
    """The lists of one's own side's participants; the other side's are its own."""
    programme, user, language = _programme_at(request, programme_id), reader(request), get_language() or "en"
    run = latest_run(programme)
    context: dict[str, Any] = {"programme": programme, "run": run, "may_run": allowed(user, Can.RUN, programme)}
    if request.GET.get("part") == "run":
        return render(request, "matching/parts/run.html", context)
    context["lists"] = [
        (one, names_of(one, language)[0], place_rows(places, language)) for one, places in _lists(request, programme)
    ]
    return render(request, "matching/programme_matches.html", context)


@require_POST
@needs(Can.RUN)
def programme_ask(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Have the lists written; the page shows how far that is."""
    programme = _programme_at(request, programme_id)
    try:
        ask_run(programme, by=reader(request))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    return redirect("matching:programme_matches", programme.pk)


@require_safe
@needs(Can.SEE_RUNS)
def programme_export(request: HttpRequest, programme_id: int) -> HttpResponse:
    """The same lists as a workbook."""
    programme, language = _programme_at(request, programme_id), get_language() or "en"
    return attachment(lists_file(_lists(request, programme), language), f"matches-{programme.pk}.xlsx", XLSX)


def _programme_at(request: HttpRequest, programme_id: int) -> Programme:
    return get_object_or_404(matched_programmes(reader(request)), pk=programme_id)


def _lists(request: HttpRequest, programme: Programme) -> Listed:
    user = reader(request)
    own = list(taking_part(programme).filter(side=acting_side(user)))
    lists = shown_lists([one.pk for one in own], user, programme=programme)
    return [(one, lists.get(one.pk, [])) for one in own]
