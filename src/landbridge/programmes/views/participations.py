"""Places: one's own, and those of a programme."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.base.access import allowed, needs
from landbridge.base.versions import version_of
from landbridge.people.actions.disclosures import disclose_in
from landbridge.people.forms.errors import put_errors
from landbridge.people.rules import is_staff
from landbridge.people.views.places import reader
from landbridge.programmes.actions.participations import confirm_place, fill_places, withdraw_place
from landbridge.programmes.actions.required_documents import title_of
from landbridge.programmes.actions.settling import NEXT_DEPOSIT, complete, set_deposit, settle
from landbridge.programmes.forms.participations import WithdrawForm
from landbridge.programmes.models import Participation, Programme
from landbridge.programmes.queries.participations import places_of, visible_participations
from landbridge.programmes.rules.participation import Can
from landbridge.programmes.tables.applicants import applicant_names, persons_in
from landbridge.programmes.tables.participations import (
    DOCUMENT_TONES,
    TONES,
    participant_rows,
    reserve_rows,
)
from landbridge.programmes.templatetags.places import deposit_state
from landbridge.programmes.wording.participation import CALLED_OFF, say_reason


def participation_at(request: HttpRequest, participation_id: int) -> Participation:
    """The participation of an address. Raises Http404 where its reader may not see it, as if there were none."""
    rows = visible_participations(reader(request)).select_related(
        "programme__kind", "application__organisation", "application__person"
    )
    return get_object_or_404(rows, pk=participation_id)


@require_safe
@needs(Can.SEE_OWN_PLACES)
def my_participations(request: HttpRequest) -> HttpResponse:
    """The places that somebody's organisations, or they themselves, were offered."""
    user = reader(request)
    rows = visible_participations(user).select_related("programme", "application__organisation", "application__person")
    rows = rows.order_by("-programme__starts_on", "-pk")
    names = applicant_names([row.application for row in rows], user)
    listed = [
        {
            "participation": row,
            "name": names[row.application_id].text,
            "tone": TONES.get(row.state, ""),
        }
        for row in rows
    ]
    return render(request, "programmes/my_participations.html", {"rows": listed})


@require_safe
@needs(Can.SEE_PARTICIPATION)
def participation_page(request: HttpRequest, participation_id: int) -> HttpResponse:
    """A place: what was answered, what is due, and what can be done."""
    participation, user = participation_at(request, participation_id), reader(request)
    names = applicant_names([participation.application], user)
    disclose_in(request, persons_in(names), "view")
    name = names[participation.application_id]
    may_keep = allowed(user, Can.KEEP_PARTICIPATION, participation)
    deposits = NEXT_DEPOSIT[participation.deposit] if may_keep else ()
    is_called_off = participation.reason == CALLED_OFF
    context = {
        "participation": participation,
        "programme": participation.programme,
        "name": name.text,
        "language": name.language,
        "tone": TONES.get(participation.state, ""),
        "is_called_off": is_called_off,
        "reason": participation.programme.cancelled_because if is_called_off else say_reason(participation.reason),
        "is_office": is_staff(user),
        "may_answer": allowed(user, Can.ANSWER_OFFER, participation) and participation.state == "offered",
        "may_give_up": allowed(user, Can.GIVE_UP_PLACE, participation)
        and participation.state in {"offered", "confirmed"},
        "may_hand_in": allowed(user, Can.HAND_IN, participation) and participation.state != "withdrawn",
        "may_keep": may_keep,
        "deposits": [(value, deposit_state(value)) for value in deposits],
        "documents": [
            (owed, title_of(owed), DOCUMENT_TONES.get(owed.state, ""))
            for owed in participation.required.select_related("document")
        ],
    }
    return render(request, "programmes/participation.html", context)


@require_POST
@needs(Can.ANSWER_OFFER)
def participation_confirm(request: HttpRequest, participation_id: int) -> HttpResponse:
    """Accept an offer."""
    return _change(
        request,
        participation_id,
        lambda one, version: confirm_place(one, by=reader(request), version=version),
        _("Your place is confirmed."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.GIVE_UP_PLACE)
def participation_withdraw(request: HttpRequest, participation_id: int) -> HttpResponse:
    """Give a place up, with the reason."""
    participation, user = participation_at(request, participation_id), reader(request)
    form = WithdrawForm(request.POST or None, initial={"version": participation.version})
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_place(participation, by=user, **form.cleaned_data)
        except ValidationError as error:
            put_errors(form, error)
        else:
            messages.success(request, _("The place was given up."))
            return redirect("programmes:participation", participation.pk)
    names = applicant_names([participation.application], user)
    disclose_in(request, persons_in(names), "view")
    name = names[participation.application_id]
    context = {"participation": participation, "form": form, "name": name.text, "language": name.language}
    return render(request, "programmes/participation_withdraw.html", context, status=422 if form.errors else 200)


@require_POST
@needs(Can.KEEP_PARTICIPATION)
def participation_deposit(request: HttpRequest, participation_id: int) -> HttpResponse:
    """Say what has become of the deposit."""
    deposit = request.POST.get("deposit", "")
    return _change(
        request,
        participation_id,
        lambda one, version: set_deposit(one, by=reader(request), version=version, deposit=deposit),
        _("The deposit was entered."),
    )


@require_POST
@needs(Can.KEEP_PARTICIPATION)
def participation_complete(request: HttpRequest, participation_id: int) -> HttpResponse:
    """Say that a participant took part."""
    return _change(
        request,
        participation_id,
        lambda one, version: complete(one, by=reader(request), version=version),
        _("Entered: took part."),
    )


@require_POST
@needs(Can.KEEP_PARTICIPATION)
def participation_settle(request: HttpRequest, participation_id: int) -> HttpResponse:
    """Close a participation."""
    return _change(
        request,
        participation_id,
        lambda one, version: settle(one, by=reader(request), version=version),
        _("Settled."),
    )


@require_safe
@needs(Can.SEE_PLACES)
def programme_participants(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Who takes part in a programme, and who comes next: both sides' view."""
    user, programme = reader(request), _programme_at(request, programme_id)
    holders, reserve = participant_rows(programme, user), reserve_rows(programme, user)
    disclose_in(request, [*holders.persons, *reserve.persons], "list")
    context = {
        "programme": programme,
        "places": places_of(programme),
        "rows": holders.rows,
        "reserve": reserve.rows,
        "may_fill": allowed(user, Can.OFFER_PLACES, programme),
    }
    return render(request, "programmes/participants.html", context)


@require_POST
@needs(Can.OFFER_PLACES)
def programme_fill(request: HttpRequest, programme_id: int) -> HttpResponse:
    """Offer free places to the reserve list."""
    programme = _programme_at(request, programme_id)
    count = fill_places(programme, by=reader(request))
    said = ngettext("%(count)s place was offered.", "%(count)s places were offered.", count)
    messages.success(request, said % {"count": count})
    return redirect("programmes:participants", programme.pk)


def _programme_at(request: HttpRequest, programme_id: int) -> Programme:
    programme = Programme.objects.select_related("kind").filter(pk=programme_id).first()
    if programme is None or not allowed(reader(request), Can.SEE_PLACES, programme):
        raise Http404
    return programme


def _change(
    request: HttpRequest, participation_id: int, change: Callable[[Participation, int], object], done: str
) -> HttpResponse:
    participation = participation_at(request, participation_id)
    try:
        change(participation, version_of(request))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect("programmes:participation", participation.pk)
