"""The cross-border register: the flows, what went through them, and their switches."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import allowed, needs
from landbridge.people.actions.transfers import add_flow, edit_flow, switch_flow
from landbridge.people.forms.errors import put_errors
from landbridge.people.forms.transfers import FlowForm
from landbridge.people.models import TransferFlow
from landbridge.people.queries.transfers import (
    directions,
    editable_flows,
    flow_counts,
    flows,
    flows_out_of_date,
    is_current,
    yearly_counts,
)
from landbridge.people.rules import Can
from landbridge.people.views.places import reader


@require_safe
@needs(Can.SEE_RECORDS)
def transfers(request: HttpRequest) -> HttpResponse:
    """Both ways across the border as this year stands, and every flow."""
    user, shown = reader(request), list(flows())
    counts = flow_counts(shown)
    context = {
        "directions": directions(),
        "rows": [(flow, counts[flow.pk]) for flow in shown],
        "out_of_date": flows_out_of_date(user.side),
        "may_change": allowed(user, Can.CHANGE_TRANSFERS),
    }
    return render(request, "people/transfers.html", context)


@require_safe
@needs(Can.SEE_RECORDS)
def flow(request: HttpRequest, flow_id: int) -> HttpResponse:
    """One flow: what it is, what it rests on, its counts, and its switch where it is one's own side's."""
    user, shown = reader(request), get_object_or_404(flows(), pk=flow_id)
    assessment = shown.assessment
    context = {
        "flow": shown,
        "counts": yearly_counts(shown),
        "is_current": assessment is not None and is_current(assessment),
        "sees_assessment": assessment is not None and assessment.side == user.side,
        "may_change": allowed(user, Can.CHANGE_FLOW, shown),
    }
    return render(request, "people/flow.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.CHANGE_TRANSFERS)
def flow_new(request: HttpRequest) -> HttpResponse:
    """Describe a flow out of one's own side; it is off."""
    user = reader(request)
    form = FlowForm(request.POST or None, side=user.side)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_flow(by=user, from_side=user.side, **form.facts())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The flow is on record. It is off until it is assessed and switched on."))
            return redirect("flow", added.pk)
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.CHANGE_TRANSFERS)
def flow_edit(request: HttpRequest, flow_id: int) -> HttpResponse:
    """Describe a flow of one's own side anew; one that is on goes off if it now says something else."""
    user = reader(request)
    shown = get_object_or_404(editable_flows(user), pk=flow_id)
    was_on = shown.is_on
    form = FlowForm(request.POST or None, side=user.side, instance=shown, initial={"version": shown.version})
    if request.method == "POST" and form.is_valid():
        try:
            edited = edit_flow(shown, by=user, version=form.cleaned_data["version"] or 0, **form.facts())
        except ValidationError as error:
            put_errors(form, error)
        else:
            if was_on and not edited.is_on:
                messages.warning(
                    request, _("The flow says something else than was assessed, so it is switched off now.")
                )
            else:
                messages.success(request, _("The changes were saved."))
            return redirect("flow", flow_id)
    return _form_page(request, form, shown)


@require_POST
@needs(Can.CHANGE_TRANSFERS)
def flow_switch(request: HttpRequest, flow_id: int) -> HttpResponse:
    """Let data through (``on``), or no longer."""
    user = reader(request)
    shown = get_object_or_404(editable_flows(user), pk=flow_id)
    version = request.POST.get("version", "")
    number = int(version) if version.isdecimal() and len(version) < 10 else 0
    try:
        switch_flow(shown, on="on" in request.POST, by=user, version=number)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(
            request,
            _("The flow is switched on: persons who consent are shown to the other side.")
            if "on" in request.POST
            else _("The flow is switched off. Nothing goes through it any more."),
        )
    return redirect("flow", flow_id)


def _form_page(request: HttpRequest, form: FlowForm, shown: TransferFlow | None) -> HttpResponse:
    context = {"form": form, "flow": shown}
    return render(request, "people/flow_edit.html", context, status=422 if request.method == "POST" else 200)
