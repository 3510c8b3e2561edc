"""The index made anew beside itself, taken into use, and kept up to date.

Whoever changes rows of a build holds the build's row until the end of the transaction, so that its serials become
visible in their order: a process that has heard of one has heard of all below it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.matching.models import Exposure, IndexBuild, IndexedItem, TextVector
from landbridge.matching.queries.index import busy_build
from landbridge.matching.rules.index import Can
from landbridge.people.models import User

State = IndexBuild.State
KEPT = timedelta(days=1)  #: a build that was replaced is let go after this
UNUSED = timedelta(days=90)  #: and a vector of a text that nobody has any more after this
_BATCH = 300
_READ = ("item", "organisation", "kind", "language", "codes", "key", "sha256", "features", "serial", "is_gone")


@transaction.atomic
def ask_build(*, encoder: str, weights: Mapping[str, float], by: User | None) -> IndexBuild:
    """Have an index made with an encoder (as the setting says it) and weights; the one that is under way, if any.

    :raises PermissionDenied: unless ``by`` keeps the index; None is the house itself.
    """
    if by is not None:
        require(by, Can.KEEP_INDEX)
    if (busy := busy_build()) is not None:
        return busy
    try:
        with transaction.atomic():
            build = IndexBuild.objects.create(encoder=encoder, weights=dict(weights), asked_by=by)
    except IntegrityError:  # somebody else asked in this moment
        return IndexBuild.objects.get(state=State.WAITING)
    record("matching.index_asked", build, by=by, changes={"encoder": encoder, "weights": dict(weights)})
    return build


@transaction.atomic
def stop_build(build: IndexBuild, *, by: User) -> bool:
    """End a build before it is in use; says whether there was still one to end."""
    require(by, Can.KEEP_INDEX)
    now = timezone.now()
    if not IndexBuild.objects.filter(pk=build.pk, state__in=IndexBuild.BUSY).update(
        state=State.STOPPED, finished_at=now
    ):
        return False
    record("matching.index_stopped", build, by=by)
    return True


@transaction.atomic
def start_build(build: IndexBuild, *, total: int, lexicon_build: str, lexicon_serial: int) -> bool:
    """Say that a build is being made; says whether it is still wanted. One that was begun goes on as it began.

    :raises IntegrityError: while another one is being made.
    """
    build = IndexBuild.objects.select_for_update().get(pk=build.pk)
    if build.state == State.WAITING:
        build.state, build.started_at = State.BUILDING, timezone.now()
        build.lexicon_build, build.lexicon_serial = lexicon_build, lexicon_serial
    build.total = total
    build.save(update_fields=["state", "started_at", "lexicon_build", "lexicon_serial", "total"])
    return build.state == State.BUILDING


@transaction.atomic
def write_rows(build: IndexBuild, rows: Sequence[IndexedItem], gone: Collection[int] = ()) -> bool:
    """Put rows into a build and take others out; nothing happens to one that is neither in use nor being made.

    Says whether it was done. Rows that are as they were keep their serial.
    """
    build = _locked(build)
    if build.state not in {State.LIVE, State.BUILDING}:
        return False
    new = _changed(build, rows)
    if not new and not gone:
        return True
    build.serial += 1
    for row in new:
        row.build, row.serial = build, build.serial
    _put(new, _READ)
    held = sorted(gone)
    for at in range(0, len(held), _BATCH):
        some = IndexedItem.objects.filter(build=build, number__in=held[at : at + _BATCH], is_gone=False)
        some.update(is_gone=True, serial=build.serial)
    build.save(update_fields=["serial"])
    return True


@transaction.atomic
def touch_rows(build: IndexBuild, digests: Collection[str]) -> None:
    """Let other processes read rows again whose texts have a vector now."""
    build = _locked(build)
    build.serial += 1
    wanted = sorted(digests)
    for at in range(0, len(wanted), _BATCH):
        some = IndexedItem.objects.filter(build=build, sha256__in=wanted[at : at + _BATCH], is_gone=False)
        some.update(serial=build.serial)
    build.save(update_fields=["serial"])


def note_done(build: IndexBuild, done: int) -> bool:
    """Say how many items a build has gone through; says whether it is still wanted."""
    return bool(IndexBuild.objects.filter(pk=build.pk, state=State.BUILDING).update(done=done))


def note_terms(build: IndexBuild, serial: int) -> None:
    """Say that a build's items were read with the terms of this number."""
    IndexBuild.objects.filter(pk=build.pk, lexicon_serial__lt=serial).update(lexicon_serial=serial)


