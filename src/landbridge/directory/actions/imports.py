"""The way of a file into the directory: uploaded, read, its columns matched, rehearsed, taken in, stopped, let go.

What is done to the rows themselves is in ``import_batches``.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from landbridge.base.access import require
from landbridge.base.documents import forget_document, keep_document
from landbridge.base.log import record
from landbridge.directory.models import ImportedRow, ImportRun
from landbridge.directory.rules import Can
from landbridge.directory.workbook.columns import BY_KEY
from landbridge.people.actions.forgetting import also_forgets
from landbridge.people.models import Person, User

State = ImportRun.State
KINDS = frozenset({"xlsx", "csv"})
_TOO_SHORT, _AT_ONCE = 2, 500


class NotNow(Exception):
    """The run is not in a state in which this can be done; the page shows the one it is in."""


class AlreadyImported(Exception):
    """The same file was taken in before under the same mapping, by ``earlier``."""

    def __init__(self, earlier: ImportRun) -> None:
        super().__init__(earlier.pk)
        self.earlier = earlier


class OtherUnderWay(Exception):
    """The side is taking in another file, ``other``."""

    def __init__(self, other: ImportRun) -> None:
        super().__init__(other.pk)
        self.other = other


@transaction.atomic
def upload_import(content: bytes, name: str, *, by: User) -> ImportRun:
    """Keep a file; a job reads it (``jobs.read_import``).

    :raises FileRefused: if it is neither a workbook nor a CSV file, or is too large.
    """
    require(by, Can.IMPORT)
    document = keep_document(content, name, by=by, kinds=KINDS, personal=True)
    run = ImportRun.objects.create(
        side=by.side, name=document.name, document=document, sha256=hashlib.sha256(content).hexdigest(), asked_by=by
    )
    record("directory.import_uploaded", run, by=by, changes={"size": len(content), "sha256": run.sha256})
    return run


@transaction.atomic
def refuse_import(run: ImportRun, faults: Sequence[Mapping[str, Any]]) -> ImportRun:
    """Say why a file is not read."""
    run = _locked(run, State.READING, State.CHECKING)
    run.state, run.faults = State.REFUSED, list(faults)
    run.save(update_fields=["state", "faults"])
    record("directory.import_refused", run, by=None, changes={"codes": [fault["code"] for fault in faults]})
    return run


@transaction.atomic
def outline_import(
    run: ImportRun,
    outline: Sequence[Mapping[str, Any]],
    *,
    sheet: str,
    header_sha256: str,
    fields: Mapping[int, str],
    country: str,
    samples: Sequence[tuple[int, list[Any]]],
) -> ImportRun:
    """Note what was found in a file, and what its columns seem to be. ``samples`` are row numbers with cells."""
    run = _locked(run, State.READING)
    run.state, run.outline, run.sheet, run.header_sha256 = State.MAPPING, list(outline), sheet, header_sha256
    run.mapping = {"fields": {str(column): key for column, key in fields.items()}, "country": country}
    run.rows = next(told["rows"] for told in outline if told["name"] == sheet)
    run.save()
    run.imported.all().delete()
    rows = [
        ImportedRow(run=run, row=row + 1, outcome=ImportedRow.Outcome.SAMPLE, cells=cells) for row, cells in samples
    ]
    ImportedRow.objects.bulk_create(rows)
    record("directory.import_read", run, by=None, changes={"rows": run.rows})
    return run


@transaction.atomic
def choose_sheet(run: ImportRun, sheet: str, *, by: User) -> ImportRun:
    """Read another sheet of the file.

    :raises NotNow: if there is no such sheet, or the import has begun.
    """
    require(by, Can.IMPORT, run)
    run = _locked(run, State.MAPPING, State.CHECKED)
    if sheet not in {told["name"] for told in run.outline}:
        raise NotNow
    run.state, run.sheet = State.READING, sheet
    run.save(update_fields=["state", "sheet"])
    record("directory.import_sheet_chosen", run, by=by)
    return run


@transaction.atomic
def map_columns(run: ImportRun, fields: Mapping[int, str], *, by: User, country: str = "") -> ImportRun:
    """Say what each column is, and have the import rehearsed (``jobs.check_import``).

    :param country: of the rows that name none.
    :raises NotNow: if a field is unknown or given twice (exports may be), or the import has begun.
    """
    require(by, Can.IMPORT, run)
    run = _locked(run, State.MAPPING, State.CHECKED)
    once = [key for key in fields.values() if key != "exports"]
    if not set(fields.values()) <= BY_KEY.keys() or len(once) != len(set(once)):
        raise NotNow
    run.mapping = {"fields": {str(column): key for column, key in sorted(fields.items())}, "country": country}
    told = json.dumps([run.header_sha256, run.mapping], sort_keys=True)
    run.mapping_sha256 = hashlib.sha256(told.encode()).hexdigest()
    run.state, run.cursor, run.dry, run.error = State.CHECKING, 0, {}, ""
    run.save()
    record("directory.import_check_asked", run, by=by, changes={"fields": sorted(set(fields.values()))})
    return run


def note_rehearsed(run: ImportRun, cursor: int) -> None:
    """Say how far a rehearsal is."""
    ImportRun.objects.filter(pk=run.pk, state=State.CHECKING).update(cursor=cursor)


@transaction.atomic
def keep_rehearsal(
    run: ImportRun, counts: Mapping[str, int], rows: Sequence[ImportedRow], notices: Sequence[Mapping[str, Any]]
) -> ImportRun:
    """Keep what an import would do, with the rows to be looked at."""
    run = _locked(run, State.CHECKING)
    run.imported.all().delete()
    ImportedRow.objects.bulk_create(rows, batch_size=500)
    run.state, run.dry, run.faults, run.cursor = State.CHECKED, dict(counts), list(notices), 0
    run.rows = sum(counts.values())
    run.save(update_fields=["state", "dry", "faults", "cursor", "rows"])
    record("directory.import_checked", run, by=None, changes=counts)
    return run


@transaction.atomic
def start_import(run: ImportRun, *, by: User) -> ImportRun:
    """Take a rehearsed file in (``jobs.run_import``), or go on with one that was stopped or failed.

    :raises AlreadyImported: if it was taken in before; nothing would change.
    :raises OtherUnderWay: while the side takes in another file.
    :raises NotNow: if it is not ready.
    """
    require(by, Can.IMPORT, run)
    run = _locked(run, State.CHECKED, State.STOPPED, State.FAILED)
    if run.document is None or not run.mapping_sha256:
        raise NotNow
    same = ImportRun.objects.filter(
        side=run.side, sha256=run.sha256, sheet=run.sheet, mapping_sha256=run.mapping_sha256
    )
    if earlier := same.filter(state__in=(State.RUNNING, State.DONE)).exclude(pk=run.pk).first():
        raise AlreadyImported(earlier)
    if other := ImportRun.objects.filter(side=run.side, state=State.RUNNING).first():
        raise OtherUnderWay(other)
    verb = "directory.import_resumed"
    if run.started_at is None:  # what is noted of rows, and the cursor, are those of a rehearsal, perhaps a failed one
        verb, run.started_at = "directory.import_started", timezone.now()
        run.imported.all().delete()
        run.cursor, run.counts = 0, {}
    # Whoever has it taken in answers for it: who uploaded it may have left.
    run.asked_by, run.state, run.stop_asked, run.error = by, State.RUNNING, False, ""
    try:
        with transaction.atomic():
            run.save()
    except IntegrityError:  # somebody else was quicker, between the look and the write
        raise NotNow from None
    record(verb, run, by=by, changes={"cursor": run.cursor})
    return run


@transaction.atomic
def stop_import(run: ImportRun, *, by: User) -> ImportRun:
    """Let a running import end after its present batch; it can be taken up again there."""
    require(by, Can.IMPORT, run)
    run = _locked(run, State.RUNNING)
    run.stop_asked = True
    run.save(update_fields=["stop_asked"])
    record("directory.import_stop_asked", run, by=by)
    return run


@transaction.atomic
def end_import(run: ImportRun, state: str, *, error: str = "") -> ImportRun:
    """Say that an import is done, stopped or failed. A file that is done is let go."""
    run = _locked(run, State.RUNNING, State.CHECKING, State.READING)
    run.state, run.error, run.stop_asked = state, error, False
    if run.started_at is None:
        run.cursor = 0  # so far a rehearsal got, which took nothing in
    if state == State.DONE:
        run.finished_at = timezone.now()
        document, run.document = run.document, None
        run.save()
        if document is not None:
            forget_document(document)
    run.save()
    record(f"directory.import_{state}", run, by=None, changes={"counts": run.counts, "cursor": run.cursor})
    return run


@transaction.atomic
def discard_import(run: ImportRun, *, by: User | None) -> None:
    """Let go of a file that is not being worked on, and of what was noted of its rows; what it changed stays."""
    if by is not None:
        require(by, Can.IMPORT, run)
    run = _locked(run, *(state for state in State if state not in ImportRun.BUSY))
    record("directory.import_discarded", run, by=by, changes={"counts": run.counts})
    document = run.document
    run.delete()
    if document is not None:
        forget_document(document)


@transaction.atomic
def forget_rest(run: ImportRun) -> None:
    """Let go of what an import left that is over: the cells kept of rows, and its file if nobody took it up again."""
    run = _locked(run, State.DONE, State.STOPPED, State.FAILED)
    run.imported.exclude(cells=[]).update(cells=[], faults=[])
    document, run.document = run.document, None
    run.save(update_fields=["document"])
    if document is not None:
        forget_document(document)
    record("directory.import_rest_forgotten", run, by=None)


def _locked(run: ImportRun, *states: str) -> ImportRun:
    found = ImportRun.objects.select_for_update(of=("self",)).filter(pk=run.pk).first()
    if found is None or found.state not in states:
        raise NotNow
    return found


@also_forgets
def forget_in_rows(person: Person, words: Sequence[str], dry: bool) -> Counter[str]:
    """Empty the rows turned back, or not taken in yet, that name somebody who is erased; they are tied to nobody.

    Words of one or two letters are in too many rows to say whose they are.
    """
    known = [word.casefold() for word in words if len(word) > _TOO_SHORT]
    rows = ImportedRow.objects.filter(run__side=person.side, person_number=None).exclude(cells=[], faults=[])
    named = [
        row.pk
        for row in rows.iterator()
        if any(word in json.dumps([row.cells, row.faults], ensure_ascii=False).casefold() for word in known)
    ]
    for start in range(0, 0 if dry else len(named), _AT_ONCE):
        ImportedRow.objects.filter(pk__in=named[start : start + _AT_ONCE]).update(cells=[], faults=[])
    return Counter({ImportedRow._meta.label: len(named)})  # noqa: SLF001 - Django's public way to the name
