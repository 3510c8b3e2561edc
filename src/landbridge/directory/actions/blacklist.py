"""The entries of blacklists. A change of one has the organisations it may be about looked up again, by a job."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.identifiers import BadNumber, check_number, guess_kind
from landbridge.base.log import record
from landbridge.directory.actions.checks import check_blacklist_of
from landbridge.directory.models import BlacklistEntry
from landbridge.directory.queries.checks import organisations_like
from landbridge.directory.rules import Can
from landbridge.directory.wording.legal_names import core_name
from landbridge.people.models import User
from landbridge.people.rules import acting_side


@transaction.atomic
def add_entry(*, by: User, side: str, **facts: Any) -> BlacklistEntry:
    """Put an organisation on a list of one's own side.

    :param facts: ``list_name``, ``name``, ``reason``, ``source``, ``listed_on``; perhaps ``number`` and its register.
    :raises ValidationError: by field.
    """
    require(by, Can.KEEP_BLACKLIST)
    if acting_side(by) != side:
        raise PermissionDenied
    entry = _new(by, side, facts)
    entry.full_clean()
    entry.save()
    record("directory.blacklist_entry_added", entry, by=by, changes={"list": entry.list_name, "name": entry.name})
    return entry


@transaction.atomic
def add_entries(rows: Iterable[Mapping[str, Any]], *, by: User, side: str) -> tuple[int, int]:
    """Take in a list; an entry that is there already (list, name and number) is passed over.

    Gives how many were new and how many there already.

    :raises ValidationError: by field, if a row is not what an entry holds; nothing is taken in then.
    """
    require(by, Can.KEEP_BLACKLIST)
    if acting_side(by) != side:
        raise PermissionDenied
    standing = BlacklistEntry.objects.filter(side=side, removed_at=None)
    known = set(standing.values_list("list_name", "name_key", "number"))
    new: list[BlacklistEntry] = []
    there = 0
    for row in rows:
        entry = _new(by, side, row)
        if (key := (entry.list_name, entry.name_key, entry.number)) in known:
            there += 1
            continue
        known.add(key)
        entry.full_clean(validate_constraints=False)
        entry.save()
        changes = {"list": entry.list_name, "name": entry.name}
        record("directory.blacklist_entry_imported", entry, by=by, changes=changes)
        new.append(entry)
    if new:
        record("directory.blacklist_imported", new[-1], by=by, changes={"new": len(new)})
    return len(new), there


@transaction.atomic
def remove_entry(entry: BlacklistEntry, *, by: User, reason: str) -> BlacklistEntry:
    """Take an organisation off a list. The entry stays as a trail.

    :raises ValidationError: without a reason, or if it was removed already.
    """
    require(by, Can.KEEP_BLACKLIST, entry)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why it comes off the list.")})
    entry.removed_at, entry.checked_at = timezone.now(), None
    standing = BlacklistEntry.objects.filter(pk=entry.pk, removed_at=None)
    if not standing.update(removed_at=entry.removed_at, checked_at=None):
        raise ValidationError(_("This entry was removed already."))
    record("directory.blacklist_entry_removed", entry, by=by, reason=reason.strip(), changes={"list": entry.list_name})
    return entry


@transaction.atomic
def recheck_entry(entry: BlacklistEntry) -> int:
    """Look up again the organisations an entry may be about; gives their number."""
    entry.checked_at = timezone.now()
    entry.save(update_fields=["checked_at"])
    organisations = list(organisations_like(entry))
    check_blacklist_of(organisations, by=None)
    return len(organisations)


@transaction.atomic
def recheck_next() -> bool:
    """Look up again what the oldest entry is about that was added or removed since; says whether there was one."""
    entry = BlacklistEntry.objects.select_for_update().filter(checked_at=None).order_by("pk").first()
    if entry is None:
        return False
    recheck_entry(entry)
    return True


def _new(by: User, side: str, facts: Mapping[str, Any]) -> BlacklistEntry:
    """An entry that is not saved yet, its number as its register writes it."""
    entry = BlacklistEntry(side=side, added_by=by, **facts)
    entry.number_kind = entry.number_kind or guess_kind(entry.number)
    if entry.number:
        try:
            entry.number = check_number(entry.number_kind, entry.number)
        except BadNumber as error:
            raise ValidationError({"number": error.message()}) from error
    else:
        entry.number_kind = ""
    entry.name_key = core_name(entry.name)[:200]
    return entry
