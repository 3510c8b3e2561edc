"""What a fair has done after the answer: reading a workbook, searching a timetable.

Both bear being run again: a worker may die at any point, and the next one begins anew.
"""

from __future__ import annotations

import threading
import time
from types import TracebackType

from django.db import OperationalError, connection

from landbridge.base.jobs import job
from landbridge.base.log import LogEntry, on
from landbridge.engine.timetable.result import Status
from landbridge.engine.tools.levels import Progress
from landbridge.meetings.actions import (
    Clash,
    fail_run,
    finish_run,
    import_fair,
    note_progress,
    refuse_upload,
    start_run,
)
from landbridge.meetings.models import SolveRun, Upload
from landbridge.meetings.planning import level_json, search, task_of

#: Seconds between two looks of a running search at its row.
BEAT = 1.0


@on("meetings.workbook_uploaded")
@job("meetings.read_upload", tries=3, timeout=60, back_off=1)
def read_upload(*, entry_id: int) -> None:
    """Read a workbook into a fair, or keep what is wrong with it."""
    from landbridge.meetings.workbook.reading import read_fair  # noqa: PLC0415 - loads the reader where it is used

    upload = Upload.objects.filter(pk=LogEntry.objects.get(pk=entry_id).object_id).select_related("by").first()
    if upload is None or upload.state != Upload.State.WAITING or upload.by is None:
        return
    book, faults = read_fair(bytes(upload.content), upload.name)
    if book is None:
        refuse_upload(upload, faults=[fault.to_json() for fault in faults])
    else:
        import_fair(book, by=upload.by, upload=upload, notices=[fault.to_json() for fault in faults])


@on("meetings.solve_asked")
@job("meetings.solve", tries=5, timeout=1200, back_off=1)
def solve_fair(*, entry_id: int) -> None:
    """Search a timetable for a fair, telling how far it is and ending when asked to."""
    run = SolveRun.objects.filter(pk=LogEntry.objects.get(pk=entry_id).object_id).select_related("fair").first()
    if run is None or run.state not in SolveRun.UNFINISHED:
        return
    run = start_run(run)
    try:
        _solve(run)
    except OperationalError:
        raise  # the database was away: the next try begins anew
    except Exception as error:
        fail_run(run, error=f"{type(error).__name__}: {error}")
        raise


def _solve(run: SolveRun) -> None:
    task = task_of(run.fair)
    with Watch(run) as watch:
        found = search(task, seconds=run.seconds, seed=run.seed, asked=watch.asked, on_progress=watch.note)
    if found.status not in {Status.OPTIMAL, Status.FEASIBLE}:
        fail_run(run, error=" ".join(found.conflicts), status=found.status)
        return
    try:
        finish_run(
            run,
            found.plan,
            began_at=task.version,
            unmet=found.unmet,
            levels=found.levels,
            status=found.status,
            reproducible=found.reproducible,
            elapsed=watch.elapsed,
        )
    except Clash as clash:
        fail_run(run, status="refused", error=str(clash))


class Watch:
    """Carries word between a search and its row, once a ``BEAT``, on a thread and connection of its own.

    The search only touches memory, so that it never waits for the database.
    """

    def __init__(self, run: SolveRun) -> None:
        self.run = run
        self.began = time.monotonic()
        self.progress = Progress("", (), 0.0)
        self._stop_asked = threading.Event()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._carry, name=f"watch-{run.pk}", daemon=True)

    def asked(self) -> bool:
        """Whether somebody asked the search to end."""
        return self._stop_asked.is_set()

    def note(self, progress: Progress) -> None:
        """Take what the search tells."""
        self.progress = progress

    @property
    def elapsed(self) -> float:
        """Seconds since the search began."""
        return time.monotonic() - self.began

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()

    def _carry(self) -> None:
        try:
            while not self._over.wait(BEAT):
                self._beat()
        finally:
            connection.close()

    def _beat(self) -> None:
        progress = self.progress
        levels = [level_json(level) for level in progress.levels]
        try:
            if note_progress(self.run, phase=progress.phase, levels=levels, elapsed=self.elapsed):
                self._stop_asked.set()
        except OperationalError:
            return  # the database was busy: nobody sees this second's figures, the next second's they do
