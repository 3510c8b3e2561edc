"""The index kept up to date, built anew beside itself, and measured."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings

from landbridge.base.jobs import job
from landbridge.base.log import LogEntry, on
from landbridge.matching.actions.index import ask_build, fail_build, forget_old, write_rows
from landbridge.matching.models import IndexBuild
from landbridge.matching.queries.index import (
    builds_kept_up,
    busy_build,
    current_items,
    live_build,
    missing_items,
    numbers_gone,
)

#: An index is made anew once it holds this many times the items that rarity was counted over, and a few more.
GROWN, FEW = 1.5, 20
#: Items of others that are taken in with a change: after an import each organisation has a job, and the first does all.
_MORE = 2000


@on("directory.items_changed")
@on("directory.industries_changed")
@on("directory.organisations_merged")
@on("directory.merged_away")
@on("directory.merge_undone")
@job("matching.index_organisation", tries=5, timeout=300, back_off=1)
def index_organisation(*, entry_id: int) -> None:
    """An organisation's offers and needs changed: so does the index."""
    builds = builds_kept_up()
    if not builds:
        return
    organisation = int(LogEntry.objects.get(pk=entry_id).object_id)
    for build in builds:
        _take_in(build, organisation)


@on("directory.import_done")
@on("directory.import_stopped")
@on("directory.import_failed")
@job("matching.index_import", tries=5, timeout=1800, back_off=1)
def index_import(*, entry_id: int) -> None:
    """An import is over: what it brought is taken in."""
    keep_up()


@on("matching.concept_approved")
@on("matching.concept_retired")
@on("matching.concept_changed")
@on("matching.pair_blocked")
@on("matching.pair_unblocked")
@on("matching.concepts_imported")
@job("matching.reread_terms", tries=5, timeout=900, back_off=1)
def reread_terms(*, entry_id: int) -> None:
    """Words changed: the items that hold them are read again, and no others."""
    from landbridge.matching.planning.lexicon import current_lexicon  # noqa: PLC0415 - loads the lexicon
    from landbridge.matching.planning.reading import reread  # noqa: PLC0415
    from landbridge.matching.queries.terms import serial_now  # noqa: PLC0415

    keys = LogEntry.objects.get(pk=entry_id).changes.get("keys", [])
    for build in builds_kept_up():
        serial = serial_now()
        reread(build, keys, current_lexicon(), serial)


def _gave_up(*, error: str, entry_id: int) -> None:
    if (build := _asked(entry_id)) is not None:
        fail_build(build, error="gave_up")


@on("matching.index_asked")
@job("matching.build_index", tries=10, timeout=3600, back_off=2, gave_up=_gave_up)
def build_index(*, entry_id: int) -> None:
    """Make the index that was asked for, from where it stands on."""
    from landbridge.matching.planning.building import make_build  # noqa: PLC0415 - loads the lexicon

    if (build := _asked(entry_id)) is not None:
        make_build(build)


@job("matching.keep_index", every=timedelta(minutes=5), tries=3, timeout=1800)
def keep_index() -> str:
    """Have the first index made; and where changes were missed, or the encoder works again, make up for it."""
    return keep_up()


@job("matching.measure_index", every=timedelta(days=1), tries=3, timeout=3600)
def measure_index() -> None:
    """Once a day: who is near everything, where the curves lie, what attention costs; and let old builds go."""
    from landbridge.matching.planning.building import measure_build  # noqa: PLC0415 - loads the lexicon

    forget_old()
    if (build := live_build()) is not None and busy_build() is None:
        measure_build(build)


def keep_up() -> str:
    """Bring the index up to date, or have one made; says which."""
    build = live_build()
    if build is None:
        if busy_build() is None and current_items().exists():
            _ask(settings.LANDBRIDGE_EMBEDDER, {})
            return "asked"
        return ""
    from landbridge.engine.matching.encoder import EncoderFailed  # noqa: PLC0415
    from landbridge.matching.planning.building import (  # noqa: PLC0415 - loads the lexicon
        bring_up_to_date,
        fill_vectors,
        packages_build,
    )

    bring_up_to_date(build)
    if busy_build() is not None:
        return "busy"
    if build.lexicon_build != packages_build() or _outgrown(build) or _works_again(build):
        _ask(build.encoder, build.weights)
        return "asked"
    try:
        fill_vectors(build)
    except EncoderFailed:
        return "failing"
    return ""


def _take_in(build: IndexBuild, organisation: int) -> None:
    from landbridge.matching.planning.building import index_items  # noqa: PLC0415 - loads the lexicon

    if gone := numbers_gone(build, [organisation]):
        write_rows(build, [], gone)
    index_items(build, list(current_items().filter(organisation=organisation).order_by("pk")))
    index_items(build, list(missing_items(build)[:_MORE]))


def _outgrown(build: IndexBuild) -> bool:
    from landbridge.matching.planning.packing import unpack_space  # noqa: PLC0415

    space = IndexBuild.objects.values_list("space", flat=True).get(pk=build.pk)
    texts, now = unpack_space(space).texts, current_items().count()
    return now > GROWN * texts + FEW or GROWN * now + FEW < texts


def _works_again(build: IndexBuild) -> bool:
    from landbridge.engine.matching.encoder import EncoderFailed  # noqa: PLC0415
    from landbridge.matching.planning.encoding import encoder_of  # noqa: PLC0415

    if build.encoder == "none" or build.encoder_build:
        return False
    try:
        return encoder_of(build.encoder) is not None
    except EncoderFailed:
        return False


def _ask(encoder: str, weights: dict[str, Any]) -> None:
    ask_build(encoder=encoder, weights=weights, by=None)


def _asked(entry_id: int) -> IndexBuild | None:
    number = LogEntry.objects.get(pk=entry_id).object_id
    return IndexBuild.objects.filter(pk=number, state__in=IndexBuild.BUSY).first()
