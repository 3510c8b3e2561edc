"""When an agreement ends, renews itself, and until when a side may give notice."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from landbridge.agreements.models import Agreement


def add_months(day: date, months: int) -> date:
    """The same day so many months later (or earlier); the last of the month where that one is shorter.

    >>> add_months(date(2026, 1, 31), 1), add_months(date(2024, 2, 29), -12)
    (datetime.date(2026, 2, 28), datetime.date(2023, 2, 28))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def renews_itself(agreement: Agreement) -> bool:
    """Whether the agreement goes on at its end without anybody's doing."""
    is_automatic = agreement.renewal == Agreement.Renewal.AUTOMATIC and bool(agreement.renewal_months)
    return is_automatic and agreement.notice_on is None and agreement.expires_on is not None


def notice_deadline(agreement: Agreement) -> date | None:
    """The last day on which a side can give notice; None where there is nothing to give notice of."""
    if agreement.expires_on is None:
        return None
    return add_months(agreement.expires_on, -(agreement.notice_months or 0))


def next_expiry(agreement: Agreement, on: date) -> date:
    """Where an agreement that renews itself ends now: its own day, moved by whole terms until it has not passed."""
    assert agreement.expires_on is not None  # noqa: S101 - narrows the type, as does the next
    assert agreement.renewal_months  # noqa: S101
    terms, end = 0, agreement.expires_on
    while end < on:
        terms += 1
        end = add_months(agreement.expires_on, terms * agreement.renewal_months)
    return end
