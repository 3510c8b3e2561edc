"""Searches that somebody keeps, and what they found since."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.matching.models import SavedSearch, SearchHit
from landbridge.matching.rules.searching import Can
from landbridge.matching.wording.notices import SEARCH_FOUND
from landbridge.people.actions.notices import notify
from landbridge.people.models import User


@transaction.atomic
def keep_search(
    *,
    by: User,
    name: str,
    words: str,
    filters: Mapping[str, str],
    language: str,
    found: Collection[int],
    notifies: bool = True,
) -> SavedSearch:
    """Keep a search under a name that its owner has not used yet.

    :param found: the numbers of the organisations it finds now; its owner is told of those that come later.
    """
    require(by, Can.KEEP_SEARCH)
    search = SavedSearch.objects.create(
        user=by,
        name=name,
        words=words,
        filters=dict(filters),
        language=language,
        notifies=notifies,
        looked_at=timezone.now(),
    )
    SearchHit.objects.bulk_create(SearchHit(search=search, organisation_id=one, is_new=False) for one in sorted(found))
    record("matching.search_kept", search, by=by)
    return search


@transaction.atomic
def change_search(search: SavedSearch, *, by: User, version: int, name: str, notifies: bool) -> SavedSearch:
    """Rename a kept search, or have it tell or not.

    :raises Stale: if it was changed since it was shown.
    """
    require(by, Can.KEEP_SEARCH, search)
    claim_version(search, version)
    wanted = {"name": name, "notifies": notifies}
    changed = [part for part, value in wanted.items() if getattr(search, part) != value]
    search.name, search.notifies = name, notifies
    search.save(update_fields=["name", "notifies"])
    if changed:
        record("matching.search_changed", search, by=by, changes={"fields": changed})
    return search


@transaction.atomic
def remove_search(search: SavedSearch, *, by: User) -> None:
    """Forget a search and what it found. The organisations are untouched."""
    require(by, Can.KEEP_SEARCH, search)
    record("matching.search_removed", search, by=by)
    search.delete()


@transaction.atomic
def mark_seen(search: SavedSearch, *, by: User) -> int:
    """The owner looked at what is new; gives how many there were."""
    require(by, Can.KEEP_SEARCH, search)
    seen = search.hits.filter(is_new=True).update(is_new=False)
    if seen:
        record("matching.search_seen", search, by=by, changes={"organisations": seen})
    return seen


@transaction.atomic
def note_found(search: SavedSearch, found: Collection[int]) -> int:
    """What a kept search finds now: those it never found before are new, and its owner is told of them once.

    What was new and is found no more, because it was hidden or is gone, is not told of any longer. Gives how many
    came; 0 if the search was removed meanwhile.
    """
    held = SavedSearch.objects.select_for_update().filter(pk=search.pk).first()
    if held is None:
        return 0
    held.hits.filter(is_new=True).exclude(organisation__in=found).delete()
    known = set(held.hits.values_list("organisation_id", flat=True))
    new = sorted(set(found) - known)
    hits = SearchHit.objects.bulk_create(SearchHit(search=held, organisation_id=one) for one in new)
    held.looked_at = timezone.now()
    held.save(update_fields=["looked_at"])
    if hits and held.notifies:
        notify(
            held.user,
            SEARCH_FOUND.code,
            key=f"matching.search:{held.pk}:{hits[-1].pk}",
            params={"search": held.name, "count": str(len(hits))},
            link=reverse("matching:saved_results", args=[held.pk]),
        )
    return len(hits)
