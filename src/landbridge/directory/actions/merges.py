"""Two organisations that are the same are made one, and parted again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.directory.actions.checks import check_blacklist
from landbridge.directory.actions.duplicates import find_duplicates_of, require_both
from landbridge.directory.actions.indexing import index_organisations
from landbridge.directory.actions.moving import give_back_facts, move_back, move_rows, take_facts
from landbridge.directory.models import DuplicatePair, Merge, Organisation
from landbridge.directory.queries.checks import standing_verification
from landbridge.directory.queries.merges import fuller_facts, later_merge
from landbridge.people.models import User

State = DuplicatePair.State


@transaction.atomic
def merge(
    kept: Organisation,
    gone: Organisation,
    *,
    by: User,
    take: Collection[str] | None = None,
    versions: Mapping[int, int] | None = None,
) -> Merge:
    """Make ``gone`` a part of ``kept``: its contacts, items, documents and other rows move, its address leads there.

    :param take: which of ``MERGED_FACTS`` come from ``gone``; by default those that ``kept`` lacks.
    :param versions: by number, the versions of the two that ``by`` was shown.
    :raises PermissionDenied: unless ``by`` manages the side of both.
    :raises ValidationError: if they are one row, of two sides, or one of them is merged already.
    :raises Stale: if one of the two changed since.
    """
    require_both(by, kept, gone)
    rows = _locked(kept, gone)
    kept, gone = rows[kept.pk], rows[gone.pk]
    if kept.merged_into_id or gone.merged_into_id:
        raise ValidationError(_("One of the two was merged already."))
    for row in rows.values():
        claim_version(row, row.version if versions is None else versions[row.pk])
    trail = Merge(kept=kept, gone=gone, by=by)
    trail.before = take_facts(kept, gone, fuller_facts(kept, gone) if take is None else set(take))
    trail.moved = move_rows(kept, gone)
    trail.moved["directory.Organisation"] = list(gone.merged.order_by("pk").values_list("pk", flat=True))
    gone.merged.update(merged_into=kept)
    gone.merged_into = kept
    gone.save(update_fields=["merged_into", "updated_at"])
    trail.moved["decided"] = _decide(rows, by=by)
    trail.save()  # before the level is settled, which depends on it
    _settle(kept, gone)
    trail.moved["found"] = [pair.pk for pair in find_duplicates_of([kept], forget=False)]
    trail.save(update_fields=["moved"])
    check_blacklist(kept, by=None)
    record("directory.organisations_merged", kept, by=by, changes={"gone": gone.pk, "fields": sorted(trail.before)})
    record("directory.merged_away", gone, by=by, changes={"kept": kept.pk})
    return trail


@transaction.atomic
def undo_merge(trail: Merge, *, by: User) -> Organisation:
    """Part two organisations again: what moved goes back, and every fact that nobody changed since is as before.

    Gives the one that had gone.

    :raises PermissionDenied: unless ``by`` manages their side.
    :raises ValidationError: if it was undone already, or a later merge with either builds on it.
    """
    trail = Merge.objects.select_for_update(of=("self",)).get(pk=trail.pk)
    rows = _locked(trail.kept, trail.gone)
    kept, gone = rows[trail.kept_id], rows[trail.gone_id]
    if trail.undone_at:
        raise ValidationError(_("This merge was undone already."))
    if later := later_merge(trail):
        name = str(later.gone if later.kept_id == kept.pk else later.kept)
        raise ValidationError(_("Undo the later merge with %(name)s first.") % {"name": name})
    require_both(by, kept, gone)
    give_back_facts(trail, kept)
    move_back(trail, kept, gone)
    gone.merged_into = None
    gone.version += 1
    gone.save(update_fields=["merged_into", "version", "updated_at"])
    trail.undone_at, trail.undone_by = timezone.now(), by
    trail.save(update_fields=["undone_at", "undone_by"])
    for number, state, decided_by, decided_at in trail.moved["decided"]:
        pairs = DuplicatePair.objects.filter(pk=number, state=State.MERGED)
        pairs.update(state=state, decided_by=decided_by, decided_at=decided_at)
    DuplicatePair.objects.filter(pk__in=trail.moved["found"], state=State.OPEN).delete()
    _settle(kept, gone)
    for one in (kept, gone):
        check_blacklist(one, by=None)
        record("directory.merge_undone", one, by=by, changes={"merge": trail.pk})
    return gone


def _locked(*organisations: Organisation) -> dict[int, Organisation]:
    """Both rows, held until the end of the transaction, always in one order: nobody waits for the other in a circle."""
    numbers = [one.pk for one in organisations]
    return {row.pk: row for row in Organisation.objects.select_for_update().filter(pk__in=numbers).order_by("pk")}


def _decide(rows: Mapping[int, Organisation], *, by: User) -> list[list[Any]]:
    """Let the pair of the two be decided; gives what it was before."""
    pairs = DuplicatePair.objects.filter(one__in=rows, other__in=rows)
    before = [
        [pair.pk, pair.state, pair.decided_by_id, pair.decided_at and pair.decided_at.isoformat()] for pair in pairs
    ]
    pairs.update(state=State.MERGED, decided_by=by, decided_at=timezone.now())
    return before


def _settle(kept: Organisation, gone: Organisation) -> None:
    """Bring the levels, the search and the match keys up to date."""
    today = timezone.localdate()
    for one in (kept, gone):
        if not one.merged_into_id:
            standing = standing_verification(one, today)
            one.level = standing.level if standing else 0
            one.save(update_fields=["level", "updated_at"])
    index_organisations([kept, gone])
