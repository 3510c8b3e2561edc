"""What of the directory waits for somebody on their first page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from landbridge.base.access import allowed
from landbridge.directory.models import DuplicatePair, Organisation
from landbridge.directory.queries.checks import expiring
from landbridge.directory.queries.merges import visible_pairs
from landbridge.directory.rules import Can
from landbridge.people.models import User


@dataclass(frozen=True, slots=True)
class ChecksWaiting:
    """Verifications that end soon, with the day, and how many pairs are to decide; nothing for who decides nothing."""

    expiring: list[tuple[Organisation, date]]
    pairs: int

    def __bool__(self) -> bool:
        return bool(self.expiring or self.pairs)


def checks_waiting(user: User) -> ChecksWaiting:
    """What waits for a manager: two queries."""
    if not allowed(user, Can.MERGE_ORGANISATIONS):
        return ChecksWaiting([], 0)
    pairs = visible_pairs(user).filter(state=DuplicatePair.State.OPEN).count()
    return ChecksWaiting(expiring(user, timezone.localdate()), pairs)
