"""Consents that reached the office, and the notices people are shown."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from landbridge.base.access import allowed, needs
from landbridge.people.actions.consents import give_consent, refuse_consent, withdraw_consent
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.actions.privacy_notices import publish_notice
from landbridge.people.forms.consents import ConsentForm, NoticeForm, notice_initial
from landbridge.people.forms.errors import put_errors
from landbridge.people.models import ConsentEvent, Person, PrivacyNotice, Purpose
from landbridge.people.models.consents import ConsentAction
from landbridge.people.queries.consents import count_agreeing, latest_rows, notice_versions, standings
from landbridge.people.rules import Can
from landbridge.people.tables.notices import changes_of
from landbridge.people.tables.persons import person_row
from landbridge.people.views.places import own_side_person_at, reader, reading


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_PERSON)
def person_consent(request: HttpRequest, person_id: int) -> HttpResponse:
    """Write down what a person answered on paper, by e-mail or in words."""
    person = own_side_person_at(request, person_id)
    disclose_in(request, [person], "view")
    form = ConsentForm(request.POST or None, initial={"purpose": request.GET.get("purpose", "")})
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, person, form)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The answer is kept."))
            return redirect("person", person_id)
    context = {
        "form": form,
        "row": person_row(person, reading(), side=person.side),
        "standings": standings(person, reading()),
    }
    return render(request, "people/person_consent.html", context, status=422 if request.method == "POST" else 200)


@require_safe
@needs(Can.SEE_PRIVACY_NOTICES)
def privacy_notices(request: HttpRequest) -> HttpResponse:
    """Every purpose with its current notice, how many agree, and the versions before."""
    own = [row for row in notice_versions() if row.language == reading()]
    agreeing = count_agreeing(reader(request).side)
    purposes = [
        {
            "purpose": purpose,
            "agreeing": agreeing.get(purpose, 0),
            "versions": [row for row in own if row.purpose == purpose],
        }
        for purpose in Purpose
    ]
    may_publish = allowed(request.user, Can.PUBLISH_PRIVACY_NOTICE)
    return render(request, "people/privacy_notices.html", {"purposes": purposes, "may_publish": may_publish})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.PUBLISH_PRIVACY_NOTICE)
def privacy_notice_new(request: HttpRequest, purpose: str) -> HttpResponse:
    """Write the next version, see what it changes in each language, then publish it."""
    if purpose not in Purpose.values:
        raise Http404
    last = latest_rows(purpose)
    form = NoticeForm(request.POST or None, initial=notice_initial(last))
    context: dict[str, object] = {"form": form, "purpose": Purpose(purpose), "last": last[0] if last else None}
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "people/privacy_notice_new.html", context, status=status)
    if "publish" in request.POST:
        try:
            rows = _publish(request, purpose, form)
        except ValidationError as error:
            put_errors(form, error)
            return render(request, "people/privacy_notice_new.html", context, status=409)
        messages.success(request, _("Version %(number)s is published.") % {"number": rows[0].number})
        return redirect("privacy_notices")
    if "change" not in request.POST:
        context["changes"] = changes_of(last, form.words())
    return render(request, "people/privacy_notice_new.html", context)


def _keep(request: HttpRequest, person: Person, form: ConsentForm) -> ConsentEvent:
    said = form.cleaned_data
    how = {"by": reader(request), "channel": said["channel"], "proof": said["proof"]}
    if said["answer"] == ConsentAction.GIVEN:
        return give_consent(person, said["purpose"], guardian=said["guardian"], **how)
    if said["answer"] == ConsentAction.REFUSED:
        return refuse_consent(person, said["purpose"], **how)
    return withdraw_consent(person, said["purpose"], **how)


def _publish(request: HttpRequest, purpose: str, form: NoticeForm) -> list[PrivacyNotice]:
    return publish_notice(
        purpose,
        by=reader(request),
        words=form.words(),
        countries=form.cleaned_data["countries"],
        asks_again=form.cleaned_data["asks_again"],
        after=form.cleaned_data["after"],
    )
