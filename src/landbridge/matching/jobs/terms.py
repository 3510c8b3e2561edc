"""Unknown terms counted anew when items or the lexicon have changed, and every night."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from landbridge.base.jobs import enqueue, job
from landbridge.base.log import on

#: A change is seldom alone: those of this time are counted together.
TOGETHER = timedelta(minutes=2)


@job("matching.count_unknown", every=timedelta(days=1), timeout=600)
def count_unknown() -> int:
    """Count the unknown words of all profiles, and forget what one person alone looked for long ago."""
    # Here, as every process reads this module and few of them the lexicon.
    from landbridge.matching.actions.unknown import forget_lone_searches  # noqa: PLC0415
    from landbridge.matching.planning import unknown  # noqa: PLC0415

    forget_lone_searches()
    return unknown.count_unknown()


@on("directory.items_changed")
@on("directory.import_done")
@on("directory.import_stopped")
@on("directory.organisations_merged")
@on("directory.merge_undone")
@on("matching.concept_approved")
@on("matching.concept_changed")
@on("matching.concept_retired")
@on("matching.concepts_imported")
@job("matching.count_unknown_soon")
def count_unknown_soon(*, entry_id: int) -> None:
    """Have them counted once the changes of these minutes are over."""
    enqueue(count_unknown, at=timezone.now() + TOGETHER, key="matching.count_unknown")
