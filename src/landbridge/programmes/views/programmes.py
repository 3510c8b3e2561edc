"""Programmes: the list, one programme, planning, changing, moving on, cancelling."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.agreements.queries.trails import approvals_of_subject
from landbridge.base.access import allowed, needs
from landbridge.base.keyset import keyset_page
from landbridge.people.forms.errors import put_errors
from landbridge.people.rules import OTHER_SIDE
from landbridge.people.views.places import reader
from landbridge.programmes.actions.agreeing import CALL
from landbridge.programmes.actions.calls import missing_for_publication
from landbridge.programmes.actions.programmes import (
    NEXT,
    cancel_programme,
    edit_programme,
    move_programme,
    plan_programme,
)
from landbridge.programmes.forms.filters import ProgrammeFilters
from landbridge.programmes.forms.programmes import ProgrammeForm, ReasonForm
from landbridge.programmes.models import Call, Programme
from landbridge.programmes.queries.panels import panels_of
from landbridge.programmes.queries.programmes import phase, visible_programmes
from landbridge.programmes.rules.calls import Can
from landbridge.programmes.tables.texts import states_of_texts
from landbridge.programmes.views.places import first_words, led_at, programme_at

PAGE = 30


@require_safe
@needs(Can.SEE_PROGRAMMES)
def programme_list(request: HttpRequest) -> HttpResponse:
    """The programmes a side may see, the next ones first."""
    user = reader(request)
    filters = ProgrammeFilters(request.GET)
    visible = visible_programmes(user)
    rows = filters.apply(visible).select_related("kind", "call")
    page = keyset_page(rows, order=("-starts_on", "-pk"), cursor=request.GET.get("page", ""), size=PAGE)
    context = {
        "filters": filters,
        "rows": page.rows,
        "next": page.next_cursor,
        "previous": page.previous_cursor,
        "is_empty": not page.rows and not filters.is_narrowed,
        "may_plan": allowed(user, Can.PLAN_PROGRAMME),
    }
    return render(request, "programmes/programmes.html", context)


@require_safe
@needs(Can.SEE_PROGRAMMES)
def programme_page(request: HttpRequest, programme_id: int) -> HttpResponse:
    """One programme with its call and where everything stands."""
    user, programme = reader(request), programme_at(request, programme_id)
    call = Call.objects.prefetch_related("texts").filter(programme=programme).first()
    context: dict[str, Any] = {
        "programme": programme,
        "call": call,
        "may_edit": allowed(user, Can.EDIT_PROGRAMME, programme),
        "steps": [(state, Programme.State(state).label) for state in NEXT[programme.state]],
        "is_over": programme.state in {"completed", "settled", "cancelled"},
        "panels": panels_of(programme, user),
    }
    if call is not None:
        call.programme = programme
        other = OTHER_SIDE[programme.side]
        before = call.state in {Call.State.DRAFT, Call.State.AGREEING, Call.State.APPROVED}
        context |= {
            "phase": phase(call),
            "texts": states_of_texts(call, user),
            "missing": missing_for_publication(call) if before else [],
            "is_before": before,
            "may_publish": allowed(user, Can.PUBLISH_CALL, call),
            "approvals": approvals_of_subject(
                CALL, call, user, sides=(programme.side, other) if programme.is_joint else (programme.side,)
            ),
            "own_side": user.side,
        }
    return render(request, "programmes/programme.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.PLAN_PROGRAMME)
def programme_new(request: HttpRequest) -> HttpResponse:
    """Plan a programme."""
    user = reader(request)
    form = ProgrammeForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            planned = plan_programme(by=user, kind=form.cleaned_data["kind"], **form.facts())
        except ValidationError as refused:
            put_errors(form, refused)
        else:
            messages.success(request, _("The programme was planned."))
            return redirect("programmes:programme", planned.pk)
    return render(request, "programmes/programme_edit.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_PROGRAMME)
def programme_edit(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Change a programme's facts."""
    user, programme = reader(request), led_at(request, programme_id)
    form = ProgrammeForm(request.POST or None, instance=programme, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            edit_programme(programme, by=user, version=form.cleaned_data["version"], **form.facts())
        except ValidationError as refused:
            put_errors(form, refused)
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("programmes:programme", programme_id)
    context = {"form": form, "programme": led_at(request, programme_id)}
    return render(request, "programmes/programme_edit.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Can.EDIT_PROGRAMME)
def programme_move(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Move a programme on."""
    programme = led_at(request, programme_id)
    try:
        moved = move_programme(programme, request.POST.get("state", ""), by=reader(request))
    except ValidationError as refused:
        messages.warning(request, first_words(refused))
    else:
        messages.success(request, _("The programme is now: %(state)s.") % {"state": moved.get_state_display()})
    return redirect("programmes:programme", programme_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_PROGRAMME)
def programme_cancel(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Give a programme up, with the reason."""
    programme = led_at(request, programme_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_programme(programme, by=reader(request), reason=form.cleaned_data["reason"])
        except ValidationError as refused:
            put_errors(form, refused)
        else:
            messages.success(request, _("The programme was cancelled."))
            return redirect("programmes:programme", programme_id)
    context = {"form": form, "programme": programme, "what": "programme"}
    return render(request, "programmes/call_off.html", context, status=422 if form.errors else 200)
