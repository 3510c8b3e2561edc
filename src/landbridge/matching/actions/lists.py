"""Keeping the lists that were written, and asking for those of a programme."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.matching.models import MatchRun, Recommendation
from landbridge.matching.rules.lists import Can
from landbridge.people.models import User
from landbridge.programmes.models import Programme

FACTS = ("rank", "fit", "there", "back", "price", "net", "explored", "reasons", "builds", "is_fallback")


@transaction.atomic
def keep_list(organisation_id: int, places: Sequence[Recommendation], *, programme: Programme | None) -> int:
    """Let the list of an organisation be these places; those that did not change stay as they are.

    Gives how many were new, changed or taken away.
    """
    rows = Recommendation.objects.filter(organisation_id=organisation_id, programme=programme)
    there = {row.other_id: row for row in rows.select_for_update()}
    wanted = {place.other_id: place for place in places}
    gone = [row.pk for other, row in there.items() if other not in wanted]
    Recommendation.objects.filter(pk__in=gone).delete()
    now, new, changed = timezone.now(), [], []
    for other, place in wanted.items():
        kept = there.get(other)
        if kept is None:
            place.made_at = now
            new.append(place)
        elif any(getattr(kept, name) != getattr(place, name) for name in FACTS):
            for name in FACTS:
                setattr(kept, name, getattr(place, name))
            kept.made_at = now
            changed.append(kept)
    Recommendation.objects.bulk_create(new)
    if changed:
        Recommendation.objects.bulk_update(changed, [*FACTS, "made_at"])
    return len(gone) + len(new) + len(changed)


@transaction.atomic
def ask_run(programme: Programme, *, by: User) -> MatchRun:
    """Ask for the lists of a programme's participants; a job writes them.

    :raises ValidationError: while they are being written.
    """
    require(by, Can.RUN, programme)
    try:
        with transaction.atomic():
            run = MatchRun.objects.create(programme=programme, asked_by=by)
    except IntegrityError:
        raise ValidationError(_("The recommendations are being written already.")) from None
    record("matching.run_asked", run, by=by, changes={"programme": programme.pk})
    return run


def start_run(run: MatchRun, total: int) -> None:
    """Say that a run began, or began again, and how many lists it writes."""
    run.state, run.done, run.total = MatchRun.State.RUNNING, 0, total
    run.save(update_fields=["state", "done", "total"])


def note_written(run: MatchRun, done: int) -> None:
    """Say how many lists are written."""
    run.done = done
    run.save(update_fields=["done"])


@transaction.atomic
def end_run(run: MatchRun, state: str, *, error: str = "") -> None:
    """Say that a run is done, or failed."""
    run.state, run.error, run.finished_at = state, error[:300], timezone.now()
    run.save(update_fields=["state", "error", "finished_at"])
    record(f"matching.run_{state}", run, by=None, changes={"lists": run.done})
