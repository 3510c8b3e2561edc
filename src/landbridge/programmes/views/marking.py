"""The evaluator's pages: what is given to them, the sheet, and what they are tied to."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from landbridge.base.access import needs
from landbridge.base.documents import open_document
from landbridge.base.versions import Stale
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.forms.errors import put_errors
from landbridge.people.models import User
from landbridge.people.rules import acting_side
from landbridge.people.views.places import reader
from landbridge.programmes.actions.evaluators import declare_tie
from landbridge.programmes.actions.marks import save_marks, submit_marks
from landbridge.programmes.criteria.rubrics import is_whole, mark_of, read_mark, read_rubric
from landbridge.programmes.forms.marks import MarksForm
from landbridge.programmes.forms.screening import DeclareForm
from landbridge.programmes.models import ApplicationFile, Assignment, ScoreSheet
from landbridge.programmes.queries.screening import given_assignments, openable, others_sheets, own_evaluations, ties_of
from landbridge.programmes.rules.screening import Can
from landbridge.programmes.tables.applicants import applicant_names, persons_in
from landbridge.programmes.tables.marking import answers_of, file_numbers
from landbridge.programmes.views.screening_places import assignment_at


@require_safe
@needs(Can.MARK)
def marking(request: HttpRequest) -> HttpResponse:
    """What is given to the evaluator, what is to be done first; and their ties."""
    user = reader(request)
    rows = openable(user, given_assignments(user).order_by("-application__call__closes_at", "application__number"))
    names = applicant_names([row.application for row in rows], user)
    disclose_in(request, persons_in(names), "list")
    calls: dict[int, dict[str, Any]] = {
        one.call_id: {"call": one.call, "rows": [], "done": 0} for one in own_evaluations(user)
    }
    for row in rows:
        group = calls[row.application.call_id]
        group["rows"].append((row, names[row.application_id]))
        group["done"] += row.state == Assignment.State.SUBMITTED
    return render(request, "programmes/marking.html", {"calls": list(calls.values()), "ties": ties_of(user)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.MARK)
def sheet(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """One application and the sheet for it: the draft is saved, or submitted for good."""
    assignment = assignment_at(request, assignment_id)
    user, rubric = reader(request), read_rubric(assignment.application.call.rubric)
    held = ScoreSheet.objects.filter(assignment=assignment).first() or ScoreSheet(assignment=assignment)
    form = MarksForm(request.POST or None, rubric=rubric, sheet=held)
    if request.method != "POST" or not form.is_valid():
        return _page(request, assignment, held, form, status=422 if form.errors else 200)
    is_final = "submit" in request.POST
    try:
        (submit_marks if is_final else save_marks)(assignment, by=user, **form.said())
    except ValidationError as error:
        if getattr(error, "code", "") == "submitted":
            return _late(request, assignment, form)
        put_errors(form, error)
        return _page(request, assignment, held, form, status=422)
    except Stale as stale:
        return _stale(request, assignment, stale)
    except PermissionDenied:
        raise Http404 from None  # a conflict came to be known while the page was open
    if is_final:
        messages.success(request, _("The sheet was submitted."))
    else:
        at = timezone.localtime()
        messages.success(
            request,
            _("The draft was saved at %(time)s %(zone)s.") % {"time": time_format(at, "H:i"), "zone": at.tzname()},
        )
    return redirect("programmes:sheet", assignment_id)


@require_safe
@needs(Can.MARK)
def sheet_file(request: HttpRequest, assignment_id: int, file_id: int) -> HttpResponse:
    """A file of the version that is marked; one that the evaluator's page withholds is not there."""
    assignment = assignment_at(request, assignment_id)
    version = assignment.application.versions.select_related("form").first()
    across = assignment.application.side != acting_side(reader(request))
    shown = () if version is None else answers_of(version, get_language() or "en", across=across)
    if file_id not in file_numbers(shown):
        raise Http404
    file = get_object_or_404(
        ApplicationFile.objects.select_related("document"), pk=file_id, application=assignment.application
    )
    _disclose(request, assignment)
    return open_document(file.document)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.DECLARE_TIE)
