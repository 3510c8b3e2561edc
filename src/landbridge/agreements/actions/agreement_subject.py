"""Agreements as subjects of approvals: what is approved of one, and what follows when a side has approved."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.actions.moves import settle_approvals
from landbridge.agreements.actions.subjects import SubjectKind, register_subject
from landbridge.agreements.models import Agreement, Approval
from landbridge.agreements.queries.agreements import SUBJECT, visible_agreements
from landbridge.agreements.rules.agreements import Can
from landbridge.base.access import allowed
from landbridge.people.models import User

_TITLES = ("title_ko", "title_zh", "title_en", "original")


def content_of_agreement(agreement: Agreement) -> dict[str, Any]:
    """What is approved of an agreement: its facts, who signs, its texts word by word, and what is promised.

    Without the names of persons: an approval is kept for good.
    """
    texts = agreement.texts.exclude(body="").order_by("language")
    return {
        **{name: getattr(agreement, name) for name in ("kind", *_TITLES, "governing")},
        "in_force_on": agreement.in_force_on,
        "expires_on": agreement.expires_on,
        "renewal": agreement.renewal,
        "renewal_months": agreement.renewal_months,
        "notice_months": agreement.notice_months,
        "parties": [
            {
                "side": one.side,
                "body": [one.body.name_ko, one.body.name_zh, one.body.name_en],
                "as": one.signatory_title,
            }
            for one in agreement.parties.select_related("body")
        ],
        "texts": [{"language": text.language, "body": text.body, "sha256": text.sha256} for text in texts],
        "obligations": [
            {**{name: getattr(one, name) for name in ("field", *_TITLES, "owner", "target")}, "due_on": one.due_on}
            for one in agreement.obligations.all()
        ],
    }


def may_ask_approval(user: User, agreement: Agreement) -> bool:
    """Managers of either side, once the text is agreed."""
    return agreement.state == Agreement.State.AGREED and allowed(user, Can.MOVE_AGREEMENT, agreement)


def may_open(user: User, agreement: Agreement) -> bool:
    """Whether the agreement's page is the reader's to open; an approver has the document and no more."""
    return visible_agreements(user).filter(pk=agreement.pk).exists()


def approved(agreement: Agreement, approval: Approval) -> None:
    """A side has approved: the second one makes the agreement approved."""
    settle_approvals(agreement, by=None if approval.drafted_by_id is None else approval.drafted_by)


def returned(_agreement: Agreement, _approval: Approval) -> None:
    """A side will not approve it as it is: it stays agreed until somebody edits it, which makes it a draft again."""


register_subject(
    SubjectKind(
        code=SUBJECT,
        name=_("Agreement"),
        model=Agreement,
        content=content_of_agreement,
        title=lambda agreement: agreement.title,
        url=lambda agreement: reverse("agreements:agreement", args=[agreement.pk]),
        template="agreements/parts/agreement_content.html",
        may_ask=may_ask_approval,
        approved=approved,
        returned=returned,
        may_open=may_open,
    )
)
