"""What the directory does after the answer: files read, taken in, written; lists and duplicates gone through.

All bear being run again: a worker may die at any point, and the next one begins where the run's row says.
"""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied

from landbridge.base.access import require
from landbridge.base.jobs import job
from landbridge.base.log import LogEntry, on
from landbridge.base.sheets import Refused
from landbridge.directory.actions import exports, import_batches, imports
from landbridge.directory.actions.blacklist import recheck_next
from landbridge.directory.actions.duplicate_searches import end_search, search_batch
from landbridge.directory.models import DuplicateSearch, ExportRun, ImportedRow, ImportRun
from landbridge.directory.queries.exports import CONTACTS, Going, batches
from landbridge.directory.queries.import_files import (
    mapping_of,
    notices,
    read_rows,
    sheets_of,
    table_of,
    told,
)
from landbridge.directory.queries.import_matches import Matcher
from landbridge.directory.queries.imports import remembered_fields
from landbridge.directory.rules import Can
from landbridge.directory.tables.export import organisation_file
from landbridge.directory.workbook.faults import Fault
from landbridge.directory.workbook.headings import guess
from landbridge.directory.workbook.layout import best_sheet, find_table

State, Outcome = ImportRun.State, ImportedRow.Outcome
SHOWN = 10  #: rows of each outcome that a rehearsal keeps to be looked at


def _run(entry_id: int, *states: str) -> ImportRun | None:
    number = LogEntry.objects.get(pk=entry_id).object_id
    runs = ImportRun.objects.select_related("document", "asked_by")
    return runs.filter(pk=number, state__in=states).first()


def _kind_of(error: str) -> str:
    """The kind of a failure: what it says may name people."""
    return error.strip().splitlines()[-1].partition(":")[0][:100] if error.strip() else ""


def _gave_up(*, error: str, entry_id: int) -> None:
    """The last try failed: say so, so that the import can be taken up again."""
    if (run := _run(entry_id, *ImportRun.BUSY)) is not None:
        imports.end_import(run, State.FAILED, error=_kind_of(error))


@on("directory.import_uploaded")
@on("directory.import_sheet_chosen")
@job("directory.read_import", tries=3, timeout=120, back_off=1, gave_up=_gave_up)
def read_import(*, entry_id: int) -> None:
    """Find out what a file holds, and what its columns seem to be."""
    if (run := _run(entry_id, State.READING)) is None:
        return
    try:
        sheets = sheets_of(run)
    except Refused as refused:
        imports.refuse_import(run, [Fault(refused.code, None, refused.params).to_json()])
        return
    tables = [find_table(sheet) for sheet in sheets]
    chosen = next((table for table in tables if table is not None and table.sheet == run.sheet), None)
    if chosen is None and (best := best_sheet(tables)) is not None:
        chosen = tables[best]
    if chosen is None or not chosen.rows:
        imports.refuse_import(run, [Fault("no_table").to_json()])
        return
    outline = [
        {
            "name": table.sheet,
            "headings": table.headings,
            "header": [table.header.start + 1, table.header.stop],
            "rows": len(table.rows),
            "hidden": table.hidden,
        }
        for table in tables
        if table is not None
    ]
    fields = remembered_fields(run.side, chosen.digest)
    imports.outline_import(
        run,
        outline,
        sheet=chosen.sheet,
        header_sha256=chosen.digest,
        fields=guess(chosen.headings) if fields is None else fields,
        country=run.mapping.get("country", ""),
        samples=[(row, told(values)) for row, values in chosen.samples()],
    )


@on("directory.import_check_asked")
@job("directory.check_import", tries=5, timeout=900, back_off=1, gave_up=_gave_up)
def check_import(*, entry_id: int) -> None:
    """Rehearse an import: what would be new, changed, unchanged and turned back."""
    if (run := _run(entry_id, State.CHECKING)) is None:
        return
    try:
        table = table_of(run)
    except Refused as refused:
        imports.refuse_import(run, [Fault(refused.code, None, refused.params).to_json()])
        return
    mapped = mapping_of(run, table)
    told_of = [fault.to_json() for fault in notices(table, mapped)]
    matcher, counts, kept = Matcher(run.side), Counter[str](), list[ImportedRow]()
    rows, done = read_rows(table, mapped), 0
    while read := [import_batches.ReadRow(*row) for row in itertools.islice(rows, import_batches.BATCH)]:
        matcher.look_up([one.row for one in read if one.is_sound])
        for one in read:
            judged = import_batches.rehearse(matcher, one)
            counts[judged.outcome] += 1
            if judged.outcome == Outcome.REJECTED or counts[judged.outcome] <= SHOWN:
                kept.append(_kept(run, one, judged))
        done += len(read)
        imports.note_rehearsed(run, done)
    try:
        imports.keep_rehearsal(run, counts, kept, told_of)
    except imports.NotNow:
        return  # somebody chose other columns meanwhile; their rehearsal is on its way


