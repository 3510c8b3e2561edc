"""How far an organisation is verified, and whether it stands on a blacklist."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.documents import IMAGES, PAPERS, keep_document
from landbridge.base.log import record
from landbridge.directory.models import BlacklistCheck, BlacklistEntry, Organisation, Verification
from landbridge.directory.models.checks import FACTS_CHANGED
from landbridge.directory.queries.checks import (
    Match,
    cleared_matches,
    fallen,
    has_sound_number,
    matches_of,
    open_matches,
    standing_verification,
)
from landbridge.directory.rules import VERIFIED, Can
from landbridge.directory.wording.notices import EXPIRED, LISTED
from landbridge.people.actions.notices import notify
from landbridge.people.models import User
from landbridge.people.queries.accounts import managers_of

Result = BlacklistCheck.Result


@transaction.atomic
def verify(
    organisation: Organisation,
    *,
    by: User,
    level: int,
    source: str,
    expires_on: date | None = None,
    note: str = "",
    evidence: tuple[bytes, str] | None = None,
) -> Verification:
    """Say how far an organisation was verified, from what source, and until when that holds.

    :param evidence: the content and the name of a file that shows it.
    :raises FileRefused: if the evidence is no paper or picture, too large, or damaged.
    :raises ValidationError: by field: if the organisation stands on a blacklist, or has no sound number, for a level
        that needs it; if the source is missing; if the verification would have expired already.
    """
    require(by, Can.VERIFY_ORGANISATION, organisation)
    Organisation.objects.select_for_update().get(pk=organisation.pk)  # nobody blocks or merges it meanwhile
    organisation.refresh_from_db()
    require(by, Can.VERIFY_ORGANISATION, organisation)
    faults: dict[str, str] = {}
    if level >= VERIFIED and organisation.is_blocked:
        faults["level"] = _("It stands on a blacklist. Decide first whether that entry is about another organisation.")
    elif level >= 1 and not has_sound_number(organisation):
        faults["level"] = _("This level needs a registration number that is right. Enter it first.")
    if not source.strip():
        faults["source"] = _("Say where this was seen: a register, a visit, a document.")
    if expires_on and expires_on < timezone.localdate():
        faults["expires_on"] = _("This day has passed.")
    if faults:
        raise ValidationError(faults)
    verification = Verification(
        organisation=organisation,
        level=level,
        by=by,
        source=source.strip(),
        expires_on=expires_on,
        note=note.strip(),
    )
    verification.full_clean()
    if evidence:
        verification.document = keep_document(*evidence, by=by, kinds=PAPERS | IMAGES)
    verification.save()
    _set_level(organisation, level)
    changes = {"level": level, "source": verification.source, "expires_on": expires_on}
    record("directory.organisation_verified", organisation, by=by, changes=changes)
    return verification


def fall_back(organisation: Organisation, *, by: User | None) -> None:
    """Lower the level of an organisation whose number, country or name is no longer the one that was verified.

    Called by the action that changes them, in its transaction.
    """
    level = 1 if has_sound_number(organisation) else 0
    if organisation.level > level:
        Verification.objects.create(organisation=organisation, level=level, by=by, source=FACTS_CHANGED)
        _set_level(organisation, level)
        record("directory.level_fell", organisation, by=by, changes={"level": level})


@transaction.atomic
def let_expire(today: date) -> int:
    """Let levels that rest on expired verifications fall back to the latest that still holds; tell the managers.

    Gives how many fell.
    """
    fell = 0
    for organisation in fallen(today):
        standing = standing_verification(organisation, today)
        level = standing.level if standing else 0
        if level == organisation.level:
            continue
        _set_level(organisation, level)
        entry = record("directory.verification_expired", organisation, by=None, changes={"level": level})
        for manager in managers_of(organisation.side):
            notify(
                manager,
                EXPIRED.code,
                key=f"{EXPIRED.code}:{entry.pk}:{manager.pk}",
                params={"organisation": str(organisation), "level": str(level)},
                link=reverse("directory:organisation", args=[organisation.pk]),
            )
        fell += 1
    return fell


@transaction.atomic
def check_blacklist(organisation: Organisation, *, by: User | None) -> BlacklistCheck:
    """Look an organisation up in the blacklists of both sides, write down what was found, and block it if need be.

    :param by: None where the house looks by itself: when it was added or changed, or a list has a new entry.
    """
    if by is not None:
        require(by, Can.CHECK_BLACKLIST, organisation)
    return check_blacklist_of([organisation], by=by)[organisation.pk]


@transaction.atomic
def check_blacklist_of(organisations: Sequence[Organisation], *, by: User | None) -> dict[int, BlacklistCheck]:
    """``check_blacklist`` for many, a few queries for all; gives the last check of each by its number."""
    found, cleared = matches_of(organisations), cleared_matches(organisations)
    checks: dict[int, BlacklistCheck] = {}
    newly: list[tuple[Organisation, Match]] = []
    for one in organisations:
        matches = found[one.pk]
        against = [match for match in matches if (match.entry.pk, match.by) not in cleared[one.pk]]
        for match in against:
            checks[one.pk] = BlacklistCheck.objects.create(
                organisation=one, by=by, result=Result.LISTED, entry=match.entry, matched_by=match.by
            )
        if against and not one.is_blocked:
            newly.append((one, against[0]))
        if not against:
            other = matches[0] if matches else None
            checks[one.pk] = BlacklistCheck(
                organisation=one,
                by=by,
                result=Result.CLEARED if other else Result.CLEAR,
                entry=other.entry if other else None,
                matched_by=other.by if other else "",
            )
            checks[one.pk].save()
        _set_blocked(one, is_blocked=bool(against), by=by, entry=against[0].entry if against else None)
    for one, match in newly:
        _tell_listed(one, match, mail=len(newly) <= 3)
    return checks


@transaction.atomic
def clear_listing(organisation: Organisation, entry: BlacklistEntry, *, by: User, reason: str) -> BlacklistCheck:
    """Find an organisation to be another than the entry is about. Whoever keeps the list decides that.

    :raises PermissionDenied: unless ``by`` manages the side whose list it is.
    :raises ValidationError: without a reason, or if the organisation is not blocked for this entry.
    """
    require(by, Can.KEEP_BLACKLIST, entry)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why this is another organisation.")})
    match = next((one for one in open_matches(organisation) if one.entry.pk == entry.pk), None)
    if match is None:
        raise ValidationError(_("The organisation is not blocked for this entry any more."))
    check = BlacklistCheck.objects.create(
        organisation=organisation,
        by=by,
        result=Result.CLEARED,
        entry=entry,
        matched_by=match.by,
        reason=reason.strip()[:300],
    )
    record("directory.listing_cleared", organisation, by=by, changes={"list": entry.list_name}, reason=reason.strip())
    if open_matches(organisation):
        check_blacklist_of([organisation], by=None)
    else:
        _set_blocked(organisation, is_blocked=False, by=by, entry=entry)
    return check


def _set_level(organisation: Organisation, level: int) -> None:
    organisation.level = level
    organisation.save(update_fields=["level", "updated_at"])


def _set_blocked(
    organisation: Organisation, *, is_blocked: bool, by: User | None, entry: BlacklistEntry | None
) -> None:
    if organisation.is_blocked == is_blocked:
        return
    organisation.is_blocked = is_blocked
    organisation.save(update_fields=["is_blocked", "updated_at"])
    verb = "directory.organisation_blocked" if is_blocked else "directory.organisation_unblocked"
    record(verb, organisation, by=by, changes={"list": entry.list_name} if entry else {})


def _tell_listed(organisation: Organisation, match: Match, *, mail: bool) -> None:
    """Tell the managers of its side. After an import with many, the inbox must do."""
    at = timezone.now().isoformat()
    for manager in managers_of(organisation.side):
        notify(
            manager,
            LISTED.code,
            key=f"{LISTED.code}:{organisation.pk}:{at}:{manager.pk}",
            params={"organisation": str(organisation), "list": match.entry.list_name},
            link=reverse("directory:organisation", args=[organisation.pk]),
            mail=mail,
        )
