"""Applications: the list, one of them, its versions, and taking one back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from landbridge.base.access import allowed, needs
from landbridge.base.keyset import keyset_page
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.rules import is_staff
from landbridge.people.views.places import reader, reading
from landbridge.programmes.actions.applications import is_whole, withdraw_application
from landbridge.programmes.forms.applications import ApplicationFilter, WithdrawForm
from landbridge.programmes.models import Application
from landbridge.programmes.queries.applications import (
    calls_applied_to,
    is_open_now,
    state_shown,
    visible_applications,
)
from landbridge.programmes.queries.drafts import is_ahead
from landbridge.programmes.queries.forms import form_of
from landbridge.programmes.queries.verdicts import shown_verdicts
from landbridge.programmes.questions.differences import differences
from landbridge.programmes.rules.applications import Can
from landbridge.programmes.tables.answers import answered, changed
from landbridge.programmes.tables.applications import applicant_of, rows_of
from landbridge.programmes.tables.instants import on_each_clock
from landbridge.programmes.views.application_places import application_at, own_at, readable_at

PAGE = 50
CALLS = 200  #: calls to choose from


@require_safe
@needs(Can.SEE_APPLICATIONS)
def application_list(request: HttpRequest) -> HttpResponse:
    """The applications one knows of, the latest first: staff see what was submitted, applicants their own."""
    user = reader(request)
    filters = filter_of(request)
    known = visible_applications(user).prefetch_related("person__names")
    # A state by which an applicant could narrow their list would tell them how far the evaluation is.
    found = filters.narrow(known) if is_staff(user) else known
    page = keyset_page(found, order=("-pk",), cursor=request.GET.get("page", ""), size=PAGE)
    disclose_in(request, [one.person for one in page.rows if one.person is not None], "list")
    context = {
        "rows": rows_of(page.rows, user, reading()),
        "filters": filters,
        "is_office": is_staff(user),
        "is_narrowed": any(filters.cleaned_data.values()),
        "previous": page.previous_cursor,
        "next": page.next_cursor,
        "query": "&".join(f"{name}={value}" for name, value in filters.cleaned_data.items() if value),
    }
    return render(request, "programmes/applications.html", context)


@require_safe
@needs(Can.SEE_APPLICATIONS)
def application_page(request: HttpRequest, application_id: int) -> HttpResponse:
    """One application, as far as its reader may know it: of the other side's, who applied to what, and the result."""
    user, application = reader(request), application_at(request, application_id)
    _disclose(request, application)
    context = _shell(request, application)
    if allowed(user, Can.READ_ANSWERS, application):
        versions = list(application.versions.select_related("form", "submitted_by"))
        latest = versions[0] if versions else None
        context |= {
            "may_read": True,
            "versions": [(one, on_each_clock(one.submitted_at)) for one in versions],
            "latest": latest,
            "rows": answered(form_of(latest.form), latest.answers, reading()) if latest else [],
            "verdicts": shown_verdicts(latest) if latest else [],
            "has_changes": latest is not None and is_ahead(application, latest),
        }
    context |= {
        "may_edit": allowed(user, Can.EDIT_APPLICATION, application),
        "may_withdraw": allowed(user, Can.WITHDRAW_APPLICATION, application),
        "is_open": is_open_now(application.call),
        "is_office": is_staff(user),
    }
    return render(request, "programmes/application.html", context)


@require_safe
@needs(Can.READ_ANSWERS)
def application_version(request: HttpRequest, application_id: int, number: int) -> HttpResponse:
    """One submitted version as it was, and what it changed of the one before."""
    application = readable_at(request, application_id)
    versions = {one.number: one for one in application.versions.select_related("form")}
    if number not in versions:
        raise Http404
    _disclose(request, application)
    version, before = versions[number], versions.get(number - 1)
    version.application = application
    form = form_of(version.form)
    changes = differences((form_of(before.form), before.answers), (form, version.answers)) if before else ()
    context = _shell(request, application) | {
        "version": version,
        "is_whole": is_whole(version),
        "instants": on_each_clock(version.submitted_at),
        "before": before,
        "changes": changed(changes, reading()),
        "rows": answered(form, version.answers, reading()),
        "verdicts": shown_verdicts(version),
    }
    return render(request, "programmes/application_version.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.WITHDRAW_APPLICATION)
def application_withdraw(request: HttpRequest, application_id: int) -> HttpResponse:
    """Take an application back, after the question why."""
    application = own_at(request, application_id)
    if not allowed(reader(request), Can.WITHDRAW_APPLICATION, application):
        raise Http404
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        withdraw_application(application, by=reader(request), reason=form.cleaned_data["reason"])
        messages.success(request, _("The application was withdrawn."))
        return redirect("programmes:applications")
    context = _shell(request, application) | {"form": form, "is_open": is_open_now(application.call)}
    return render(request, "programmes/application_withdraw.html", context, status=422 if form.is_bound else 200)


def filter_of(request: HttpRequest) -> ApplicationFilter:
    """The filter of an address, with the programmes there are to choose from."""
    user = reader(request)
    calls = calls_applied_to(user)[:CALLS] if is_staff(user) else ()
    filters = ApplicationFilter(request.GET, calls=[(str(call.pk), str(call.programme)) for call in calls])
    filters.is_valid()
    return filters


def _shell(request: HttpRequest, application: Application) -> dict[str, Any]:
    name, language = applicant_of(application, reading())
    return {
        "application": application,
        "call": application.call,
        "programme": application.call.programme.name.read(reading()),
        "applicant": name,
        "applicant_language": language,
        "state": state_shown(application, reader(request)),
        "closes": on_each_clock(application.call.closes_at),
    }


def _disclose(request: HttpRequest, application: Application) -> None:
    if application.person is not None:
        disclose_in(request, [application.person], "view")
