"""An index made from the directory, batch by batch, and taken into use when it is whole.

A build bears being broken off at any point: rows that are there are not read again, and vectors are kept by their
text. While it is made, whatever changes is written into it as into the one in use.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

import numpy as np

from landbridge.directory.models import Item, Organisation
from landbridge.engine.matching.encoder import Centres, EncoderFailed
from landbridge.engine.matching.space import Space
from landbridge.matching.actions.index import (
    fail_build,
    keep_measured,
    note_done,
    settle_build,
    start_build,
    take_into_use,
    touch_rows,
    write_rows,
)
from landbridge.matching.models import IndexBuild, IndexedItem
from landbridge.matching.planning.encoding import encoder_of, make_vectors, vectors_held
from landbridge.matching.planning.index import load_index
from landbridge.matching.planning.lexicon import current_lexicon, lexicon_sources
from landbridge.matching.planning.measuring import measure
from landbridge.matching.planning.packing import pack_centres, pack_space, unpack_features
from landbridge.matching.planning.reading import read_items
from landbridge.matching.queries.index import (
    current_items,
    live_build,
    missing_items,
    numbers_gone,
    sha256_of,
    strayed_items,
)
from landbridge.matching.queries.terms import serial_now

BATCH = 250
T = TypeVar("T")


def packages_build() -> str:
    """Names the packages' words: another name, and every item is to be read anew."""
    said = "\n".join(f"{source.name}\t{source.build}" for source in lexicon_sources() if source.present)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def make_build(build: IndexBuild) -> bool:
    """Make a build from where it stands on, and take it into use; says whether it is.

    Where its encoder gives nothing it goes on without, unless it would take the place of one that has vectors.
    """
    serial = serial_now()
    total = current_items().count()
    if not start_build(build, total=total, lexicon_build=packages_build(), lexicon_serial=serial):
        return False
    encoder_build, error = _encoder(build.encoder)
    if error and (live := live_build()) is not None and live.encoder_build:
        fail_build(build, error=error)
        return False
    lexicon = current_lexicon()
    done = total - missing_items(build).count()
    while items := list(missing_items(build)[:BATCH]):
        if not write_rows(build, read_items(items, lexicon)):
            return False
        if encoder_build and not _encoded(build, encoder_build, items):
            encoder_build, error = "", "encoder"
            if (live := live_build()) is not None and live.encoder_build:
                fail_build(build, error=error)
                return False
        done += len(items)
        if not note_done(build, min(done, total)):
            return False
    bring_up_to_date(build)
    settle_build(
        build,
        encoder_build=encoder_build,
        error=error,
        space=pack_space(_space_of(build)),
        centres=pack_centres(_centres_of(build, encoder_build)),
    )
    build.refresh_from_db()
    measure_build(build)
    return take_into_use(build)


def measure_build(build: IndexBuild) -> None:
    """Measure hubness, the curves and prices, and keep them."""
    index, _ = load_index(build, current_lexicon())
    sides = dict(Organisation.objects.filter(merged_into=None).values_list("pk", "side"))
    found = measure(index, sides)
    keep_measured(build, hubness=found.hubness, calibration=found.calibration, exposures=found.exposures)


def index_items(build: IndexBuild, items: list[Item]) -> None:
    """Bring these items into a build, with their vectors where its encoder works."""
    if items:
        lexicon = current_lexicon()
        if build.encoder_build:
            _encoded(build, build.encoder_build, items)
        write_rows(build, read_items(items, lexicon))


def bring_up_to_date(build: IndexBuild) -> int:
    """Find what a build missed, whatever the reason, and make up for it; gives how many items that were."""
    gone = numbers_gone(build)
    if gone:
        write_rows(build, [], gone)
    strayed = sorted(strayed_items(build) - gone)
    count = len(gone) + len(strayed)
    for some in _batches(strayed):
        index_items(build, list(current_items().filter(pk__in=some).order_by("pk")))
    while items := list(missing_items(build)[:BATCH]):
        count += len(items)
        index_items(build, items)
    return count


def fill_vectors(build: IndexBuild) -> int:
    """Make the vectors that an index should have and has not, now that its encoder may work again."""
    if not build.encoder_build:
        return 0
    rows = IndexedItem.objects.filter(build=build, is_gone=False, item__isnull=False)
    count = 0
    for some in _batches(list(rows.values_list("sha256", "item__text").order_by("number"))):
        texts = dict(some)
        lacking = texts.keys() - vectors_held(texts, build.encoder_build).keys()
        if lacking:
            make_vectors(build.encoder, build.encoder_build, {one: texts[one] for one in lacking})
            touch_rows(build, lacking)
            count += len(lacking)
    return count


def _encoder(setting: str) -> tuple[str, str]:
    """The encoder's build, or what is wrong with it."""
    try:
        encoder = encoder_of(setting)
    except EncoderFailed:
        return "", "encoder"
    return ("", "") if encoder is None else (encoder.build, "")


def _encoded(build: IndexBuild, encoder_build: str, items: list[Item]) -> bool:
    try:
        make_vectors(build.encoder, encoder_build, {sha256_of(item.text): item.text for item in items})
    except EncoderFailed:
        return False
    return True


def _space_of(build: IndexBuild) -> Space:
    rows = IndexedItem.objects.filter(build=build, is_gone=False).order_by("number")
    packed = rows.values_list("features", flat=True).iterator(chunk_size=2000)
    return Space.of(unpack_features(one) for one in packed)


def _batches(values: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(values)
    while some := list(islice(rest, BATCH)):
        yield some


def _centres_of(build: IndexBuild, encoder_build: str) -> Centres:
    if not encoder_build:
        return Centres({})
    rows = IndexedItem.objects.filter(build=build, is_gone=False).order_by("number")
    said = list(rows.values_list("sha256", "language"))
    held = vectors_held({digest for digest, _ in said}, encoder_build)
    there = [(held[digest], language) for digest, language in said if digest in held]
    if not there:
        return Centres({})
    return Centres.of(np.stack([vector for vector, _ in there]), [language for _, language in there])
