"""How far organisations are verified, and what the blacklists say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from landbridge.base.access import allowed
from landbridge.base.identifiers import BadNumber, check_number
from landbridge.directory.models import BlacklistCheck, BlacklistEntry, MatchKey, Organisation, Verification
from landbridge.directory.queries.matching import names_of
from landbridge.directory.rules import Can
from landbridge.directory.wording.legal_names import core_name
from landbridge.people.models import User

EXPIRING_DAYS = 60  #: managers are told of a level this long before it ends
EXPIRING_SHOWN = 50


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
    """The latest verification that has not expired: its level is the organisation's.

    A level is about a number. So what was verified of an organisation that was merged into this one counts only if
    that had the number which stands here; and what was verified of this one before a merge gave it another number
    counts no more. Of several that count, the highest stands.
    """
    valid = Verification.objects.exclude(expires_on__lt=today).select_related("by", "document", "organisation")
    own = valid.filter(organisation=organisation)
    for trail in organisation.merges.filter(undone_at=None):
        if {"number", "number_kind", "country"} & {name for name, (before, _after) in trail.before.items() if before}:
            own = own.filter(at__gt=trail.at)
    found = [own.first()]
    if organisation.number:
        same = organisation.merged.filter(number_kind=organisation.number_kind, number=organisation.number)
        found += [valid.filter(organisation=one).first() for one in same]
    return max(filter(None, found), key=lambda one: (one.level, one.pk), default=None)


def fallen(today: date) -> QuerySet[Organisation]:
    """Organisations whose level may rest on a verification that has expired."""
    expired = Verification.objects.filter(
        Q(organisation=OuterRef("pk")) | Q(organisation__merged_into=OuterRef("pk")),
        expires_on__lt=today,
        level=OuterRef("level"),
    )
    return Organisation.objects.filter(Exists(expired), merged_into=None)


def expiring(user: User, today: date, days: int = EXPIRING_DAYS) -> list[tuple[Organisation, date]]:
    """The organisations of a manager's own side whose level ends within ``days``, and when: the soonest first."""
    if not allowed(user, Can.VERIFY_ORGANISATION):
        return []
    until = today + timedelta(days=days)
    ending = Verification.objects.filter(expires_on__gte=today, expires_on__lte=until)
    own = Organisation.objects.filter(side=user.side, merged_into=None, level__gt=0)
    standing = Verification.objects.filter(organisation=OuterRef("pk")).exclude(expires_on__lt=today)
    rows = (
        own.filter(pk__in=ending.values("organisation"))
        .annotate(ends=Subquery(standing.order_by("-pk").values("expires_on")[:1]))
        .filter(ends__gte=today, ends__lte=until)
        .order_by("ends", "pk")
    )
    return [(row, row.ends) for row in rows[:EXPIRING_SHOWN]]


def visible_entries(user: User) -> QuerySet[BlacklistEntry]:
    """The blacklist entries of a person's own side; removed ones are among them."""
    if not allowed(user, Can.SEE_BLACKLIST):
        return BlacklistEntry.objects.none()
    return BlacklistEntry.objects.filter(side=user.side).select_related("added_by")


def matches_of(organisations: Sequence[Organisation]) -> dict[int, list[Match]]:
    """What the blacklists of both sides say of each organisation, by its number: two queries for all.

    What was merged into an organisation is looked up as well: becoming a part of another clears nobody.

    A number must be equal; a name must be, without legal form, spaces and signs. An equal number says more than an
    equal name, and an entry with a number of the same register that differs is another organisation's.
    """
    merged: defaultdict[int | None, list[Organisation]] = defaultdict(list)
    for one in Organisation.objects.filter(merged_into__in=organisations):
        merged[one.merged_into_id].append(one)
    everyone = [*organisations, *(one for ones in merged.values() for one in ones)]
    names = {one.pk: {core_name(name)[:200] for name in names_of(one).values()} for one in everyone}
    numbers = {one.number for one in everyone if one.number}
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
    for organisation in organisations:
        numbered: dict[int, Match] = {}
        named: dict[int, Match] = {}
        for one in (organisation, *merged[organisation.pk]):
            for entry in by_number[one.number] if one.number else ():
                numbered.setdefault(entry.pk, Match(entry, "number"))
            for entry in (entry for key in sorted(names[one.pk]) for entry in by_name[key]):
                if not _other_number(one, entry):
                    named.setdefault(entry.pk, Match(entry, "name"))
        found[organisation.pk] = [*numbered.values(), *(match for key, match in named.items() if key not in numbered)]
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
    # Each part by its own index, rather than joins of which the whole directory is sifted.
    may_be = Q(pk__in=MatchKey.objects.filter(key=f"={entry.name_key}"[:80]).values("organisation"))
    may_be |= Q(pk__in=BlacklistCheck.objects.filter(entry=entry).values("organisation"), is_blocked=True)
    if entry.number:
        merged = Organisation.objects.filter(number=entry.number).exclude(merged_into=None)
        may_be |= Q(number=entry.number) | Q(pk__in=merged.values("merged_into"))
    return Organisation.objects.filter(may_be, merged_into=None)
