"""Screening for staff: its calls, who evaluates, what ties them, and which application is before whom."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import allowed, needs
from landbridge.base.keyset import keyset_page
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.forms.errors import put_errors
from landbridge.people.views.places import reader
from landbridge.programmes.actions.assignments import assign, assign_automatically, take_back
from landbridge.programmes.actions.evaluators import end_evaluator, end_tie, invite_evaluator, record_tie
from landbridge.programmes.criteria.rubrics import is_whole, mark_of, read_rubric
from landbridge.programmes.forms.screening import AssignForm, InviteForm, SeedForm, TieForm, VersionForm
from landbridge.programmes.models import Application, Assignment, EmployerTie, Evaluator
from landbridge.programmes.queries.ranking import JUDGED, RESULTS
from landbridge.programmes.queries.screening import (
    MARKED,
    current_selection,
    evaluators_of,
    led_calls,
    own_evaluators,
    screened_calls,
    ties_of,
)
from landbridge.programmes.rules.screening import OPEN_TO_JUDGE, Can
from landbridge.programmes.tables.applicants import applicant_names
from landbridge.programmes.tables.screening import cell_of, evaluator_names, matrix
from landbridge.programmes.views.screening_places import call_at, led_application_at, led_call_at

PAGE = 50
SHOWN = (*JUDGED, *RESULTS, "submitted", "confirmed", "completed", "settled")


@require_safe
@needs(Can.SEE_SCREENING)
def screening_calls(request: HttpRequest) -> HttpResponse:
    """The published calls with how far their screening is."""
    still = Q(applications__state__in=MARKED)
    given = still & Q(applications__assignments__state__in=OPEN_TO_JUDGE)
    done = still & Q(applications__assignments__state=Assignment.State.SUBMITTED)
    rows = screened_calls(reader(request)).annotate(
        given=Count("applications__assignments", filter=given, distinct=True),
        done=Count("applications__assignments", filter=done, distinct=True),
        submitted=Count("applications", filter=Q(applications__state__in=SHOWN), distinct=True),
    )
    page = keyset_page(rows, order=("-closes_at",), cursor=request.GET.get("at", ""), size=PAGE)
    return render(request, "programmes/screening_calls.html", {"page": page, "now": timezone.now()})


@require_safe
@needs(Can.SEE_SCREENING)
def screening_call(request: HttpRequest, call_id: int) -> HttpResponse:
    """One call: its evaluators, and the matrix of what is before whom."""
    call, user = call_at(request, call_id), reader(request)
    evaluators: list[Any] = list(evaluators_of(call))  # with what each was given and has done
    own = set(own_evaluators(user, call).values_list("pk", flat=True))
    names = evaluator_names(call, user)
    applications = list(
        call.applications.filter(state__in=SHOWN).exclude(state__in=("submitted", "ineligible"))
        .select_related("organisation", "person").order_by("number")
    )  # fmt: skip
    rows = matrix(call, evaluators, applications, user)
    disclose_in(request, {row.name.person for row in rows if row.name.person is not None}, "list")
    given = sum(getattr(one, "given", 0) for one in evaluators)
    done = sum(getattr(one, "done", 0) for one in evaluators)
    context = {
        "call": call,
        "rows": rows,
        "evaluators": [(one, names[one.pk], one.pk in own) for one in evaluators],
        "given": given,
        "done": done,
        "lacking": sum(row.lacks for row in rows),
        "is_closed": call.closes_at <= timezone.now(),
        "selection": current_selection(call),
        "may_invite": allowed(user, Can.KEEP_EVALUATORS, call),
        "may_assign": allowed(user, Can.ASSIGN, call),
        "leads": call.programme.side == user.side,
        "invite_form": InviteForm(user=user, call=call),
        "seed_form": SeedForm(initial={"seed": call.pk}),
    }
    return render(request, "programmes/screening_call.html", context)


@require_POST
@needs(Can.KEEP_EVALUATORS)
def evaluator_invite(request: HttpRequest, call_id: int) -> HttpResponse:
    """Let a judge of one's own side evaluate."""
    call, user = call_at(request, call_id), reader(request)
    form = InviteForm(request.POST, user=user, call=call)
    if not form.is_valid():
        messages.error(request, _("Choose a judge of your side who does not evaluate here yet."))
        return redirect("programmes:screening_call", call_id)
    try:
        invite_evaluator(call, form.cleaned_data["judge"], by=user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The evaluator was invited and told."))
    return redirect("programmes:screening_call", call_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.KEEP_EVALUATORS)
def evaluator(request: HttpRequest, evaluator_id: int) -> HttpResponse:
    """One evaluator of one's own side: what ties them, and what more does."""
    shown, user = _own_evaluator_at(request, evaluator_id), reader(request)
    form = TieForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            record_tie(shown.user, said["organisation"], said["kind"], by=user, note=said["note"])
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("It was recorded. Applications of this organisation are closed to them."))
            return redirect("programmes:evaluator", evaluator_id)
    context = {"evaluator": shown, "call": shown.call, "ties": ties_of(shown.user), "form": form}
    return render(request, "programmes/evaluator.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Can.KEEP_EVALUATORS)
def evaluator_end(request: HttpRequest, evaluator_id: int) -> HttpResponse:
    """Let one evaluate no longer."""
    shown = end_evaluator(_own_evaluator_at(request, evaluator_id), by=reader(request))
    messages.success(request, _("They evaluate here no longer. Give what they had to others."))
    return redirect("programmes:screening_call", shown.call_id)


@require_POST
@needs(Can.RECORD_TIE)
def tie_end(request: HttpRequest, evaluator_id: int, tie_id: int) -> HttpResponse:
    """A tie holds no longer."""
    shown = _own_evaluator_at(request, evaluator_id)
    end_tie(get_object_or_404(EmployerTie, pk=tie_id, user=shown.user, ended_at=None), by=reader(request))
    messages.success(request, _("The tie was ended. Who was employed stays tied as somebody who was."))
    return redirect("programmes:evaluator", evaluator_id)


@require_POST
@needs(Can.ASSIGN)
def assign_all(request: HttpRequest, call_id: int) -> HttpResponse:
    """Distribute the applications."""
    call = led_call_at(request, call_id)
    form = SeedForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["seed"])))
        return redirect("programmes:screening_call", call_id)
    seed = form.cleaned_data["seed"]
    try:
        found = assign_automatically(call, by=reader(request), seed=call.pk if seed is None else seed)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("programmes:screening_call", call_id)
    many = len(found.pairs)
    messages.success(
        request,
        ngettext("%(count)s application was given out.", "%(count)s times an application was given out.", many)
        % {"count": many},
    )
    if found.holes:
        lacking = sum(hole.missing for hole in found.holes)
        messages.warning(
            request,
            ngettext(
                "%(count)s more evaluator is needed: nobody without a conflict of interest is left.",
                "%(count)s more evaluators are needed: nobody without a conflict of interest is left.",
                lacking,
            )
            % {"count": lacking},
        )
    return redirect("programmes:screening_call", call_id)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SEE_MARKS)
