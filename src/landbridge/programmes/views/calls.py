"""A programme's call for those who write it: its facts, its rubric, sending, publishing, withdrawing, a preview."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import allowed, needs
from landbridge.base.text import LANGUAGES
from landbridge.base.versions import version_of
from landbridge.people.forms.errors import put_errors
from landbridge.people.models import User
from landbridge.people.views.places import reader
from landbridge.programmes.actions.agreeing import ask_call_approval
from landbridge.programmes.actions.calls import draft_call, edit_call, publish_call, withdraw_call
from landbridge.programmes.forms.calls import CallForm, RubricForms, rows_of, rubric_of
from landbridge.programmes.forms.programmes import ReasonForm
from landbridge.programmes.models import Call
from landbridge.programmes.queries.texts import preview_text
from landbridge.programmes.rules.calls import Can
from landbridge.programmes.views.places import call_of, first_words, led_at, programme_at


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.WRITE_CALL)
def call_new(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Draft the call of a programme; its form, rules and rubric come from its kind."""
    programme = led_at(request, programme_id)
    form = CallForm(request.POST or None, programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            draft_call(programme, by=reader(request), **form.facts())
        except ValidationError as refused:
            put_errors(form, refused)
        else:
            messages.success(request, _("The call was drafted. Now write its text."))
            return redirect("programmes:call_texts", programme_id)
    context = {"form": form, "programme": programme}
    return render(request, "programmes/call_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.WRITE_CALL)
def call_edit(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Change when a call is open, for whom and for how many."""
    programme = led_at(request, programme_id)
    call = call_of(programme)
    form = CallForm(request.POST or None, instance=call, programme=programme)
    if request.method == "POST" and form.is_valid():
        try:
            edit_call(call, by=reader(request), version=form.cleaned_data["version"], **form.facts())
        except ValidationError as refused:
            put_errors(form, refused)
        else:
            messages.success(request, _("The changes were saved."))
            return redirect("programmes:programme", programme_id)
    context = {"form": form, "programme": programme, "call": call_of(programme)}
    return render(request, "programmes/call_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.WRITE_CALL)
def call_rubric(request: HttpRequest, programme_id: int) -> HttpResponse:
    """What evaluators mark, and how much each counts."""
    programme = led_at(request, programme_id)
    call = call_of(programme)
    rows = RubricForms(request.POST or None, initial=rows_of(call.rubric), prefix="rows")
    faults: list[str] = []
    if request.method == "POST" and rows.is_valid():
        try:
            edit_call(call, by=reader(request), version=version_of(request), rubric=rubric_of(rows, call.rubric))
        except ValidationError as refused:
            faults = refused.messages
        else:
            messages.success(request, _("The rubric was saved."))
            return redirect("programmes:programme", programme_id)
    wrong = bool(faults) or (rows.is_bound and not rows.is_valid())
    context: dict[str, Any] = {"rows": rows, "faults": faults, "programme": programme, "call": call, "is_wrong": wrong}
    return render(request, "programmes/call_rubric.html", context, status=422 if wrong else 200)


@require_safe
@needs(Can.SEE_PROGRAMMES)
def call_preview(request: HttpRequest, programme_id: int) -> HttpResponse:
    """The public page as it will be, in each language, with what is not final yet marked as that."""
    programme = programme_at(request, programme_id)
    call = call_of(programme)
    asked = request.GET.get("text", get_language() or "en")
    language = asked if asked in LANGUAGES else call.original
    context = {"programme": programme, "call": call, "shown": preview_text(call, language), "language": language}
    return render(request, "programmes/call_preview.html", context)


@require_POST
@needs(Can.PUBLISH_CALL)
def call_send(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Send a joint call to the other side."""
    return _done(request, programme_id, ask_call_approval, _("The call was sent to the other side."))


@require_POST
@needs(Can.PUBLISH_CALL)
def call_publish(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Publish a call."""
    return _done(request, programme_id, publish_call, _("The call was published."))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.PUBLISH_CALL)
def call_withdraw(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Take a call back, with the reason."""
    programme = led_at(request, programme_id)
    call = call_of(programme)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_call(call, by=reader(request), reason=form.cleaned_data["reason"])
        except ValidationError as refused:
            put_errors(form, refused)
        else:
            messages.success(request, _("The call was withdrawn."))
            return redirect("programmes:programme", programme_id)
    context = {"form": form, "programme": programme, "what": "call"}
    return render(request, "programmes/call_off.html", context, status=422 if form.errors else 200)


def _done(request: HttpRequest, programme_id: int, act: Callable[..., Call], said: str) -> HttpResponse:
    call = call_of(led_at(request, programme_id))
    user: User = reader(request)
    if not allowed(user, Can.PUBLISH_CALL, call):
        messages.warning(request, _("That is for the side that leads the programme."))
        return redirect("programmes:programme", programme_id)
    try:
        act(call, by=user)
    except ValidationError as refused:
        messages.warning(request, first_words(refused))
    else:
        messages.success(request, said)
    return redirect("programmes:programme", programme_id)
