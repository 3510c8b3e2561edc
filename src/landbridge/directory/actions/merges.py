"""Organisations that may be the same: found, kept apart, made one, and parted again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.directory.actions.checks import check_blacklist
from landbridge.directory.actions.indexing import index_organisations, set_sort_keys
from landbridge.directory.models import (
    Certification,
    Contact,
    DuplicatePair,
    Editorship,
    ExportFigure,
    IndustryCode,
    Item,
    Merge,
    Organisation,
    OrganisationDocument,
)
from landbridge.directory.queries.checks import standing_verification
from landbridge.directory.queries.matching import likely_the_same
from landbridge.directory.queries.merges import MERGED_FACTS, fuller_facts
from landbridge.directory.rules import Can
from landbridge.people.models import User

State = DuplicatePair.State
#: What moves to the kept one, and what must be unique there: a row with an equal one stays where it is.
_MOVED: dict[Any, tuple[str, ...]] = {
    Contact: ("person_id",),
    Item: ("kind", "language", "text"),
    ExportFigure: ("year",),
    IndustryCode: ("scheme", "code"),
    Certification: (),
    OrganisationDocument: (),
    Editorship: (),
}


def find_duplicates(organisation: Organisation) -> list[DuplicatePair]:
    """Look for organisations of the same side that may be this one; gives the pairs that are new."""
    return find_duplicates_of([organisation])


@transaction.atomic
def find_duplicates_of(organisations: Sequence[Organisation]) -> list[DuplicatePair]:
    """``find_duplicates`` for many. What was decided once stays decided; an open pair that no longer agrees goes."""
    numbers = [one.pk for one in organisations]
    known = {
        (pair.one_id, pair.other_id): pair
        for pair in DuplicatePair.objects.filter(Q(one__in=numbers) | Q(other__in=numbers))
    }
    found: dict[tuple[int, int], DuplicatePair] = {}
    for number, likely in likely_the_same(organisations).items():
        for one in likely:
            first, second = sorted((number, one.other.pk))
            found[first, second] = DuplicatePair(one_id=first, other_id=second, reason=one.reason, score=one.score)
    gone = [pair.pk for key, pair in known.items() if key not in found and pair.state == State.OPEN]
    DuplicatePair.objects.filter(pk__in=gone).delete()
    new = [pair for key, pair in sorted(found.items()) if key not in known]
    for pair in new:
        pair.save()
        record("directory.duplicate_found", pair, by=None, changes={"reason": pair.reason, "score": pair.score})
    return new


@transaction.atomic
def keep_apart(pair: DuplicatePair, *, by: User) -> DuplicatePair:
    """Decide that two organisations are not the same. The pair is not put before anybody again."""
    _require_both(by, pair.one, pair.other)
    _decide(pair, State.DIFFERENT, by=by)
    record("directory.kept_apart", pair, by=by)
    return pair


@transaction.atomic
def merge(kept: Organisation, gone: Organisation, *, by: User, take: Collection[str] | None = None) -> Merge:
    """Make ``gone`` a part of ``kept``: its contacts, items, documents and other rows move, its address leads there.

    :param take: which of ``MERGED_FACTS`` come from ``gone``; by default those that ``kept`` lacks.
    :raises PermissionDenied: unless ``by`` manages the side of both.
    :raises ValidationError: if they are one row, of two sides, or one of them is merged already.
    """
    _require_both(by, kept, gone)
    rows = {row.pk: row for row in Organisation.objects.select_for_update().filter(pk__in=[kept.pk, gone.pk])}
    if len(rows) != 2 or any(row.merged_into_id for row in rows.values()):
        raise ValidationError(_("One of the two was merged already."))
    kept, gone = rows[kept.pk], rows[gone.pk]
    trail = Merge(kept=kept, gone=gone, by=by)
    trail.before = _take_facts(kept, gone, fuller_facts(kept, gone) if take is None else set(take))
    trail.moved = _move_rows(kept, gone)
    trail.moved["directory.Organisation"] = list(gone.merged.values_list("pk", flat=True))
    Organisation.objects.filter(pk__in=trail.moved["directory.Organisation"]).update(merged_into=kept)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into", "updated_at"])
    for pair in DuplicatePair.objects.filter(one__in=rows, other__in=rows):
        _decide(pair, State.MERGED, by=by)
    trail.save()
    _settle(kept, gone)
    check_blacklist(kept, by=None)
    record("directory.organisations_merged", kept, by=by, changes={"gone": gone.pk, "fields": sorted(trail.before)})
    record("directory.merged_away", gone, by=by, changes={"kept": kept.pk})
    return trail


@transaction.atomic
def undo_merge(trail: Merge, *, by: User) -> Organisation:
    """Part two organisations again: what moved goes back, and every fact that nobody changed since is as before.

    Gives the one that had gone.

    :raises ValidationError: if it was undone already, or the kept one has been merged into another since.
    """
    _require_both(by, trail.kept, trail.gone)
    trail = Merge.objects.select_for_update().get(pk=trail.pk)
    kept, gone = trail.kept, trail.gone
    if trail.undone_at:
        raise ValidationError(_("This merge was undone already."))
    if kept.merged_into_id or gone.merged_into_id != kept.pk:
        raise ValidationError(_("Undo the later merge first."))
    for name, (before, after) in trail.before.items():
        if getattr(kept, name) == after:
            setattr(kept, name, before)
    set_sort_keys(kept)
    kept.version += 1
    kept.save()
    _move_back(trail, kept, gone)
    gone.merged_into = None
    gone.save(update_fields=["merged_into", "updated_at"])
    trail.undone_at, trail.undone_by = timezone.now(), by
    trail.save(update_fields=["undone_at", "undone_by"])
    for pair in DuplicatePair.objects.filter(one__in=[kept, gone], other__in=[kept, gone], state=State.MERGED):
        pair.state, pair.decided_by, pair.decided_at = State.OPEN, None, None
        pair.save(update_fields=["state", "decided_by", "decided_at"])
    _settle(kept, gone)
    for one in (kept, gone):
        check_blacklist(one, by=None)
        record("directory.merge_undone", one, by=by, changes={"merge": trail.pk})
    return gone


def _require_both(by: User, one: Organisation, other: Organisation) -> None:
    for organisation in (one, other):
        require(by, Can.MERGE_ORGANISATIONS, organisation)
    if one.pk == other.pk or one.side != other.side:
        raise PermissionDenied


def _decide(pair: DuplicatePair, state: State, *, by: User) -> None:
    pair.state, pair.decided_by, pair.decided_at = state, by, timezone.now()
    pair.save(update_fields=["state", "decided_by", "decided_at"])


def _take_facts(kept: Organisation, gone: Organisation, take: set[str]) -> dict[str, list[Any]]:
    """Set the facts taken from the one that goes; before and after of each that changed."""
    if unknown := take - MERGED_FACTS.keys():
        raise TypeError(f"{', '.join(sorted(unknown))}: not among MERGED_FACTS.")
    before: dict[str, list[Any]] = {}
    for fact in sorted(take):
        for name in MERGED_FACTS[fact]:
            old, new = getattr(kept, name), getattr(gone, name)
            if old != new:
                before[name] = [old, new]
                setattr(kept, name, new)
    set_sort_keys(kept)
    kept.version += 1
    kept.full_clean(exclude=["created_by"])
    kept.save()
    return before


def _move_rows(kept: Organisation, gone: Organisation) -> dict[str, list[int]]:
    moved: dict[str, list[int]] = {}
    if kept.contacts.filter(is_first=True).exists():
        first = gone.contacts.filter(is_first=True)
        moved["first"] = list(first.values_list("pk", flat=True))
        first.update(is_first=False)
    for model, unique in _MOVED.items():
        rows = model.objects.filter(organisation=gone)
        if unique:
            there = set(model.objects.filter(organisation=kept).values_list(*unique))
            numbers = [number for number, *values in rows.values_list("pk", *unique) if tuple(values) not in there]
        else:
            numbers = list(rows.values_list("pk", flat=True))
        model.objects.filter(pk__in=numbers).update(organisation=kept)
        moved[model._meta.label] = sorted(numbers)  # noqa: SLF001 — the public way to a model's name
    return moved


def _move_back(trail: Merge, kept: Organisation, gone: Organisation) -> None:
    for model in _MOVED:
        numbers = trail.moved.get(model._meta.label, [])  # noqa: SLF001
        model.objects.filter(pk__in=numbers, organisation=kept).update(organisation=gone)
    Contact.objects.filter(pk__in=trail.moved.get("first", []), organisation=gone).update(is_first=True)
    Organisation.objects.filter(pk__in=trail.moved["directory.Organisation"], merged_into=kept).update(merged_into=gone)


def _settle(kept: Organisation, gone: Organisation) -> None:
    """Bring the copies, the search and the match keys up to date."""
    today = timezone.localdate()
    for one in (kept, gone):
        if not one.merged_into_id:
            standing = standing_verification(one, today)
            one.level = standing.level if standing else 0
            one.save(update_fields=["level", "updated_at"])
    index_organisations([kept, gone])