@transaction.atomic
def settle_build(build: IndexBuild, *, encoder_build: str, error: str, space: bytes, centres: bytes) -> None:
    """Keep what the items of a build are compared in."""
    IndexBuild.objects.filter(pk=build.pk).update(
        encoder_build=encoder_build, error=error[:300], space=space, centres=centres
    )


@transaction.atomic
def keep_measured(
    build: IndexBuild,
    *,
    hubness: Mapping[int, float],
    calibration: Mapping[str, Any],
    exposures: Sequence[tuple[int, str, float, int]],
) -> None:
    """Keep what was measured: by item, by direction, and by organisation (number, side, price, times shown)."""
    build = _locked(build)
    # The rows are there, so that only their hubness changes: an UPDATE of each would take a hundred times as long.
    held = set(IndexedItem.objects.filter(build=build).values_list("number", flat=True))
    _put(
        [
            IndexedItem(build=build, number=one, hubness=value, serial=0)
            for one, value in hubness.items()
            if one in held
        ],
        ("hubness",),
    )
    Exposure.objects.filter(build=build).delete()
    rows = [
        Exposure(build=build, organisation_id=number, side=side, price=price, shown=shown)
        for number, side, price, shown in exposures
    ]
    Exposure.objects.bulk_create(rows, batch_size=_BATCH)
    build.calibration, build.measured_at = dict(calibration), timezone.now()
    build.save(update_fields=["calibration", "measured_at"])
    if build.state == State.LIVE:
        record("matching.index_measured", build, by=None)


@transaction.atomic
def take_into_use(build: IndexBuild) -> bool:
    """Let a build that is whole take the place of the one in use; says whether it was still wanted."""
    now = timezone.now()
    list(IndexBuild.objects.select_for_update().filter(state__in=(State.LIVE, State.BUILDING)).order_by("pk"))
    IndexBuild.objects.filter(state=State.LIVE).exclude(pk=build.pk).update(state=State.RETIRED, finished_at=now)
    if not IndexBuild.objects.filter(pk=build.pk, state=State.BUILDING).update(state=State.LIVE, finished_at=now):
        transaction.set_rollback(True)
        return False
    record("matching.index_built", build, by=None)
    record("matching.index_measured", build, by=None)
    return True


@transaction.atomic
def fail_build(build: IndexBuild, *, error: str) -> None:
    """Say that a build was given up, and why; the one in use stays."""
    failed = IndexBuild.objects.filter(pk=build.pk, state__in=IndexBuild.BUSY)
    if failed.update(state=State.FAILED, error=error[:300], finished_at=timezone.now()):
        record("matching.index_failed", build, by=None)


@transaction.atomic
def keep_vectors(vectors: Mapping[str, bytes], encoder_build: str) -> None:
    """Keep texts' vectors by their digest; one that was kept meanwhile is the same."""
    now = timezone.now()
    rows = [
        TextVector(sha256=digest, encoder_build=encoder_build, vector=vector, used_at=now)
        for digest, vector in vectors.items()
    ]
    TextVector.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)


def forget_old() -> int:
    """Let builds go that are not in use any more, and vectors of texts that nobody has; gives how many builds."""
    now = timezone.now()
    over = (State.RETIRED, State.FAILED, State.STOPPED)
    old = IndexBuild.objects.filter(state__in=over, finished_at__lt=now - KEPT)
    count = old.count()
    for build in old.defer("space", "centres"):
        IndexedItem.objects.filter(build=build).delete()
    old.delete()
    used = IndexedItem.objects.values("sha256")
    TextVector.objects.filter(used_at__lt=now - UNUSED).exclude(sha256__in=used).delete()
    return count


def _locked(build: IndexBuild) -> IndexBuild:
    return IndexBuild.objects.select_for_update().defer("space", "centres").get(pk=build.pk)


def _changed(build: IndexBuild, rows: Sequence[IndexedItem]) -> list[IndexedItem]:
    said = [name for name in _READ if name not in {"serial", "item", "organisation"}]
    there: dict[int, tuple[object, ...]] = {}
    for at in range(0, len(rows), _BATCH):
        held = IndexedItem.objects.filter(build=build, number__in=[row.number for row in rows[at : at + _BATCH]])
        for number, *values in held.values_list("number", "item_id", "organisation_id", *said):
            there[number] = _plain(values)
    return [
        row
        for row in rows
        if there.get(row.number) != _plain([row.item_id, row.organisation_id, *(getattr(row, name) for name in said)])
    ]


def _plain(values: Sequence[object]) -> tuple[object, ...]:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in values)


def _put(rows: Sequence[IndexedItem], fields: Sequence[str]) -> None:
    IndexedItem.objects.bulk_create(
        rows, batch_size=_BATCH, update_conflicts=True, unique_fields=["build", "number"], update_fields=list(fields)
    )