def declare(request: HttpRequest, call_id: int) -> HttpResponse:
    """An evaluator says which of the applicants they must not judge; what was given to them of those is closed."""
    user = reader(request)
    evaluator = get_object_or_404(own_evaluations(user), call=call_id)
    form = DeclareForm(request.POST or None, call=evaluator.call, user=user)
    if request.method == "POST" and form.is_valid():
        for organisation in form.cleaned_data["organisations"]:
            declare_tie(organisation, by=user, note=form.cleaned_data["note"])
        messages.success(request, _("Thank you. What you declared is closed to you, and goes to other evaluators."))
        return redirect("programmes:marking")
    context = {"call": evaluator.call, "form": form, "has_any": form.has_any}
    return render(request, "programmes/declare.html", context, status=422 if form.errors else 200)


def _stale(request: HttpRequest, assignment: Assignment, stale: Stale) -> HttpResponse:
    """The sheet was saved in another window: what was typed here stays, beside what is stored."""
    stored = stale.current
    assert isinstance(stored, ScoreSheet)  # noqa: S101 - what the action claims
    assignment.refresh_from_db()
    data = request.POST.copy()
    data["version"] = str(stored.version)
    form = MarksForm(data, rubric=read_rubric(assignment.application.call.rubric), sheet=stored)
    differing = _differing(request, stored, form)
    return _page(request, assignment, stored, form, status=409, differing=differing, is_stale=True)


def _late(request: HttpRequest, assignment: Assignment, form: MarksForm) -> HttpResponse:
    """The sheet was submitted in another window, or by the first of two clicks: what else was typed is shown."""
    assignment.refresh_from_db()
    stored = ScoreSheet.objects.get(assignment=assignment)
    differing = _differing(request, stored, form)
    if not differing:
        return redirect("programmes:sheet", assignment.pk)
    return _page(request, assignment, stored, form, status=409, differing=differing, is_late=True)


def _differing(request: HttpRequest, stored: ScoreSheet, form: MarksForm) -> list[tuple[str, str, str]]:
    """What was typed and is not what is stored: the field's name, what is stored, what was typed."""
    language = get_language() or "en"
    rows = [
        (one.label.read(language)[0], stored.marks.get(one.code, ""), request.POST.get(f"mark_{one.code}", "").strip())
        for one in form.rubric
    ]
    found = [row for row in rows if row[1] != row[2] and (not row[1] or read_mark(row[2]) != Decimal(row[1]))]
    comment = request.POST.get("comment", "").replace("\r\n", "\n").strip()
    return found if comment == stored.comment else [*found, (_("Comment"), stored.comment, comment)]


def _page(
    request: HttpRequest, assignment: Assignment, held: ScoreSheet, form: MarksForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    application, user = assignment.application, reader(request)
    version = application.versions.select_related("form").first()
    across = application.side != acting_side(user)
    _disclose(request, assignment)
    is_in = assignment.state == Assignment.State.SUBMITTED
    language = get_language() or "en"
    context = {
        "assignment": assignment,
        "application": application,
        "name": applicant_names([application], user)[application.pk],
        "answers": [] if version is None else answers_of(version, language, across=across),
        "number": version.number if version is not None else 0,
        "form": form,
        "sheet": held,
        "is_in": is_in,
        "own": [(one.label.read(language)[0], held.marks.get(one.code, "–"), one.most_said) for one in form.rubric],
        "own_mark": _mark(form, held),
        "others": [(_mark(form, one), one.comment) for one in others_sheets(assignment)],
        "next": _next(assignment, user) if is_in else None,
        "across": across,
        **more,
    }
    return render(request, "programmes/sheet.html", context, status=status)


def _mark(form: MarksForm, sheet: ScoreSheet) -> str:
    """What a sheet comes to; nothing where it is not whole."""
    return f"{mark_of(form.rubric, sheet.marks):.2f}" if is_whole(form.rubric, sheet.marks) else ""


def _next(assignment: Assignment, user: User) -> Assignment | None:
    """What the evaluator has to mark next in the same call: what follows by number, then what was passed over."""
    rows = given_assignments(user).filter(
        application__call=assignment.application.call_id, state=Assignment.State.ASSIGNED
    )
    found = openable(user, rows.order_by("application__number"))
    later = [one for one in found if (one.application.number or 0) > (assignment.application.number or 0)]
    return next(iter([*later, *found]), None)


def _disclose(request: HttpRequest, assignment: Assignment) -> None:
    person = assignment.application.person
    if person is not None:
        disclose_in(request, [person], "view")
