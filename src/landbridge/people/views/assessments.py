"""Impact assessments: written once, read, printed, and followed by a later one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from landbridge.base.access import allowed, needs
from landbridge.base.attachments import attachment
from landbridge.base.printing import print_pdf
from landbridge.people.actions.transfers import add_assessment
from landbridge.people.forms.errors import put_errors
from landbridge.people.forms.transfers import AssessmentForm
from landbridge.people.models import Assessment
from landbridge.people.models.transfers import ASSESSED
from landbridge.people.queries.transfers import editable_flows, is_current, visible_assessments
from landbridge.people.rules import Can
from landbridge.people.tables.assessments import parts_of
from landbridge.people.views.places import reader, reading


@require_safe
@needs(Can.SEE_RECORDS)
def assessments(request: HttpRequest) -> HttpResponse:
    """A side's own assessments, the latest first."""
    user = reader(request)
    rows = [(row, is_current(row)) for row in visible_assessments(user)]
    context = {"rows": rows, "may_change": allowed(user, Can.CHANGE_TRANSFERS)}
    return render(request, "people/assessments.html", context)


@require_safe
@needs(Can.SEE_RECORDS)
def assessment(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """One assessment in its parts, and the flows that rest on it."""
    user = reader(request)
    context = _context(request, assessment_id)
    context["may_change"] = allowed(user, Can.CHANGE_TRANSFERS)
    return render(request, "people/assessment.html", context)


@require_safe
@needs(Can.SEE_RECORDS)
def assessment_pdf(request: HttpRequest, assessment_id: int) -> HttpResponse:
    """The same on paper."""
    content = print_pdf("people/assessment_pdf.html", _context(request, assessment_id), reading())
    return attachment(content, f"assessment-{assessment_id}.pdf", "application/pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.CHANGE_TRANSFERS)
def assessment_new(request: HttpRequest) -> HttpResponse:
    """Write one: a first one, perhaps for a flow (``?flow=``), or the next version of another (``?after=``)."""
    user = reader(request)
    previous = _asked(visible_assessments(user).filter(following=None), request.GET.get("after"))
    flow = _asked(editable_flows(user), request.GET.get("flow"))
    initial: dict[str, Any] = {"done_on": timezone.localdate()}
    if previous:
        initial |= {name: getattr(previous, name) for name in ("title", *ASSESSED)}
        initial["flows"] = list(previous.flows.values_list("pk", flat=True))
    elif flow:
        initial |= {"title": flow.name, "flows": [flow.pk]}
    form = AssessmentForm(request.POST or None, side=user.side, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            added = add_assessment(by=user, previous=previous, **form.facts())
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The assessment is on record. It stays as it is."))
            return redirect("assessment", added.pk)
    context = {"form": form, "previous": previous}
    return render(request, "people/assessment_new.html", context, status=422 if request.method == "POST" else 200)


def _context(request: HttpRequest, assessment_id: int) -> dict[str, Any]:
    shown: Assessment = get_object_or_404(visible_assessments(reader(request)), pk=assessment_id)
    return {
        "assessment": shown,
        "parts": parts_of(shown),
        "flows": shown.flows.order_by("pk"),
        "is_current": is_current(shown),
        "following": getattr(shown, "following", None),
    }


def _asked(rows: Any, number: str | None) -> Any:
    """The row asked for in the address, None if none is; Http404 if there is none the reader may use."""
    if not number:
        return None
    return get_object_or_404(rows, pk=int(number) if number.isdecimal() and len(number) < 19 else 0)
