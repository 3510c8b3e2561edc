"""Addresses of agreements."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from landbridge.agreements.views import approval_papers, approvals, delegations

app_name = "agreements"
urlpatterns: list[URLPattern | URLResolver] = [
    path("approvals/", approvals.approvals, name="approvals"),
    path("approvals/<int:approval_id>/", approvals.approval, name="approval"),
    path("approvals/<int:approval_id>/withdraw", approvals.approval_withdraw, name="approval_withdraw"),
    path("approvals/<int:approval_id>/pdf", approval_papers.approval_pdf, name="approval_pdf"),
    path("approvals/ask/<slug:kind>/<int:subject_id>", approvals.approval_ask, name="approval_ask"),
    path("approvals/delegations", delegations.delegations, name="delegations"),
    path("approvals/delegations/new", delegations.delegation_new, name="delegation_new"),
    path("approvals/delegations/<int:delegation_id>/end", delegations.delegation_end, name="delegation_end"),
]
