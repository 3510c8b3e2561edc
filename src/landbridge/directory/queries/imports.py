"""Imports as their readers see them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from landbridge.base.access import allowed
from landbridge.directory.models import DuplicatePair, ImportedRow, ImportRun, Organisation
from landbridge.directory.rules import Can
from landbridge.people.models import User


def visible_imports(user: User) -> QuerySet[ImportRun]:
    """The imports of the reader's side."""
    if not allowed(user, Can.SEE_IMPORTS):
        return ImportRun.objects.none()
    return ImportRun.objects.filter(side=user.side or None).select_related("asked_by")


def remembered_fields(side: str, header_sha256: str) -> dict[int, str] | None:
    """What the side last took the same headings for; None if it never saw them."""
    earlier = ImportRun.objects.filter(side=side, header_sha256=header_sha256).exclude(mapping_sha256="")
    run = earlier.first()
    return None if run is None else fields_of(run)


def fields_of(run: ImportRun) -> dict[int, str]:
    """The field of each column, by column number from 0."""
    return {int(column): key for column, key in run.mapping.get("fields", {}).items()}


def headings_of(run: ImportRun) -> list[str]:
    """The headings of the sheet that is taken in."""
    found: list[str] = next((told["headings"] for told in run.outline if told["name"] == run.sheet), [])
    return found


def taken_in_before(run: ImportRun) -> ImportRun | None:
    """An import of the same file that was carried out."""
    same = ImportRun.objects.filter(side=run.side, sha256=run.sha256, state=ImportRun.State.DONE)
    return same.exclude(pk=run.pk).first()


def open_pairs_of(run: ImportRun) -> QuerySet[DuplicatePair]:
    """The pairs still to be decided that an organisation of this import is part of."""
    touched = ImportedRow.objects.filter(run=run, organisation__isnull=False).values("organisation_id")
    pairs = DuplicatePair.objects.filter(state=DuplicatePair.State.OPEN).select_related("one", "other")
    return pairs.filter(Q(one__in=touched) | Q(other__in=touched))


def blocked_by(run: ImportRun) -> QuerySet[Organisation]:
    """Organisations of this import that stand on a blacklist."""
    touched = ImportedRow.objects.filter(run=run, organisation__isnull=False).values("organisation_id")
    return Organisation.objects.filter(pk__in=touched, is_blocked=True, merged_into=None)
