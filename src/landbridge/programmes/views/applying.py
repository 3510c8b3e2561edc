"""Applying: begun from a call, written with what was typed kept, looked over, submitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from landbridge.base.access import needs
from landbridge.base.documents import FileRefused
from landbridge.base.versions import Stale, version_of
from landbridge.directory.queries.organisations import editable_organisations
from landbridge.people.models import Role
from landbridge.people.views.places import reader, reading
from landbridge.programmes.actions.application_files import add_file, remove_file
from landbridge.programmes.actions.applications import (
    CallClosed,
    Incomplete,
    NotEligible,
    save_draft,
    start_application,
    submit_application,
)
from landbridge.programmes.forms.answers import drawn, posted_answers
from landbridge.programmes.models import Application, ApplicationFile
from landbridge.programmes.queries.applications import is_open_now, latest_version, own_applications
from landbridge.programmes.queries.drafts import as_kept, is_ahead, with_files
from landbridge.programmes.queries.forms import form_of
from landbridge.programmes.queries.verdicts import preview
from landbridge.programmes.questions.answers import check_answers, tidy
from landbridge.programmes.questions.faults import Fault
from landbridge.programmes.rules.applications import Can
from landbridge.programmes.tables.answers import answered
from landbridge.programmes.tables.instants import on_each_clock, on_own_clock
from landbridge.programmes.views.application_places import call_to_apply_to, editable_at


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.APPLY)
def apply(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin an application to a call, for one of the organisations one keeps or as oneself."""
    user, call = reader(request), call_to_apply_to(request, slug)
    organisations = list(editable_organisations(user)) if user.role == Role.COMPANY else []
    if request.method == "POST":
        chosen = None
        if user.role == Role.COMPANY:
            sent = request.POST.get("organisation", "")
            rows = editable_organisations(user)
            chosen = get_object_or_404(rows, pk=int(sent) if sent.isdecimal() and len(sent) < 19 else 0)
        try:
            application = start_application(call, by=user, organisation=chosen)
        except CallClosed as closed:
            messages.error(request, " ".join(closed.messages))
        else:
            return redirect("programmes:application_edit", application.pk)
    context = {
        "call": call,
        "programme": call.programme.name.read(reading()),
        "organisations": organisations,
        "is_person": user.role == Role.TALENT,
        "begun": own_applications(user).filter(call=call).exclude(state=Application.State.WITHDRAWN),
        "is_open": is_open_now(call),
        "closes": on_each_clock(call.closes_at),
        "opens": on_each_clock(call.opens_at),
    }
    return render(request, "programmes/apply.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_APPLICATION)
def application_edit(request: HttpRequest, application_id: int) -> HttpResponse:
    """Write an application. Works without scripts: every button keeps what was typed, then does what it says."""
    application = editable_at(request, application_id)
    form = form_of(application.form)
    if request.method != "POST":
        answers = with_files(application, application.answers)
        faults = check_answers(form, answers, complete="check" in request.GET)
        return _page(request, application, answers, faults)
    gone = _file_to_remove(request, application)  # whoever names a file that is not theirs changes nothing
    answers = posted_answers(form, request.POST)
    try:
        application = save_draft(application, answers, by=reader(request), version=version_of(request))
    except Stale:
        return _stale(request, application_id, answers)
    except ValidationError as refused:
        whole = with_files(application, tidy(form, answers))
        return _page(request, application, whole, {}, status=422, refused=refused.messages)
    _take_files(request, application)
    if gone is not None:
        remove_file(gone, by=reader(request))
    answers = with_files(application, application.answers)
    if "review" in request.POST:
        if faults := check_answers(form, answers):
            return _page(request, application, answers, faults, status=422)
        return redirect("programmes:application_review", application.pk)
    if not ({"row_add", "row_remove"} & request.POST.keys()):
        messages.success(request, _("Saved at %(time)s.") % {"time": _clock(request)})
    return _page(request, application, answers, check_answers(form, answers, complete=False))


@require_POST
@needs(Can.EDIT_APPLICATION)
def application_draft(request: HttpRequest, application_id: int) -> HttpResponse:
    """Keep what was typed so far, for the page's script: when, which questions are asked now, and what is wrong."""
    application = editable_at(request, application_id)
    form = form_of(application.form)
    try:
        application = save_draft(
            application, posted_answers(form, request.POST), by=reader(request), version=version_of(request)
        )
    except Stale:
        return JsonResponse({"said": _("Somebody else changed this application meanwhile.")}, status=409)
    except ValidationError as refused:
        return JsonResponse({"said": " ".join(refused.messages)}, status=422)
    said = _("Saved at %(time)s.") % {"time": _clock(request)}
    if not is_open_now(application.call):
        said = _("The call is closed. What you write is kept, but can’t be submitted any more.")
    answers = with_files(application, application.answers)
    faults = check_answers(form, answers, complete=False)
    return JsonResponse(
        {
            "version": application.version,
            "said": said,
            "asked": sorted(form.visible(answers)),
            "faults": {place: fault.message() for place, fault in faults.items()},
        }
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_APPLICATION)
def application_review(request: HttpRequest, application_id: int) -> HttpResponse:
    """Look over what was answered and what the rules would say of it, and submit it."""
    user, application = reader(request), editable_at(request, application_id)
    if request.method != "POST":
        return _review(request, application)
    knows = request.POST.get("although") == "1"
    try:
        version = submit_application(application, by=user, version=version_of(request), although_ineligible=knows)
    except (CallClosed, Incomplete) as error:
        return _review(request, application, error.messages, 422)
    except NotEligible:
        said = _("Tick that you know that a condition is not met, or correct your answers.")
        return _review(request, application, [said], 422)
    except Stale:
        said = _("Somebody changed the application meanwhile. Look over what stands here now.")
        return _review(request, editable_at(request, application_id), [said], 409)
    said = _("Version %(number)s was submitted at %(time)s.")
    time = on_own_clock(version.submitted_at, user.timezone)
    messages.success(request, said % {"number": version.number, "time": time})
    return redirect("programmes:application", application.pk)


def _review(
    request: HttpRequest, application: Application, refused: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    form = form_of(application.form)
    answers = with_files(application, application.answers)
    verdicts = preview(application, answers)
    latest = latest_version(application)
    context = {
        **_shell(application),
        "faults": list(check_answers(form, answers).values()),
        "rows": answered(form, as_kept(form, answers), reading()),
        "verdicts": verdicts,
        "has_unmet": any(one.kind == "eligibility" and one.outcome == "not_met" for one in verdicts),
        "latest": latest,
        "is_same": latest is not None and not is_ahead(application, latest),
        "refused": refused,
        "is_open": is_open_now(application.call),
    }
    return render(request, "programmes/application_review.html", context, status=status)


def _stale(request: HttpRequest, application_id: int, answers: Mapping[str, Any]) -> HttpResponse:
    """What was typed, over what a colleague saved meanwhile; nothing of either is lost (409)."""
    current = editable_at(request, application_id)
    form = form_of(current.form)
    whole = with_files(current, tidy(form, answers))
    stored = answered(form, as_kept(form, with_files(current, current.answers)), reading())
    faults = check_answers(form, whole, complete=False)
    return _page(request, current, whole, faults, status=409, stored=stored)


def _page(
    request: HttpRequest,
    application: Application,
    answers: Mapping[str, Any],
    faults: Mapping[str, Fault],
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        **_shell(application),
        "questions": drawn(form_of(application.form), answers, faults, reading()),
        "faults": [(place, fault) for place, fault in faults.items()],
        "is_open": is_open_now(application.call),
        "is_submitted": application.submitted_at is not None,
        **more,
    }
    return render(request, "programmes/application_edit.html", context, status=status)


def _shell(application: Application) -> dict[str, Any]:
    call = application.call
    return {
        "application": application,
        "call": call,
        "programme": call.programme.name.read(reading()),
        "closes": on_each_clock(call.closes_at),
    }


def _take_files(request: HttpRequest, application: Application) -> None:
    """Keep the files that were sent with the answers."""
    by = reader(request)
    for question, file in request.FILES.items():
        assert not isinstance(file, list)  # noqa: S101 - one file a field
        try:
            add_file(application, question, file.read(), file.name or "", by=by)
        except FileRefused as refused:
            messages.error(request, refused.message())
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))


def _file_to_remove(request: HttpRequest, application: Application) -> ApplicationFile | None:
    """The file whose button was pressed, of those the draft holds."""
    sent = request.POST.get("file_remove", "")
    if not (sent.isascii() and sent.isdecimal() and len(sent) < 19):
        return None
    return get_object_or_404(application.files.filter(removed_at=None), pk=int(sent))


def _clock(request: HttpRequest) -> str:
    return on_own_clock(timezone.now(), reader(request).timezone)
