"""How far organisations are verified, and what the blacklists say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import Exists, OuterRef, Q, QuerySet

from landbridge.base.access import allowed
from landbridge.base.identifiers import BadNumber, check_number
from landbridge.directory.models import BlacklistCheck, BlacklistEntry, Organisation, Verification
from landbridge.directory.queries.matching import names_of
from landbridge.directory.rules import Can
from landbridge.directory.wording.legal_names import core_name
from landbridge.people.models import Grant, Role, User


@dataclass(frozen=True, slots=True)
class Match:
    """An entry of a blacklist that an organisation agrees with, by its number or by a name."""

    entry: BlacklistEntry
    by: Literal["number", "name"]


def has_sound_number(organisation: Organisation) -> bool:
    """Whether there is a registration number, and its register can have given it out."""
    try:
        check_number(organisation.number_kind, organisation.number)
    except (BadNumber, KeyError):
        return False
    return True


def verifications_of(organisation: Organisation) -> QuerySet[Verification]:
    """Its verifications, the latest first; those of organisations that were merged into it count."""
    return Verification.objects.filter(
        Q(organisation=organisation) | Q(organisation__merged_into=organisation)
    ).select_related("by", "document", "organisation")


def standing_verification(organisation: Organisation, today: date) -> Verification | None:
    """The latest verification that has not expired: its level is the organisation's."""
    return verifications_of(organisation).exclude(expires_on__lt=today).first()


def fallen(today: date) -> QuerySet[Organisation]:
    """Organisations whose level may rest on a verification that has expired."""
    expired = Verification.objects.filter(
        Q(organisation=OuterRef("pk")) | Q(organisation__merged_into=OuterRef("pk")),
        expires_on__lt=today,
        level=OuterRef("level"),
    )
    return Organisation.objects.filter(Exists(expired), merged_into=None, level__gt=0)


def visible_entries(user: User) -> QuerySet[BlacklistEntry]:
    """The blacklist entries of a person's own side; removed ones are among them."""
    if not allowed(user, Can.SEE_BLACKLIST):
        return BlacklistEntry.objects.none()
    return BlacklistEntry.objects.filter(side=user.side).select_related("added_by")


def matches_of(organisations: Sequence[Organisation]) -> dict[int, list[Match]]:
    """What the blacklists of both sides say of each organisation, by its number: one query for all.

    A number must be equal; a name must be, without legal form, spaces and signs. An equal number says more than an
    equal name, and an entry with a number of the same register that differs is another organisation's.
    """
    names = {one.pk: {core_name(name)[:200] for name in names_of(one).values()} for one in organisations}
    numbers = {one.number for one in organisations if one.number}
    entries = BlacklistEntry.objects.filter(
        Q(number__in=numbers) | Q(name_key__in={key for keys in names.values() for key in keys}), removed_at=None
    ).order_by("pk")
    by_number: defaultdict[str, list[BlacklistEntry]] = defaultdict(list)
    by_name: defaultdict[str, list[BlacklistEntry]] = defaultdict(list)
    for entry in entries:
        by_name[entry.name_key].append(entry)
        if entry.number:
            by_number[entry.number].append(entry)
    found: dict[int, list[Match]] = {}
    for one in organisations:
        numbered = by_number[one.number] if one.number else []
        named = [
            entry
            for key in sorted(names[one.pk])
            for entry in by_name[key]
            if entry not in numbered and not _other_number(one, entry)
        ]
        unique = {entry.pk: entry for entry in named}.values()
        found[one.pk] = [*(Match(e, "number") for e in numbered), *(Match(e, "name") for e in unique)]
    return found


def _other_number(organisation: Organisation, entry: BlacklistEntry) -> bool:
    return bool(organisation.number and entry.number and entry.number_kind == organisation.number_kind)


def cleared_matches(organisations: Iterable[Organisation]) -> dict[int, set[tuple[int, str]]]:
    """By organisation, the entries (and what matched) that were found to be another's: one query."""
    cleared: defaultdict[int, set[tuple[int, str]]] = defaultdict(set)
    rows = BlacklistCheck.objects.filter(organisation__in=list(organisations), result=BlacklistCheck.Result.CLEARED)
    for number, entry, matched in rows.values_list("organisation_id", "entry_id", "matched_by").order_by():
        if entry is not None:
            cleared[number].add((entry, matched))
    return cleared


def latest_check(organisation: Organisation) -> BlacklistCheck | None:
    """What the last look into the blacklists said."""
    return organisation.blacklist_checks.select_related("entry", "by").first()


def open_matches(organisation: Organisation) -> list[Match]:
    """The entries an organisation is blocked for now."""
    cleared = cleared_matches([organisation])[organisation.pk]
    return [one for one in matches_of([organisation])[organisation.pk] if (one.entry.pk, one.by) not in cleared]


def organisations_like(entry: BlacklistEntry) -> QuerySet[Organisation]:
    """The organisations an entry may be about, to be looked up again."""
    named = Q(match_keys__key=f"={entry.name_key}"[:80])
    numbered = Q(number=entry.number) if entry.number else Q(pk=None)
    blocked_for = Q(is_blocked=True, blacklist_checks__entry=entry)
    return Organisation.objects.filter(named | numbered | blocked_for, merged_into=None).distinct()


def managers_of(side: str) -> QuerySet[User]:
    """The managers of a side, whatever hat they wear just now."""
    granted = Grant.objects.filter(user=OuterRef("pk"), role=Role.MANAGER, side=side, ended_at=None)
    return User.objects.filter(Q(role=Role.MANAGER, side=side) | Q(Exists(granted)), is_active=True).order_by("pk")