def screened_application(request: HttpRequest, application_id: int) -> HttpResponse:
    """One application: its sheets as they came in, and by hand before whom it is."""
    application, user = led_application_at(request, application_id), reader(request)
    call = application.call
    names = evaluator_names(call, user)
    may_assign = allowed(user, Can.ASSIGN, call)
    form = AssignForm(request.POST or None, call=call, names=names)
    if request.method == "POST":
        if not may_assign:
            raise Http404
        if form.is_valid():
            try:
                assign(application, form.cleaned_data["evaluator"], by=user)
            except ValidationError as error:
                put_errors(form, error)
            else:
                messages.success(request, _("The application was given to the evaluator."))
                return redirect("programmes:screened_application", application_id)
    rubric = read_rubric(call.rubric)
    rows = []
    held = application.assignments.select_related("evaluator", "sheet").order_by("evaluator_id")
    for one in held:
        is_in = one.state == Assignment.State.SUBMITTED
        sheet = one.sheet if is_in else None
        mark = f"{mark_of(rubric, sheet.marks):.2f}" if sheet and is_whole(rubric, sheet.marks) else ""
        rows.append((one, names[one.evaluator_id], cell_of(one), mark, sheet))
    name = applicant_names([application], user)[application.pk]
    if name.person is not None:
        disclose_in(request, [name.person], "view")
    context = {"application": application, "call": call, "rows": rows, "name": name, "form": form}
    context |= {
        "may_assign": may_assign and application.state in (Application.State.ELIGIBLE, Application.State.SCORED)
    }
    return render(request, "programmes/screened_application.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Can.ASSIGN)
def assignment_take_back(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Take an application back from an evaluator."""
    user = reader(request)
    rows = Assignment.objects.filter(application__call__in=led_calls(user).values("pk"))
    assignment = get_object_or_404(rows.select_related("application__call__programme"), pk=assignment_id)
    form = VersionForm(request.POST)
    try:
        take_back(assignment, by=user, version=form.cleaned_data["version"] if form.is_valid() else 0)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The application was taken back."))
    return redirect("programmes:screened_application", assignment.application_id)


def _own_evaluator_at(request: HttpRequest, evaluator_id: int) -> Evaluator:
    """An evaluator of one's own side in a call one sees; whoever else is not there."""
    user = reader(request)
    rows = Evaluator.objects.filter(call__in=screened_calls(user).values("pk")).select_related(
        "call__programme", "user"
    )
    shown = get_object_or_404(rows, pk=evaluator_id)
    return get_object_or_404(
        own_evaluators(user, shown.call).select_related("call__programme", "user"), pk=evaluator_id
    )
