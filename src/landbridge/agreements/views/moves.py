"""An agreement from one state to the next, by the buttons of its page."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from landbridge.agreements.actions import moves
from landbridge.agreements.forms.moves import ReviewForm, SignForm
from landbridge.agreements.models import Agreement
from landbridge.agreements.rules.agreements import Can
from landbridge.agreements.views.forms import Crumb, form_page
from landbridge.agreements.views.places import agreement_at, first_words
from landbridge.base.access import needs
from landbridge.base.versions import version_of
from landbridge.people.views.places import reader


@require_POST
@needs(Can.MOVE_AGREEMENT)
def agreement_agree(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Both sides agree on the text."""
    user = reader(request)
    return _move(
        request,
        agreement_id,
        lambda one, version: moves.agree_text(one, by=user, version=version),
        _("The text is agreed. Now each side asks for its approval."),
    )


@require_POST
@needs(Can.MOVE_AGREEMENT)
def agreement_reopen(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Back to a draft."""
    user = reader(request)
    return _move(
        request,
        agreement_id,
        lambda one, version: moves.reopen_text(one, by=user, version=version),
        _("The agreement is a draft again."),
    )


@require_POST
@needs(Can.MOVE_AGREEMENT)
def agreement_notice(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """One side gives notice."""
    user = reader(request)
    return _move(
        request,
        agreement_id,
        lambda one, version: moves.give_notice(one, by=user, version=version),
        _("Notice was given. The agreement ends on its last day."),
    )


@require_POST
@needs(Can.MOVE_AGREEMENT)
def agreement_renew(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Draft the agreement that follows."""
    user, agreement = reader(request), agreement_at(request, agreement_id)
    try:
        draft = moves.renew_agreement(agreement, by=user)
    except ValidationError as refused:
        messages.error(request, first_words(refused))
        return redirect("agreements:agreement", agreement.pk)
    messages.success(request, _("The agreement that follows was drafted. Enter what it promises."))
    return redirect("agreements:agreement", draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.MOVE_AGREEMENT)
def agreement_sign(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Write down that it was signed."""
    user, agreement = reader(request), agreement_at(request, agreement_id)
    form = SignForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda version: moves.sign_agreement(agreement, by=user, version=version, **form.cleaned_data),
        heading=_("Signed"),
        lead=_("From its day on the agreement is in force, and its promises can no longer be changed."),
        crumbs=crumbs_to(agreement),
        done=_("The signature was entered."),
        to=reverse("agreements:agreement", args=[agreement.pk]),
        label=_("Enter the signature"),
        version=agreement.version,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.MOVE_AGREEMENT)
def agreement_review(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Plan the next review."""
    user, agreement = reader(request), agreement_at(request, agreement_id)
    form = ReviewForm(request.POST or None, initial={"review_on": agreement.review_on})
    return form_page(
        request,
        form,
        lambda version: moves.plan_review(agreement, by=user, version=version, **form.cleaned_data),
        heading=_("Next review"),
        crumbs=crumbs_to(agreement),
        done=_("The review was planned."),
        to=reverse("agreements:agreement", args=[agreement.pk]),
        version=agreement.version,
    )


def crumbs_to(agreement: Agreement) -> list[Crumb]:
    """The way to an agreement's page."""
    return [
        (_("Agreements"), reverse("agreements:agreements")),
        (agreement, reverse("agreements:agreement", args=[agreement.pk])),
    ]


def _move(request: HttpRequest, agreement_id: int, move: Callable[[Agreement, int], object], done: str) -> HttpResponse:
    agreement = agreement_at(request, agreement_id)
    try:
        move(agreement, version_of(request))
    except ValidationError as refused:
        messages.error(request, first_words(refused))
    else:
        messages.success(request, done)
    return redirect("agreements:agreement", agreement.pk)
