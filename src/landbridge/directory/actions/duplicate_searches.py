"""Looking for duplicates among all organisations of a side, batch by batch."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.directory.actions.duplicates import find_duplicates_of
from landbridge.directory.models import DuplicateSearch, Organisation
from landbridge.directory.rules import Can
from landbridge.people.models import User
from landbridge.people.rules import acting_side

BATCH = 400
State = DuplicateSearch.State


@transaction.atomic
def ask_search(*, by: User) -> DuplicateSearch:
    """Have all organisations of one's own side compared; while that is under way, give the search that does it."""
    require(by, Can.MERGE_ORGANISATIONS)
    side = acting_side(by)
    total = Organisation.objects.filter(side=side, merged_into=None).count()
    try:
        with transaction.atomic():
            search = DuplicateSearch.objects.create(side=side, total=total, asked_by=by)
    except IntegrityError:
        return DuplicateSearch.objects.get(side=side, state=State.RUNNING)
    record("directory.duplicate_search_asked", search, by=by)
    return search


@transaction.atomic
def search_batch(search: DuplicateSearch) -> bool:
    """Compare the next few hundred with all others; says whether there is more to do."""
    search = DuplicateSearch.objects.select_for_update().get(pk=search.pk)
    if search.state != State.RUNNING:
        return False
    rest = Organisation.objects.filter(side=search.side, merged_into=None, pk__gt=search.cursor)
    batch = list(rest.order_by("pk")[:BATCH])
    if not batch:
        end_search(search, State.DONE)
        return False
    search.found += len(find_duplicates_of(batch))
    search.cursor = batch[-1].pk
    search.done += len(batch)
    search.save(update_fields=["found", "cursor", "done"])
    return True


@transaction.atomic
def end_search(search: DuplicateSearch, state: State, *, error: str = "") -> None:
    """Say that a search is over, or that it failed and why."""
    search.state, search.error, search.finished_at = state, error[:500], timezone.now()
    search.save(update_fields=["state", "error", "finished_at"])
    record("directory.duplicate_search_ended", search, by=None, changes={"state": state, "found": search.found})
