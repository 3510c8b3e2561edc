"""What persons ask about their data: the queue of a side's staff, and the answers."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import allowed, needs
from landbridge.base.keyset import keyset_page
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.actions.requests import answer_request, record_request, withdraw_request
from landbridge.people.forms.errors import put_errors
from landbridge.people.forms.requests import AnswerForm, LetterForm
from landbridge.people.models import SubjectRequest
from landbridge.people.queries.requests import visible_requests, with_clock
from landbridge.people.rules import Can
from landbridge.people.tables.persons import person_row
from landbridge.people.views.my_requests import copy_answer
from landbridge.people.views.places import own_side_person_at, reader, reading

PAGE = 50


@require_safe
@needs(Can.SEE_RECORDS)
def requests(request: HttpRequest) -> HttpResponse:
    """What waits, by the day its answer is due; or with ``?closed`` what is answered, the latest first."""
    user, closed = reader(request), "closed" in request.GET
    found = visible_requests(user).prefetch_related("person__names")
    if closed:
        found, order = found.exclude(state=SubjectRequest.State.OPEN), ("-asked_at",)
    else:
        found, order = found.filter(state=SubjectRequest.State.OPEN), ("due_on",)
    page = keyset_page(found, order=order, cursor=request.GET.get("page", ""), size=PAGE)
    disclose_in(request, [row.person for row in page.rows], "list")
    context = {
        "rows": [
            (asked, person_row(asked.request.person, reading(), side=user.side).name) for asked in with_clock(page.rows)
        ],
        "closed": closed,
        "next": page.next_cursor,
        "previous": page.previous_cursor,
    }
    return render(request, "people/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.SEE_RECORDS)
def request_page(request: HttpRequest, request_id: int) -> HttpResponse:
    """One request: what is asked, its clock, and the answer; managers answer here."""
    user, shown = reader(request), _at(request, request_id)
    may_answer = allowed(user, Can.ANSWER_REQUEST, shown.person)
    disclose_in(request, [shown.person], "view")
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and not may_answer:
        raise Http404
    if request.method == "POST" and form.is_valid():
        try:
            answer_request(shown, by=user, refused="refuse" in request.POST, answer=form.cleaned_data["answer"])
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The request is answered."))
            return redirect("requests")
    (asked,) = with_clock([shown])
    context = {
        "asked": asked,
        "name": person_row(shown.person, reading(), side=user.side).name,
        "form": form,
        "may_answer": may_answer and asked.is_open,
        # Who has an account makes the copy themselves, and nobody in their stead.
        "may_copy": may_answer and shown.person.user_id is None,
    }
    return render(request, "people/request.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.ANSWER_REQUEST)
def request_new(request: HttpRequest, person_id: int) -> HttpResponse:
    """Put on record what came by letter, mail or telephone."""
    person = own_side_person_at(request, person_id)
    disclose_in(request, [person], "view")
    form = LetterForm(request.POST or None, initial={"received_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            put = record_request(person, by=reader(request), **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The request is on record."))
            return redirect("request", put.pk)
    context = {"form": form, "person": person, "name": person_row(person, reading(), side=person.side).name}
    return render(request, "people/request_new.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@needs(Can.ANSWER_REQUEST)
def request_withdraw(request: HttpRequest, request_id: int) -> HttpResponse:
    """The person wrote that they take it back."""
    shown = _at(request, request_id)
    withdraw_request(shown, by=reader(request))
    messages.success(request, _("The request is withdrawn."))
    return redirect("requests")


@require_POST
@needs(Can.ANSWER_REQUEST)
def request_copy(request: HttpRequest, request_id: int) -> HttpResponse:
    """The copy for somebody who has no account, to be sent to them."""
    person = _at(request, request_id).person
    if person.user_id is not None:
        raise Http404
    disclose_in(request, [person], "export", reason=_("A copy for the person themselves"))
    return copy_answer(request, person)


def _at(request: HttpRequest, request_id: int) -> SubjectRequest:
    rows = visible_requests(reader(request)).select_related("person__user").prefetch_related("person__names")
    return get_object_or_404(rows, pk=request_id)
