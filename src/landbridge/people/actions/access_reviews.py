"""Signing off a month of the access log."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.people.models import AccessHead, AccessReview, User
from landbridge.people.queries.access_review import chain_of, entries_in, next_to_review
from landbridge.people.rules import Can


def review_access(month: date, *, by: User, findings: str) -> AccessReview:
    """Say that a month of one's own side was gone through, and what was found. It can't be taken back.

    The chain is checked before the transaction begins: a month that is over is not written to any more, and on
    SQLite nobody else could write while a long one is read.

    :param month: its first day.
    :param findings: what was found, in words; that nothing was is said too.
    :raises ValidationError: if nothing is said, the month is not the next one in order, or it still runs.
    """
    require(by, Can.REVIEW_ACCESS)
    said = findings.strip()
    if not said:
        raise ValidationError({"findings": _("Say what you found, or that you found nothing.")}, code="required")
    chain = chain_of(month, by.side)
    try:
        with transaction.atomic():
            if next_to_review(by) != month:
                raise ValidationError(_("Months are signed off in their order, once each, and when they are over."))
            head = AccessHead.objects.filter(pk=1).first() or AccessHead(pk=1)
            review = AccessReview.objects.create(
                side=by.side,
                month=month,
                reviewed_by=by,
                entries=entries_in(by, month).count(),
                is_intact=chain.broken_at is None,
                findings=said,
                up_to=head.number,
                sha256=head.sha256,
            )
            # What was found may name people: it stays in the review alone.
            record(
                "people.access_reviewed",
                review,
                by=by,
                changes={"month": month, "entries": review.entries, "is_intact": review.is_intact},
            )
    except IntegrityError:
        raise ValidationError(_("Somebody signed this month off meanwhile."), code="stale") from None
    return review
