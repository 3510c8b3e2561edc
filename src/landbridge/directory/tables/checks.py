"""What is checked about an organisation, laid out for its reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from landbridge.base.access import allowed
from landbridge.directory.models import BlacklistCheck, BlacklistEntry, Organisation, Verification
from landbridge.directory.queries.checks import (
    EXPIRING_DAYS,
    latest_check,
    open_matches,
    standing_verification,
    verifications_of,
)
from landbridge.directory.queries.merges import visible_pairs
from landbridge.directory.rules import Can
from landbridge.people.models import User
from landbridge.people.rules import is_staff

LEVELS = {
    "0": _("0: nothing checked"),
    "1": _("1: the number is well formed"),
    "2": _("2: found in the official register"),
    "3": _("3: seen on site or in the original documents"),
}


@dataclass(frozen=True, slots=True)
class Listing:
    """An entry that an organisation is blocked for; ``is_own`` where the reader's side keeps the list."""

    entry: BlacklistEntry
    by_number: bool
    is_own: bool
    may_clear: bool


@dataclass(frozen=True, slots=True)
class ChecksPanel:
    """What an organisation's page says of its checks. For companies the level only."""

    level: object
    verification: Verification | None
    ends_soon: bool
    fell: bool
    check: BlacklistCheck | None
    listings: list[Listing]
    duplicates: int
    is_staff: bool
    history: str  # where the whole of it stands
    may_verify: bool
    may_check: bool


def checks_panel(organisation: Organisation, user: User) -> ChecksPanel:
    """The panel for a reader, who may see the organisation."""
    today = timezone.localdate()
    verification = standing_verification(organisation, today)
    staff = is_staff(user)
    pairs = visible_pairs(user).filter(Q(one=organisation) | Q(other=organisation), state="open") if staff else None
    return ChecksPanel(
        level=LEVELS[str(organisation.level)],
        verification=verification,
        ends_soon=_ends_soon(verification, today),
        fell=verification is None and verifications_of(organisation).exists(),
        check=latest_check(organisation) if staff else None,
        listings=list(_listings(organisation, user)) if staff and organisation.is_blocked else [],
        duplicates=pairs.count() if pairs is not None else 0,
        is_staff=staff,
        history=reverse("directory:checks", args=[organisation.pk]) if staff else "",
        may_verify=allowed(user, Can.VERIFY_ORGANISATION, organisation),
        may_check=allowed(user, Can.CHECK_BLACKLIST, organisation),
    )


def _ends_soon(verification: Verification | None, today: date) -> bool:
    ends = verification.expires_on if verification else None
    return ends is not None and (ends - today).days <= EXPIRING_DAYS


def _listings(organisation: Organisation, user: User) -> Iterator[Listing]:
    for match in open_matches(organisation):
        is_own = match.entry.side == user.side
        may_clear = is_own and allowed(user, Can.KEEP_BLACKLIST, match.entry)
        yield Listing(match.entry, match.by == "number", is_own, may_clear)


@dataclass(frozen=True, slots=True)
class Past:
    """One row of the history: a verification or a look into the blacklists."""

    at: datetime
    verification: Verification | None = None
    level: object = ""
    state: str = ""  # of a verification: holds, expired, superseded, merged
    check: BlacklistCheck | None = None


def checks_history(organisation: Organisation, limit: int = 200) -> list[Past]:
    """Every verification and every look into the blacklists, the latest first."""
    today = timezone.localdate()
    standing = standing_verification(organisation, today)
    rows = [
        Past(one.at, one, LEVELS[str(one.level)], _state(one, standing, today))
        for one in verifications_of(organisation)[:limit]
    ]
    checks = organisation.blacklist_checks.select_related("by", "entry")[:limit]
    rows += [Past(one.at, check=one) for one in checks]
    return sorted(rows, key=lambda row: row.at, reverse=True)[:limit]


def _state(one: Verification, standing: Verification | None, today: date) -> str:
    if standing is not None and one.pk == standing.pk:
        return "holds"
    return "expired" if one.expires_on and one.expires_on < today else "superseded"