def _kept(run: ImportRun, read: import_batches.ReadRow, judged: import_batches.Judged) -> ImportedRow:
    return ImportedRow(
        run=run,
        row=read.number,
        outcome=judged.outcome,
        organisation_id=judged.standing.pk if judged.standing else None,
        cells=told(read.cells),
        faults=[fault.to_json() for fault in judged.faults],
    )


@on("directory.import_started")
@on("directory.import_resumed")
@job("directory.run_import", tries=20, timeout=3600, back_off=0.5, gave_up=_gave_up)
def run_import(*, entry_id: int) -> None:
    """Take a file in from its cursor on, batch by batch, until its end or until it is stopped."""
    if (run := _run(entry_id, State.RUNNING)) is None:
        return
    by = run.asked_by
    try:
        require(by, Can.IMPORT, run)
        table = table_of(run)
    except (PermissionDenied, Refused) as error:
        imports.end_import(run, State.FAILED, error=str(error))
        return
    mapped, matcher = mapping_of(run, table), Matcher(run.side)
    rows = read_rows(table, mapped)
    _remember(run, matcher, itertools.islice(rows, run.cursor))
    waiting: list[import_batches.ReadRow] = []
    try:
        while True:
            missing = import_batches.BATCH - len(waiting)
            waiting += [_ready(row) for row in itertools.islice(rows, missing)]
            if not waiting:
                break
            done = import_batches.import_batch(run, matcher, waiting, by=by)
            del waiting[:done]
            time.sleep(import_batches.BREATH)
    except import_batches.StopAsked:
        imports.end_import(run, State.STOPPED)
        return
    except import_batches.TakenOver:
        return
    imports.end_import(run, State.DONE)


def _ready(row: tuple[int, list[Any], Any, list[Fault]]) -> import_batches.ReadRow:
    number, values, said, faults = row
    return import_batches.ReadRow(number, told(values), said, faults)


def _remember(run: ImportRun, matcher: Matcher, before: Any) -> None:
    """What the rows said that were taken in before an interruption, so that a later one is held against them."""
    if not run.cursor:
        return
    outcomes = run.imported.filter(organisation__isnull=False).values_list("row", "organisation_id")
    taken = dict(outcomes.iterator())
    for number, _values, said, _faults in before:
        if number in taken:
            matcher.remember(taken[number], number, said)


def _export_gave_up(*, error: str, entry_id: int) -> None:
    if (run := _export(entry_id)) is not None:
        exports.fail_export(run)


def _export(entry_id: int) -> ExportRun | None:
    number = LogEntry.objects.get(pk=entry_id).object_id
    return ExportRun.objects.filter(pk=number, state__in=ExportRun.BUSY).select_related("asked_by").first()


@on("directory.export_asked")
@job("directory.write_export", tries=3, timeout=900, back_off=1, gave_up=_export_gave_up)
def write_export(*, entry_id: int) -> None:
    """Write a large file of organisations, and keep it for whom it is."""
    if (run := _export(entry_id)) is None:
        return
    named: set[int] = set()

    def rows() -> Iterator[Going]:
        done = 0
        for batch in batches(run.asked_by, run.numbers, with_contacts=not CONTACTS.isdisjoint(run.columns)):
            named.update(contact.person_id for going in batch for contact in going.contacts)
            yield from batch
            done += len(batch)
            exports.note_written(run, done)

    content, name = organisation_file(
        run.format, rows(), columns=run.columns, language=run.language, side=run.asked_by.side
    )
    exports.keep_export(run, content, name, sorted(named))


def _search(entry_id: int) -> DuplicateSearch | None:
    number = LogEntry.objects.get(pk=entry_id).object_id
    return DuplicateSearch.objects.filter(pk=number, state=DuplicateSearch.State.RUNNING).first()


def _search_gave_up(*, error: str, entry_id: int) -> None:
    if (search := _search(entry_id)) is not None:
        end_search(search, DuplicateSearch.State.FAILED, error=error)


@on("directory.duplicate_search_asked")
@job("directory.search_duplicates", tries=10, timeout=3600, back_off=1, gave_up=_search_gave_up)
def search_duplicates(*, entry_id: int) -> None:
    """Compare all organisations of a side, from where the search stands on."""
    if (search := _search(entry_id)) is not None:
        while search_batch(search):
            pass


@on("directory.blacklist_entry_added")
@on("directory.blacklist_entry_removed")
@on("directory.blacklist_imported")
@job("directory.recheck_blacklist", tries=5, timeout=900, back_off=1)
def recheck_blacklist(*, entry_id: int) -> None:
    """Look up again the organisations that new and removed entries may be about, an entry at a time."""
    while recheck_next():
        pass
