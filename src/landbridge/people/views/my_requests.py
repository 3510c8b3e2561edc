"""One's own data: a copy of it at once, and what one asks about it."""

from __future__ import annotations

import json

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from landbridge.base.access import signed_in
from landbridge.base.attachments import attachment
from landbridge.base.printing import print_pdf
from landbridge.people.actions.requests import ask, note_copy, withdraw_request
from landbridge.people.forms.errors import put_errors
from landbridge.people.forms.requests import AskForm
from landbridge.people.models import Person, SubjectRequest
from landbridge.people.queries.subject_copy import as_json, copy_of
from landbridge.people.tables.subject_copy import sections
from landbridge.people.views.places import my_person, reader, reading

#: The shapes a copy comes in.
SHAPES = ("json", "pdf")


@require_POST
@signed_in
def my_copy(request: HttpRequest) -> HttpResponse:
    """Everything that is known of the reader, made in this moment; nothing of it is kept as a file."""
    person = my_person(request)
    return copy_answer(request, person)


def copy_answer(request: HttpRequest, person: Person) -> HttpResponse:
    """The file, and a line in the register of requests that it was given."""
    shape = request.POST.get("shape", "")
    if shape not in SHAPES:
        raise Http404
    note_copy(person, by=reader(request))
    parts, now = copy_of(person), timezone.localtime()
    name = f"my-data-{now:%Y-%m-%d}.{shape}"
    if shape == "pdf":
        context = {"person": person, "sections": sections(parts), "now": now}
        return attachment(print_pdf("people/subject_copy_pdf.html", context, reading()), name, "application/pdf")
    copy = {"person": person.pk, "made_at": now.isoformat(), "data": as_json(parts)}
    return attachment(json.dumps(copy, ensure_ascii=False, indent=2).encode(), name, "application/json")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def my_request_new(request: HttpRequest) -> HttpResponse:
    """Ask for a correction, an end to a use, or erasure."""
    person = my_person(request)
    form = AskForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and form.is_valid():
        try:
            asked = ask(person, form.cleaned_data["kind"], by=reader(request), text=form.cleaned_data["text"])
        except ValidationError as error:
            put_errors(form, error)
        else:
            said = _("Your request is on record. You have the answer by %(day)s at the latest.")
            messages.success(request, said % {"day": f"{asked.due_on:%Y-%m-%d}"})
            return redirect("my_data")
    return render(
        request, "people/my_request_new.html", {"form": form}, status=422 if request.method == "POST" else 200
    )


@require_POST
@signed_in
def my_request_withdraw(request: HttpRequest, request_id: int) -> HttpResponse:
    """Take a request back."""
    asked = get_object_or_404(SubjectRequest, pk=request_id, person=my_person(request))
    withdraw_request(asked, by=reader(request))
    if asked.state == SubjectRequest.State.WITHDRAWN:
        messages.success(request, _("The request is withdrawn."))
    else:
        messages.error(request, _("This request was answered meanwhile."))
    return redirect("my_data")
