"""The entries of a side's blacklist, sought and counted, and whom they block."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from landbridge.base.log import LogEntry
from landbridge.directory.models import BlacklistCheck, BlacklistEntry, Organisation
from landbridge.directory.queries.checks import visible_entries
from landbridge.directory.wording.legal_names import core_name
from landbridge.people.models import User


def entries_sought(user: User, words: str, *, removed: bool) -> QuerySet[BlacklistEntry]:
    """The entries whose name, number or list holds the words; spaces, signs and width do not matter."""
    rows = visible_entries(user).filter(removed_at__isnull=not removed)
    if not words.strip():
        return rows
    bare = "".join(sign for sign in words if sign.isalnum()).upper()
    by_number = Q(number__contains=bare) if bare else Q(pk=None)
    return rows.filter(Q(name_key__contains=core_name(words)) | by_number | Q(list_name__icontains=words.strip()))


def entry_counts(user: User) -> dict[str, int]:
    """How many entries stand, came off, and are still to be looked up: one query."""
    return visible_entries(user).aggregate(
        standing=Count("pk", filter=Q(removed_at=None)),
        removed=Count("pk", filter=Q(removed_at__isnull=False)),
        waiting=Count("pk", filter=Q(checked_at=None)),
    )


def organisations_blocked_for(entry: BlacklistEntry) -> QuerySet[Organisation]:
    """The organisations that are blocked now and were found on a list by this entry."""
    latest = BlacklistCheck.objects.filter(
        organisation=OuterRef("pk"), entry=entry, result=BlacklistCheck.Result.LISTED
    )
    return Organisation.objects.filter(Exists(latest), is_blocked=True, merged_into=None).order_by("pk")


def removal_of(entry: BlacklistEntry) -> LogEntry | None:
    """Who took an entry off the list, and why."""
    rows = LogEntry.objects.filter(
        verb="directory.blacklist_entry_removed", model="blacklistentry", object_id=str(entry.pk)
    )
    return rows.select_related("by").first()
