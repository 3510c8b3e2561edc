"""Addresses of agreements."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, URLResolver, path

from landbridge.agreements.views import (
    agreements,
    approval_papers,
    approvals,
    bodies,
    delegations,
    editing,
    evidence,
    files,
    moves,
    obligations,
    ties,
)

app_name = "agreements"
_OBLIGATION = "agreements/<int:agreement_id>/commitments/<int:obligation_id>/"


def _of_obligation(*routes: tuple[str, Callable[..., HttpResponseBase], str]) -> list[URLPattern]:
    """Addresses below a promise."""
    return [path(_OBLIGATION + tail, view, name=name) for tail, view, name in routes]


urlpatterns: list[URLPattern | URLResolver] = [
    path("approvals/", approvals.approvals, name="approvals"),
    path("approvals/<int:approval_id>/", approvals.approval, name="approval"),
    path("approvals/<int:approval_id>/withdraw", approvals.approval_withdraw, name="approval_withdraw"),
    path("approvals/<int:approval_id>/pdf", approval_papers.approval_pdf, name="approval_pdf"),
    path("approvals/ask/<slug:kind>/<int:subject_id>", approvals.approval_ask, name="approval_ask"),
    path("approvals/delegations", delegations.delegations, name="delegations"),
    path("approvals/delegations/new", delegations.delegation_new, name="delegation_new"),
    path("approvals/delegations/<int:delegation_id>/end", delegations.delegation_end, name="delegation_end"),
    path("agreements/", agreements.agreement_list, name="agreements"),
    path("agreements/new", editing.agreement_add, name="add"),
    path("agreements/<int:agreement_id>/", agreements.agreement, name="agreement"),
    path("agreements/<int:agreement_id>/edit", editing.agreement_edit, name="edit"),
    path("agreements/<int:agreement_id>/agree", moves.agreement_agree, name="agree"),
    path("agreements/<int:agreement_id>/reopen", moves.agreement_reopen, name="reopen"),
    path("agreements/<int:agreement_id>/sign", moves.agreement_sign, name="sign"),
    path("agreements/<int:agreement_id>/review", moves.agreement_review, name="review"),
    path("agreements/<int:agreement_id>/notice", moves.agreement_notice, name="notice"),
    path("agreements/<int:agreement_id>/renew", moves.agreement_renew, name="renew"),
    path("agreements/<int:agreement_id>/files/new", files.file_add, name="file_add"),
    path("agreements/<int:agreement_id>/files/<int:file_id>", files.file_open, name="file"),
    path("agreements/<int:agreement_id>/files/<int:file_id>/remove", files.file_remove, name="file_remove"),
    path("agreements/<int:agreement_id>/commitments/new", obligations.obligation_add, name="obligation_add"),
    *_of_obligation(
        ("", obligations.obligation, "obligation"),
        ("edit", obligations.obligation_edit, "obligation_edit"),
        ("remove", obligations.obligation_remove, "obligation_remove"),
        ("drop", obligations.obligation_drop, "obligation_drop"),
        ("keep", obligations.obligation_keep, "obligation_keep"),
        ("reports/new", evidence.evidence_add, "evidence_add"),
        ("reports/<int:evidence_id>/confirm", evidence.evidence_confirm, "evidence_confirm"),
        ("reports/<int:evidence_id>/dispute", evidence.evidence_dispute, "evidence_dispute"),
        ("reports/<int:evidence_id>/withdraw", evidence.evidence_withdraw, "evidence_withdraw"),
        ("reports/<int:evidence_id>/file", evidence.evidence_file, "evidence_file"),
    ),
    path("bodies/", bodies.body_list, name="bodies"),
    path("bodies/new", bodies.body_add, name="body_add"),
    path("bodies/<int:body_id>/", bodies.body, name="body"),
    path("bodies/<int:body_id>/edit", bodies.body_edit, name="body_edit"),
    path("bodies/<int:body_id>/representatives", bodies.representative_add, name="representative_add"),
    path(
        "bodies/<int:body_id>/representatives/<int:representative_id>/end",
        bodies.representative_end,
        name="representative_end",
    ),
    path("ties/new", ties.tie_add, name="tie_add"),
    path("ties/<int:tie_id>/edit", ties.tie_edit, name="tie_edit"),
    path("ties/<int:tie_id>/sign", ties.tie_sign, name="tie_sign"),
    path("ties/<int:tie_id>/end", ties.tie_end, name="tie_end"),
    path("exchanges/", ties.exchange_list, name="exchanges"),
    path("exchanges/new", ties.exchange_add, name="exchange_add"),
    path("exchanges/<int:exchange_id>/edit", ties.exchange_edit, name="exchange_edit"),
    path("exchanges/<int:exchange_id>/remove", ties.exchange_remove, name="exchange_remove"),
]
