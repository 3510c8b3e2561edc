"""Lists follow what they are written from: soon after a change, and once a night whatever changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from landbridge.base.jobs import enqueue, job
from landbridge.base.log import LogEntry, on
from landbridge.matching.actions.lists import end_run, note_written, start_run
from landbridge.matching.models import MatchRun
from landbridge.matching.queries.runs import taking_part

#: Changes within so many seconds are taken up together.
TOGETHER = 10
SAID_EVERY = 20


def write_lists(**which: Any) -> int:
    """As in ``planning.lists``, which loads the lexicon and what compares vectors: not before it is wanted."""
    from landbridge.matching.planning import lists  # noqa: PLC0415

    return lists.write_lists(**which)


@job("matching.write_lists", tries=3, timeout=3600, back_off=30)
def write_all_lists() -> int:
    """Write all lists; gives how many places changed."""
    return write_lists()


@job("matching.lists_nightly", every=timedelta(days=1), timeout=3600)
def write_nightly() -> int:
    """The same, for what changes by itself."""
    return write_lists()


@job("matching.write_list", tries=3, timeout=600, back_off=10)
def write_one(*, organisation_id: int) -> int:
    """Write the list of one organisation; gives how many places changed."""
    return write_lists(organisations=[organisation_id])


@on("directory.items_changed")
@on("directory.organisations_merged")
@on("directory.merge_undone")
@job("matching.list_due")
def list_due(*, entry_id: int) -> None:
    """Have the list written of an organisation that offers or seeks other things now; the others' follow at night."""
    number, at = _later()
    organisation = int(LogEntry.objects.get(pk=entry_id).object_id)
    enqueue(write_one, key=f"matching.list:{organisation}:{number}", at=at, organisation_id=organisation)


@on("directory.import_done")
@on("directory.import_stopped")
@on("matching.concept_approved")
@on("matching.concept_retired")
@on("matching.concept_changed")
@on("matching.concepts_imported")
@on("matching.pair_blocked")
@on("matching.pair_unblocked")
@on("matching.index_built")
@on("matching.index_measured")
@job("matching.lists_due")
def lists_due(*, entry_id: int) -> None:
    """Have all lists written."""
    number, at = _later()
    enqueue(write_all_lists, key=f"matching.lists:{number}", at=at)


def _later() -> tuple[int, datetime]:
    """The end of this stretch of time, when nothing that changed in it can be missed, and its number."""
    number = int(timezone.now().timestamp()) // TOGETHER + 1
    return number, datetime.fromtimestamp(number * TOGETHER, tz=UTC)


def _run(entry_id: int) -> MatchRun | None:
    number = LogEntry.objects.get(pk=entry_id).object_id
    return MatchRun.objects.filter(pk=number, state__in=MatchRun.BUSY).select_related("programme").first()


def _gave_up(*, error: str, entry_id: int) -> None:
    if (run := _run(entry_id)) is not None:
        end_run(run, MatchRun.State.FAILED, error=error)


@on("matching.run_asked")
@job("matching.run", tries=3, timeout=1800, back_off=5, gave_up=_gave_up)
def run_programme(*, entry_id: int) -> None:
    """Write the lists of a programme's participants."""
    if (run := _run(entry_id)) is None:
        return
    numbers = list(taking_part(run.programme).values_list("pk", flat=True))
    start_run(run, len(numbers))

    def written(done: int) -> None:
        if done % SAID_EVERY == 0 or done == len(numbers):
            note_written(run, done)

    write_lists(organisations=numbers, programme=run.programme, written=written)
    end_run(run, MatchRun.State.DONE)
