"""The list of an organisation, why somebody stands in it, and what is said of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from landbridge.base.access import allowed, needs
from landbridge.directory.models import Organisation
from landbridge.directory.queries.organisations import own_organisations
from landbridge.directory.rules import Can as Directory
from landbridge.matching.actions.choices import choose
from landbridge.matching.actions.exclusions import say_exclusion, undo_exclusion
from landbridge.matching.forms.lists import ChoiceForm, ExclusionForm, ReasonForm
from landbridge.matching.models import Exclusion, Recommendation
from landbridge.matching.queries.choices import choice_of
from landbridge.matching.queries.exclusions import changeable_exclusions, exclusions_of
from landbridge.matching.queries.lists import holds_now, shown_list, visible_recommendations
from landbridge.matching.rules.lists import Can
from landbridge.matching.tables.lists import place_row, place_rows
from landbridge.people.forms.errors import put_errors
from landbridge.people.views.places import reader


def listed_at(request: HttpRequest, organisation_id: int) -> Organisation:
    """The organisation of an address, for whoever may see its list; Http404 for everybody else."""
    return get_object_or_404(own_organisations(reader(request)), pk=organisation_id)


@require_safe
@needs(Can.SEE_LIST)
def matches(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Whom an organisation should meet, why, and whom it said it should not."""
    return _page(request, listed_at(request, organisation_id))


@require_safe
@needs(Can.SEE_LIST)
def match(request: HttpRequest, match_id: int) -> HttpResponse:
    """Why somebody is recommended, in the words of both."""
    return _why(request, _place_at(request, match_id))


@require_POST
@needs(Can.SAY_EXCLUSION)
def match_exclude(request: HttpRequest, match_id: int) -> HttpResponse:
    """Say of one of a list that it does not belong there."""
    place = _place_at(request, match_id)
    form = ReasonForm(request.POST)
    if form.is_valid() and _said(form, place.organisation, place.other, request):
        return redirect("matching:matches", place.organisation_id)
    return _why(request, place, form)


@require_POST
@needs(Can.SAY_EXCLUSION)
def organisation_exclude(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Say of any organisation that it should not be recommended."""
    organisation, user = listed_at(request, organisation_id), reader(request)
    form = ExclusionForm(request.POST, user=user, organisation=organisation)
    if form.is_valid() and _said(form, organisation, form.cleaned_data["other"], request):
        return redirect("matching:matches", organisation.pk)
    return _page(request, organisation, exclusion=form)


@require_POST
@needs(Can.SAY_EXCLUSION)
def exclusion_undo(request: HttpRequest, exclusion_id: int) -> HttpResponse:
    """Take back what was said."""
    exclusion = get_object_or_404(changeable_exclusions(reader(request)), pk=exclusion_id)
    try:
        undo_exclusion(exclusion, by=reader(request))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, _("Taken back. It may be recommended again."))
    return redirect("matching:matches", (exclusion.organisation.merged_into or exclusion.organisation).pk)


@require_POST
@needs(Can.CHOOSE)
def matching_choice(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Decide whether the organisation is shown, and how many requests it takes."""
    organisation, form = listed_at(request, organisation_id), ChoiceForm(request.POST)
    if form.is_valid():
        try:
            choose(organisation, by=reader(request), **form.cleaned_data)
        except ValidationError as refused:
            put_errors(form, refused)
        else:
            messages.success(request, _("The decision was saved."))
            return redirect("matching:matches", organisation.pk)
    return _page(request, organisation, choice=form)


def _said(form: Form, organisation: Organisation, other: Organisation, request: HttpRequest) -> bool:
    """Whether it could be said; what was refused is put to the form."""
    said = form.cleaned_data
    try:
        say_exclusion(said["kind"], organisation, other, by=reader(request), reason=said["reason"])
    except ValidationError as refused:
        put_errors(form, refused)
        return False
    messages.success(request, _("Noted. The other side is not told, and you can take it back below."))
    return True


def _place_at(request: HttpRequest, match_id: int) -> Recommendation:
    place = get_object_or_404(visible_recommendations(reader(request)), pk=match_id)
    if not holds_now(place):
        raise Http404
    return place


def _page(
    request: HttpRequest,
    organisation: Organisation,
    *,
    exclusion: ExclusionForm | None = None,
    choice: ChoiceForm | None = None,
) -> HttpResponse:
    user, language = reader(request), get_language() or "en"
    places = shown_list(organisation.pk, user)
    context = {
        "organisation": organisation,
        "places": place_rows(places, language),
        "made_at": max((place.made_at for place in places), default=None),
        "has_items": organisation.items.filter(is_open=True).exists(),
        "is_fallback": any(place.is_fallback for place in places),
        "said": exclusions_of(organisation),
        "may_say": allowed(user, Can.SAY_EXCLUSION, organisation),
        "may_edit": allowed(user, Directory.EDIT_ORGANISATION, organisation),
        "kinds": Exclusion.Kind.choices,
        "exclusion": exclusion or ExclusionForm(user=user, organisation=organisation),
        "choice": choice or ChoiceForm.of(choice_of(organisation)),
        "stands": choice_of(organisation),
    }
    return render(request, "matching/matches.html", context, status=422 if exclusion or choice else 200)


def _why(request: HttpRequest, place: Recommendation, form: ReasonForm | None = None) -> HttpResponse:
    context = {
        "organisation": place.organisation,
        "recommendation": place,
        "place": place_row(place, get_language() or "en"),
        "may_say": allowed(reader(request), Can.SAY_EXCLUSION, place.organisation),
        "form": form or ReasonForm(initial={"kind": Exclusion.Kind.NOT_FOR_US}),
    }
    return render(request, "matching/match.html", context, status=422 if form else 200)
