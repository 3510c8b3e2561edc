"""Wishes that are not held now, with what the last search found out about them."""

from __future__ import annotations

from dataclasses import dataclass

from landbridge.meetings.models import Company, Fair, UnmetWish, Wish


@dataclass(frozen=True, slots=True)
class UnmetRow:
    """A wish without a meeting; ``found`` is None where no search has looked at it."""

    wish: Wish
    companies: tuple[Company, ...]
    found: UnmetWish | None


def unmet_rows(fair: Fair) -> list[UnmetRow]:
    """Unmet wishes, the most wished for first, in 3 queries."""
    order = {priority: place for place, priority in enumerate(Wish.Priority.values)}
    wishes = (
        fair.wishes.filter(meeting__isnull=True)
        .select_related("unmet", "fixed_slot", "fixed_table")
        .prefetch_related("parts__company")
    )
    rows = [
        UnmetRow(wish, tuple(part.company for part in wish.parts.all()), getattr(wish, "unmet", None))
        for wish in wishes
    ]
    return sorted(rows, key=lambda row: (order[row.wish.priority], row.wish.position))
