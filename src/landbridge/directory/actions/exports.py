"""Taking organisations away in a file: handed out at once, or written by a job and kept for a day.

Whoever is named in it is disclosed in the action that hands it out or keeps it; refused there, there is no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from landbridge.base.access import require
from landbridge.base.documents import forget_document, keep_document
from landbridge.base.log import record
from landbridge.directory.models import ExportRun
from landbridge.directory.queries.exports import CONTACTS, is_still_whole
from landbridge.directory.rules import Can
from landbridge.people.actions.disclosures import disclose
from landbridge.people.models import User

State = ExportRun.State
KINDS = frozenset({"xlsx", "csv"})


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a file shall hold; ``numbers`` are those of the organisations, in its order."""

    format: str
    columns: Sequence[str]
    numbers: Sequence[int]
    language: str
    reason: str = ""

    @property
    def names_people(self) -> bool:
        """Whether contacts are among the columns."""
        return not CONTACTS.isdisjoint(self.columns)


@transaction.atomic
def hand_out(wanted: Wanted, persons: Iterable[int], *, by: User, ip: str | None = None) -> ExportRun:
    """Note that a small file goes out now, to whom, and whom it names.

    :raises ReasonMissing: if it names many persons and ``wanted.reason`` is empty.
    :raises CrossingRefused: if it names persons of the other side and nothing may cross now.
    """
    require(by, Can.EXPORT)
    disclose(persons, actor=by, action="export", route="directory:export", ip=ip, reason=wanted.reason)
    run = _made(wanted, by, state=State.DONE, written=len(wanted.numbers), finished_at=timezone.now())
    record("directory.exported", run, by=by, changes=_told(wanted))
    return run


@transaction.atomic
def ask_export(wanted: Wanted, *, by: User) -> ExportRun:
    """Have a large file written (``jobs.write_export``)."""
    require(by, Can.EXPORT)
    run = _made(wanted, by, numbers=list(wanted.numbers))
    record("directory.export_asked", run, by=by, changes=_told(wanted))
    return run


def note_written(run: ExportRun, rows: int) -> None:
    """Say how far a file is; no change of anything, so nothing is recorded."""
    ExportRun.objects.filter(pk=run.pk).update(state=State.RUNNING, written=rows)


def keep_export(run: ExportRun, content: bytes, name: str, persons: Sequence[int]) -> ExportRun:
    """Keep a written file for whom it was written; the persons it names are disclosed.

    :raises FileRefused: if it is larger than a document may be.
    :raises PermissionDenied: if who asked may no longer have it, or a person may not be shown to them.
    """
    with transaction.atomic():
        require(run.asked_by, Can.EXPORT, run)
        run.persons = sorted(persons)
        if not is_still_whole(run):
            raise PersonsLeft
        disclose(persons, actor=run.asked_by, action="export", route="directory.write_export", reason=run.reason)
        run.document = keep_document(content, name, by=run.asked_by, kinds=KINDS, personal=bool(run.persons))
        run.state, run.written, run.numbers, run.finished_at = State.DONE, run.total, [], timezone.now()
        run.save()
        record("directory.exported", run, by=run.asked_by, changes={"size": len(content)})
    return run


class PersonsLeft(Exception):
    """While a file was written, somebody it names withdrew their consent: it is written anew."""


@transaction.atomic
def fail_export(run: ExportRun) -> None:
    """Say that a file cannot be written."""
    run.state, run.numbers, run.finished_at = State.FAILED, [], timezone.now()
    run.save(update_fields=["state", "numbers", "finished_at"])
    record("directory.export_failed", run, by=None)


@transaction.atomic
def let_go(run: ExportRun, *, reason: str = "") -> None:
    """Delete a kept file: its day is over, or somebody it names may no longer be shown."""
    if run.document is not None:
        forget_document(run.document)
    run.document, run.state, run.persons = None, State.GONE, []
    run.save(update_fields=["document", "state", "persons"])
    record("directory.export_let_go", run, by=None, reason=reason)


def _made(wanted: Wanted, by: User, **more: object) -> ExportRun:
    return ExportRun.objects.create(
        format=wanted.format,
        columns=list(wanted.columns),
        language=wanted.language,
        reason=wanted.reason,
        total=len(wanted.numbers),
        asked_by=by,
        **more,
    )


def _told(wanted: Wanted) -> dict[str, object]:
    return {"organisations": len(wanted.numbers), "format": wanted.format, "columns": list(wanted.columns)}
