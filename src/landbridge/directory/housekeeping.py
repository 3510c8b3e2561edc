"""What the directory lets go of or lets fall in time: files, the cells of rows turned back, levels of verification."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from landbridge.base.jobs import job
from landbridge.base.log import on
from landbridge.directory.actions import exports, imports
from landbridge.directory.actions.checks import let_expire
from landbridge.directory.models import ExportRun, ImportedRow, ImportRun
from landbridge.directory.queries.exports import is_still_whole

State = ImportRun.State
KEPT_EXPORT = timedelta(days=1)  #: a file is there for its maker so long
KEPT = timedelta(days=30)  #: files nobody took in, and the cells of rows turned back, are let go after this


@job("directory.forget_imports", every=timedelta(days=1))
def forget_imports() -> int:
    """Let go of files that nobody took in to the end, and of the cells of rows turned back; gives how many imports."""
    count = 0
    old = ImportRun.objects.filter(created_at__lt=timezone.now() - KEPT).exclude(state__in=ImportRun.BUSY)
    for run in old.exclude(state__in=(State.DONE, State.STOPPED, State.FAILED)):
        imports.discard_import(run, by=None)
        count += 1
    kept = ImportedRow.objects.exclude(cells=[]).values("run_id")
    for run in old.filter(Q(pk__in=kept) | Q(document__isnull=False)):
        imports.forget_rest(run)
        count += 1
    return count


@job("directory.forget_exports", every=timedelta(hours=1))
def forget_exports() -> int:
    """Let go of files whose day is over, and of those that name somebody who may no longer be shown."""
    count = 0
    for run in ExportRun.objects.exclude(document=None).select_related("document", "asked_by"):
        is_old = run.finished_at is None or run.finished_at < timezone.now() - KEPT_EXPORT
        if is_old or not is_still_whole(run):
            exports.let_go(run)
            count += 1
    return count


@on("people.person_erased")
@on("people.consent_withdrawn")
@job("directory.forget_exports_of_persons", tries=5, timeout=60, back_off=1)
def forget_exports_of_persons(*, entry_id: int) -> int:
    """A person was erased or withdrew: files that name them go, and do not wait for the next hour."""
    return int(forget_exports())


@job("directory.let_verifications_expire", every=timedelta(days=1), tries=5)
def let_verifications_expire() -> int:
    """Let levels fall whose verification has expired; gives how many."""
    return let_expire(timezone.localdate())
