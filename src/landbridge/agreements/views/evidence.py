"""Evidence: given by one side, confirmed or disputed by the other, withdrawn."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from landbridge.agreements.actions import evidence as actions
from landbridge.agreements.forms.obligations import DisputeForm, EvidenceForm
from landbridge.agreements.models import Evidence, Obligation
from landbridge.agreements.queries.agreements import answerable_evidence, claimed_evidence, visible_evidence
from landbridge.agreements.rules.agreements import Can
from landbridge.agreements.views.forms import Crumb, form_page
from landbridge.agreements.views.moves import crumbs_to
from landbridge.agreements.views.places import first_words, obligation_at
from landbridge.base.access import allowed, needs
from landbridge.base.documents import FileRefused, open_document
from landbridge.base.versions import version_of
from landbridge.people.views.places import reader


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.CLAIM)
def evidence_add(request: HttpRequest, agreement_id: int, obligation_id: int) -> HttpResponse:
    """Say that something was done; not for the other side's task."""
    user, one = reader(request), obligation_at(request, agreement_id, obligation_id)
    if not allowed(user, Can.CLAIM, one):
        raise Http404
    form = EvidenceForm(request.POST, request.FILES) if request.method == "POST" else EvidenceForm()

    def save(_version: int) -> None:
        said = dict(form.cleaned_data)
        file = said.pop("file")
        try:
            actions.add_evidence(one, by=user, file=(file.read(), file.name) if file else None, **said)
        except FileRefused as refused:
            raise ValidationError({"file": refused.message()}) from refused

    return form_page(
        request,
        form,
        save,
        heading=_("Report what was done"),
        lead=_("It counts once the other side has confirmed it."),
        crumbs=crumbs_below(one),
        done=_("The report was entered. The other side has been asked to confirm it."),
        to=_page_of(one),
    )


@require_POST
@needs(Can.ANSWER_CLAIM)
def evidence_confirm(request: HttpRequest, agreement_id: int, obligation_id: int, evidence_id: int) -> HttpResponse:
    """It was so."""
    one = obligation_at(request, agreement_id, obligation_id)
    evidence = _of(one, answerable_evidence(reader(request)), evidence_id)
    try:
        actions.confirm_evidence(evidence, by=reader(request), version=version_of(request))
    except ValidationError as refused:
        messages.error(request, first_words(refused))
    else:
        messages.success(request, _("Confirmed. It counts now."))
    return redirect(_page_of(one))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.ANSWER_CLAIM)
def evidence_dispute(request: HttpRequest, agreement_id: int, obligation_id: int, evidence_id: int) -> HttpResponse:
    """It was not so, and why."""
    user, one = reader(request), obligation_at(request, agreement_id, obligation_id)
    evidence = _of(one, answerable_evidence(user), evidence_id)
    form = DisputeForm(request.POST or None)
    return form_page(
        request,
        form,
        lambda version: actions.dispute_evidence(evidence, by=user, version=version, **form.cleaned_data),
        heading=_("Dispute"),
        lead=_("What is disputed does not count. The side that reported it is told why."),
        crumbs=crumbs_below(one),
        done=_("The report is disputed, and the other side has been told."),
        to=_page_of(one),
        label=_("Dispute"),
        version=evidence.version,
    )


@require_POST
@needs(Can.WITHDRAW_CLAIM)
def evidence_withdraw(request: HttpRequest, agreement_id: int, obligation_id: int, evidence_id: int) -> HttpResponse:
    """Take back what one's own side said."""
    one = obligation_at(request, agreement_id, obligation_id)
    evidence = _of(one, claimed_evidence(reader(request)), evidence_id)
    try:
        actions.withdraw_evidence(evidence, by=reader(request), version=version_of(request))
    except ValidationError as refused:
        messages.error(request, first_words(refused))
    else:
        messages.success(request, _("The report was withdrawn."))
    return redirect(_page_of(one))


@require_safe
@needs(Can.SEE_FILES)
def evidence_file(request: HttpRequest, agreement_id: int, obligation_id: int, evidence_id: int) -> HttpResponse:
    """The file that shows it, to be saved."""
    one = obligation_at(request, agreement_id, obligation_id)
    rows = visible_evidence(reader(request)).exclude(document=None).select_related("document")
    document = _of(one, rows, evidence_id).document
    if document is None:
        raise Http404
    return open_document(document)


def crumbs_below(obligation: Obligation) -> list[Crumb]:
    """The way to a promise's page."""
    return [*crumbs_to(obligation.agreement), (obligation, _page_of(obligation))]


def _of(obligation: Obligation, rows: QuerySet[Evidence], evidence_id: int) -> Evidence:
    rows = rows.filter(obligation=obligation).select_related("obligation__agreement")
    return get_object_or_404(rows, pk=evidence_id)


def _page_of(obligation: Obligation) -> str:
    return reverse("agreements:obligation", args=[obligation.agreement_id, obligation.pk])
