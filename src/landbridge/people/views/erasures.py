"""Erasing persons: the rehearsal, the confirmation, the run and its certificate; and the holds that forbid it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import allowed, needs
from landbridge.base.attachments import attachment
from landbridge.base.keyset import keyset_page
from landbridge.base.printing import print_pdf
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.actions.retention import ask_erasure, dismiss_rehearsal, lift_hold, place_hold, rehearse_erasure
from landbridge.people.forms.errors import put_errors
from landbridge.people.forms.retention import ConfirmForm, EraseForm, HoldForm
from landbridge.people.models import ErasureRun, Person
from landbridge.people.queries.erasure import erased_so_far, is_fresh, visible_holds, visible_runs
from landbridge.people.rules import Can
from landbridge.people.tables.erasure import certificate_of, reason_of
from landbridge.people.tables.persons import PersonRow, person_row
from landbridge.people.views.places import own_side_person_at, reader, reading

PAGE = 50


@require_safe
@needs(Can.SEE_RECORDS)
def erasures(request: HttpRequest) -> HttpResponse:
    """Erasures and rehearsals of one's own side, the latest first."""
    page = keyset_page(
        visible_runs(reader(request)), order=("-started_at",), cursor=request.GET.get("page", ""), size=PAGE
    )
    context = {
        "rows": [(run, reason_of(run)) for run in page.rows],
        "next": page.next_cursor,
        "previous": page.previous_cursor,
    }
    return render(request, "people/erasures.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.ERASE_PERSON)
def erase_person(request: HttpRequest, person_id: int) -> HttpResponse:
    """Rehearse the erasure of one person: nothing is erased yet."""
    person = own_side_person_at(request, person_id)
    disclose_in(request, [person], "view")
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            rehearsal = rehearse_erasure(
                [person], by=reader(request), side=person.side, reason=form.cleaned_data["reason"]
            )
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect("erasure", rehearsal.pk)
    context = {"form": form, "person": person, "name": _row(person).name}
    return render(request, "people/erase_person.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SEE_RECORDS)
def erasure(request: HttpRequest, run_id: int) -> HttpResponse:
    """A rehearsal with its confirmation, a run with how far it is, or a certificate."""
    user, run = reader(request), _run_at(request, run_id)
    may_confirm = run.is_dry and allowed(user, Can.CHANGE_RETENTION) and is_fresh(run) and not hasattr(run, "run")
    form = ConfirmForm(request.POST or None, people=len(run.people))
    if request.method == "POST" and not allowed(user, Can.CHANGE_RETENTION):
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            asked = ask_erasure(run, by=user)
        except ValidationError as error:
            put_errors(form, error)
        else:
            return redirect("erasure", asked.pk)
    context = _context(run) | {"form": form, "may_confirm": may_confirm}
    if run.is_dry:
        context["persons"] = _still_known(request, run)
    busy = request.headers.get("HX-Request") == "true" and request.method != "POST"
    template = "people/parts/erasure_progress.html" if busy else "people/erasure.html"
    return render(request, template, context, status=422 if request.method == "POST" else 200)


@require_POST
@needs(Can.CHANGE_RETENTION)
def erasure_dismiss(request: HttpRequest, run_id: int) -> HttpResponse:
    """Nobody is erased by this rehearsal."""
    dismiss_rehearsal(_run_at(request, run_id), by=reader(request))
    messages.success(request, _("The rehearsal is dismissed. Nobody was erased."))
    return redirect("retention")


@require_safe
@needs(Can.SEE_RECORDS)
def erasure_pdf(request: HttpRequest, run_id: int) -> HttpResponse:
    """The certificate on paper."""
    run = _run_at(request, run_id)
    if run.is_dry or run.state != ErasureRun.State.DONE:
        raise Http404
    content = print_pdf("people/erasure_pdf.html", _context(run), reading())
    return attachment(content, f"erasure-{run.pk}.pdf", "application/pdf")


@require_safe
@needs(Can.SEE_RECORDS)
def holds(request: HttpRequest) -> HttpResponse:
    """Whose data may not be erased now, and whose might not have been."""
    user = reader(request)
    rows = visible_holds(user).prefetch_related("person__names")
    page = keyset_page(rows, order=("-placed_at",), cursor=request.GET.get("page", ""), size=PAGE)
    disclose_in(request, [hold.person for hold in page.rows], "list")
    context = {
        "rows": [(hold, _row(hold.person).name) for hold in page.rows],
        "next": page.next_cursor,
        "previous": page.previous_cursor,
        "may_change": allowed(user, Can.CHANGE_RETENTION),
    }
    return render(request, "people/holds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.ERASE_PERSON)
def hold_new(request: HttpRequest, person_id: int) -> HttpResponse:
    """Forbid a person's erasure for now."""
    person = own_side_person_at(request, person_id)
    disclose_in(request, [person], "view")
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            place_hold(person, by=reader(request), **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The data of this person stays until the hold ends."))
            return redirect("holds")
    context = {"form": form, "person": person, "name": _row(person).name}
    return render(request, "people/hold_new.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@needs(Can.ERASE_PERSON)
def hold_lift(request: HttpRequest, hold_id: int) -> HttpResponse:
    """Let a person be erased again."""
    lift_hold(get_object_or_404(visible_holds(reader(request)), pk=hold_id), by=reader(request))
    messages.success(request, _("The hold is lifted."))
    return redirect("holds")


def _run_at(request: HttpRequest, run_id: int) -> ErasureRun:
    return get_object_or_404(visible_runs(reader(request)), pk=run_id)


def _context(run: ErasureRun) -> dict[str, Any]:
    running = not run.is_dry and run.state == ErasureRun.State.WAITING
    done = erased_so_far(run) if running else 0
    said = _("%(done)s of %(all)s people") % {"done": done, "all": len(run.people)}
    return {"run": run, "certificate": certificate_of(run), "running": running, "done": done, "said": said}


def _still_known(request: HttpRequest, run: ErasureRun) -> list[tuple[PersonRow, bool]]:
    """Those a rehearsal names, and whether a hold lets them be passed over."""
    known = Person.objects.filter(pk__in=[*run.people, *run.held], side=run.side, erased_at=None)
    found = list(known.prefetch_related("names").order_by("pk"))
    disclose_in(request, found, "list")
    return [(_row(person), person.pk in run.held) for person in found]


def _row(person: Person) -> PersonRow:
    return person_row(person, reading(), side=person.side)
