"""One's own data: what is known, what was agreed to, and how to change either."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import signed_in
from landbridge.base.phones import display_phone
from landbridge.people.actions.consents import give_consent, refuse_consent, withdraw_consent
from landbridge.people.actions.disclosures import client_ip
from landbridge.people.actions.persons import edit_person, person_of
from landbridge.people.forms.persons import AGES
from landbridge.people.models import PrivacyNotice, Purpose
from landbridge.people.models.consents import ConsentAction, ConsentChannel
from landbridge.people.models.persons import AgeBand
from landbridge.people.queries.consents import consent_history, standings
from landbridge.people.queries.panels import panels_of
from landbridge.people.queries.requests import requests_of
from landbridge.people.rules import OTHER_SIDE
from landbridge.people.tables.persons import person_row
from landbridge.people.views.persons import edit_page
from landbridge.people.views.places import my_person, my_person_or_none, reader, reading


@require_safe
@signed_in
def my_data(request: HttpRequest) -> HttpResponse:
    """What the house knows of its reader, each purpose with its notice and the answer to it."""
    user = reader(request)
    person = my_person_or_none(request)
    if person is None:
        return render(request, "people/my_data_none.html", {"has_side": user.side in OTHER_SIDE})
    found = standings(person, reading())
    context = {
        "person": person,
        "row": person_row(person, reading(), side=person.side),
        "phone": display_phone(person.phone) if person.phone else "",
        "required": [one for one in found if one.is_required],
        "optional": [one for one in found if not one.is_required],
        "history": consent_history(person),
        "panels": panels_of(person, user),
        "requests": requests_of(person),
        "age_is_open": person.age_band == AgeBand.UNKNOWN,
        "needs_guardian": person.age_band == AgeBand.UNDER_FOURTEEN,
    }
    return render(request, "people/my_data.html", context)


@require_POST
@signed_in
def my_data_start(request: HttpRequest) -> HttpResponse:
    """Make the record of somebody who has an account and none yet."""
    if person_of(reader(request)) is None:
        messages.error(request, _("Your account belongs to neither side, so nobody can keep a record for it."))
    return redirect("my_data")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def my_data_edit(request: HttpRequest) -> HttpResponse:
    """Correct one's own names and contact data."""
    return edit_page(request, my_person(request), back="my_data")


@require_POST
@signed_in
def my_age(request: HttpRequest) -> HttpResponse:
    """Say whether one is 14 or over, once; staff can correct a slip."""
    person = my_person(request)
    age = request.POST.get("age", "")
    if person.age_band == AgeBand.UNKNOWN and age in dict(AGES):
        edit_person(person, by=reader(request), version=person.version, age_band=age)
    return redirect("my_data")


@require_POST
@signed_in
def my_consent(request: HttpRequest, purpose: str) -> HttpResponse:
    """Give, refuse or withdraw one consent, under the notice that the page showed."""
    person = my_person(request)
    answer = request.POST.get("answer", "")
    if purpose not in Purpose.values or answer not in ConsentAction.values:
        raise Http404
    user, ip = reader(request), client_ip(request)
    try:
        if answer == ConsentAction.WITHDRAWN:
            withdraw_consent(person, purpose, by=user, channel=ConsentChannel.PAGE, ip=ip)
            messages.success(request, _("Your consent is withdrawn. It no longer counts from this moment."))
        else:
            act = give_consent if answer == ConsentAction.GIVEN else refuse_consent
            act(person, purpose, by=user, channel=ConsentChannel.PAGE, ip=ip, notice=_shown(request, purpose))
            messages.success(request, _("Your answer is kept."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("my_data")


@require_safe
@signed_in
def privacy_notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """One version of a notice, as it was shown."""
    notice = get_object_or_404(PrivacyNotice, pk=notice_id)
    others = PrivacyNotice.objects.filter(purpose=notice.purpose, number=notice.number).order_by("language")
    return render(request, "people/privacy_notice.html", {"notice": notice, "languages": others})


def _shown(request: HttpRequest, purpose: str) -> PrivacyNotice:
    number = request.POST.get("notice", "")
    return get_object_or_404(
        PrivacyNotice, purpose=purpose, pk=int(number) if number.isdecimal() and len(number) < 19 else 0
    )
