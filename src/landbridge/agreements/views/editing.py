"""Drafting an agreement and changing its draft: facts, parties, texts side by side."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from landbridge.agreements.actions.agreements import add_agreement, edit_agreement
from landbridge.agreements.forms.agreements import AgreementForm, BasePartyFormSet, party_forms, text_field
from landbridge.agreements.models import Agreement
from landbridge.agreements.rules.agreements import Can
from landbridge.agreements.views.places import Attempt, attempt, editable_at
from landbridge.base.access import needs
from landbridge.base.versions import version_of
from landbridge.people.views.places import reader


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.ADD_AGREEMENT)
def agreement_add(request: HttpRequest) -> HttpResponse:
    """Draft an agreement."""
    user = reader(request)
    form, parties = AgreementForm(request.POST or None), party_forms(request.POST or None)
    tried, made = Attempt(), list[Agreement]()
    if request.method == "POST" and _all_valid(form, parties):

        def save() -> None:
            facts, rows, texts = form.facts(), parties.parties(), form.texts()
            made.append(add_agreement(by=user, side=user.side, parties=rows, texts=texts, **facts))

        tried = attempt(form, save)
        if tried.is_done:
            messages.success(request, _("The agreement was drafted."))
            return redirect("agreements:agreement", made[0].pk)
    return _page(request, form, parties, None, tried)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.EDIT_AGREEMENT)
def agreement_edit(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """Change a draft; who saves second sees both versions, and loses nothing of theirs (409)."""
    user, agreement = reader(request), editable_at(request, agreement_id)
    form = AgreementForm(request.POST or None, instance=agreement)
    parties = party_forms(request.POST or None, agreement=agreement)
    tried = Attempt()
    if request.method == "POST" and _all_valid(form, parties):

        def save() -> object:
            facts, rows, texts = form.facts(), parties.parties(), form.texts()
            return edit_agreement(agreement, by=user, version=version_of(request), parties=rows, texts=texts, **facts)

        tried = attempt(form, save, stored=_stored_texts)
        if tried.is_done:
            messages.success(request, _("The changes were saved."))
            return redirect("agreements:agreement", agreement.pk)
    return _page(request, form, parties, agreement, tried)


def _all_valid(form: AgreementForm, parties: BasePartyFormSet) -> bool:
    """Both are asked, so that everything that is wrong is said at once."""
    return all([form.is_valid(), parties.is_valid()])


def _stored_texts(row: Model) -> dict[str, str]:
    texts = cast("Agreement", row).texts.all()
    return {text_field(language): "" for language in ("ko", "zh-hans", "en")} | {
        text_field(text.language): text.body for text in texts
    }


def _page(
    request: HttpRequest, form: AgreementForm, parties: BasePartyFormSet, agreement: Agreement | None, tried: Attempt
) -> HttpResponse:
    version = 0
    if agreement is not None:
        version = version_of(request) if request.method == "POST" else agreement.version
    context = {"form": form, "parties": parties, "agreement": agreement} | tried.context(version)
    status = tried.status if request.method == "POST" else 200
    return render(request, "agreements/agreement_edit.html", context, status=status)
