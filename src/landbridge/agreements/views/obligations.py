"""A promise: written, looked at, dropped by both sides."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.agreements.actions import obligations
from landbridge.agreements.forms.obligations import ObligationForm
from landbridge.agreements.models import Obligation
from landbridge.agreements.queries.agreements import (
    answerable_evidence,
    claimed_evidence,
    visible_evidence,
    waits_for,
)
from landbridge.agreements.queries.obligations import standing_of, with_evidence
from landbridge.agreements.queries.panels import notes_of
from landbridge.agreements.rules.agreements import CONCLUDED, Can
from landbridge.agreements.tables.scorecard import commitments
from landbridge.agreements.views.forms import form_page
from landbridge.agreements.views.moves import crumbs_to
from landbridge.agreements.views.places import editable_at, first_words, obligation_at
from landbridge.base.access import allowed, needs
from landbridge.base.versions import version_of
from landbridge.people.models import Role
from landbridge.people.views.places import reader


@require_safe
@needs(Can.SEE_AGREEMENTS)
def obligation(request: HttpRequest, agreement_id: int, obligation_id: int) -> HttpResponse:
    """A promise, how far it is kept, and the evidence of it."""
    user, one, today = reader(request), obligation_at(request, agreement_id, obligation_id), timezone.localdate()
    standing = standing_of(with_evidence([one])[0], today)
    row = commitments([standing], notes_of(one.agreement, user), get_language() or "en")[0]
    evidence = list(visible_evidence(user).filter(obligation=one).select_related("document"))
    answerable = set(answerable_evidence(user).filter(obligation=one).values_list("pk", flat=True))
    claimed = set(claimed_evidence(user).filter(obligation=one).values_list("pk", flat=True))
    context = {
        "agreement": one.agreement,
        "obligation": one,
        "row": row,
        "is_office": user.role != Role.PARTNER,
        "is_concluded": one.agreement.state in CONCLUDED,
        "evidence": [(each, each.pk in answerable, each.pk in claimed, waits_for(user, each)) for each in evidence],
        "may_edit": allowed(user, Can.EDIT_AGREEMENT, one.agreement),
        "may_claim": allowed(user, Can.CLAIM, one),
        "may_drop": allowed(user, Can.DROP_OBLIGATION, one),
        "is_asked_by_own": one.drop_asked_by == user.side,
    }
    return render(request, "agreements/obligation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_AGREEMENT)
def obligation_add(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Promise something more."""
    user, agreement = reader(request), editable_at(request, agreement_id)
    form = ObligationForm(request.POST or None, initial={"original": agreement.original})
    return form_page(
        request,
        form,
        lambda _version: obligations.add_obligation(agreement, by=user, **form.facts()),
        heading=_("New commitment"),
        crumbs=crumbs_to(agreement),
        done=_("The commitment was added."),
        to=reverse("agreements:agreement", args=[agreement.pk]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_AGREEMENT)
def obligation_edit(request: HttpRequest, agreement_id: int, obligation_id: int) -> HttpResponse:
    """Change a promise of a draft."""
    user, one = reader(request), _written_at(request, agreement_id, obligation_id)
    form = ObligationForm(request.POST or None, instance=one)
    here = reverse("agreements:obligation", args=[agreement_id, one.pk])
    return form_page(
        request,
        form,
        lambda version: obligations.edit_obligation(one, by=user, version=version, **form.facts()),
        heading=_("Edit"),
        crumbs=[*crumbs_to(one.agreement), (one, here)],
        done=_("The changes were saved."),
        to=here,
        version=one.version,
    )


@require_POST
@needs(Can.EDIT_AGREEMENT)
def obligation_remove(request: HttpRequest, agreement_id: int, obligation_id: int) -> HttpResponse:
    """Take a promise out of a draft."""
    one = _written_at(request, agreement_id, obligation_id)
    try:
        obligations.remove_obligation(one, by=reader(request), version=version_of(request))
    except ValidationError as refused:
        messages.error(request, first_words(refused))
        return redirect("agreements:obligation", agreement_id, one.pk)
    messages.success(request, _("The commitment was removed."))
    return redirect("agreements:agreement", agreement_id)


@require_POST
@needs(Can.DROP_OBLIGATION)
def obligation_drop(request: HttpRequest, agreement_id: int, obligation_id: int) -> HttpResponse:
    """Ask to drop a signed promise, or agree to it."""
    one = obligation_at(request, agreement_id, obligation_id)
    obligations.ask_to_drop(one, by=reader(request), version=version_of(request))
    if one.state == Obligation.State.DROPPED:
        messages.success(request, _("Both sides dropped the commitment."))
    else:
        messages.success(request, _("Your side asks to drop the commitment. It binds until the other side agrees."))
    return redirect("agreements:obligation", agreement_id, one.pk)


@require_POST
@needs(Can.DROP_OBLIGATION)
def obligation_keep(request: HttpRequest, agreement_id: int, obligation_id: int) -> HttpResponse:
    """Refuse to drop a signed promise, or take the wish back."""
    one = obligation_at(request, agreement_id, obligation_id)
    obligations.keep_obligation(one, by=reader(request), version=version_of(request))
    messages.success(request, _("The commitment stays."))
    return redirect("agreements:obligation", agreement_id, one.pk)


def _written_at(request: HttpRequest, agreement_id: int, obligation_id: int) -> Obligation:
    rows = editable_at(request, agreement_id).obligations.select_related("agreement")
    return get_object_or_404(rows, pk=obligation_id)
