"""The index as it is now, held by each process and brought up to date whenever it is asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db.models import QuerySet

from landbridge.engine.matching.encoder import Centres, EncoderFailed, Vectors
from landbridge.engine.matching.features import features
from landbridge.engine.matching.index import Entry, Index, Weights
from landbridge.engine.matching.lexicon import Lexicon
from landbridge.engine.matching.problem import Kind
from landbridge.engine.matching.space import Space
from landbridge.matching.models import IndexBuild, IndexedItem
from landbridge.matching.planning.encoding import encode, is_resting, vectors_held
from landbridge.matching.planning.lexicon import current_lexicon
from landbridge.matching.planning.packing import unpack_centres, unpack_features, unpack_space
from landbridge.matching.queries.index import busy_build

State = IndexBuild.State
_FIELDS = ("number", "organisation_id", "kind", "language", "item__text", "codes", "sha256", "features", "is_gone")


@dataclass(frozen=True)
class Live:
    """The index in use and the lexicon to read a question with.

    ``notice`` says what the reader should know: "" all is well; "off": there is no encoder, words alone are
    compared; "failing": there should be one; "building": the first index is being made; "empty": there is none.
    """

    build: IndexBuild | None
    index: Index
    lexicon: Lexicon
    notice: str
    centres: Centres = field(default_factory=lambda: Centres({}))

    def encode(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors | None:
        """Centred vectors of texts; None without an encoder, and where it fails."""
        if self.build is None or not self.build.encoder_build or not texts:
            return None
        try:
            rows = encode(self.build.encoder, texts, build=self.build.encoder_build)
        except EncoderFailed:
            return None
        return self.centres.centred(rows, languages)

    def features(self, text: str) -> dict[str, float]:
        """A text as the lexicon reads it."""
        return features(text, self.lexicon)


@dataclass
class _Held:
    lock: threading.Lock = field(default_factory=threading.Lock)
    stamp: tuple[object, ...] = ()
    serial: int = -1
    index: Index | None = None
    centres: Centres = field(default_factory=lambda: Centres({}))


_held = _Held()


def live_index() -> Live:
    """The index in use: loaded when a process first needs it, then only what changed, for one small query a call."""
    build = IndexBuild.objects.defer("space", "centres").filter(state=State.LIVE).first()
    lexicon = current_lexicon()
    if build is None:
        notice = "building" if busy_build() is not None else "empty"
        return Live(None, Index(lexicon, Space.of([]), [], None, None), lexicon, notice)
    stamp = (build.pk, build.finished_at, build.measured_at)
    with _held.lock:
        if _held.index is None or _held.stamp != stamp or build.serial < _held.serial:
            _held.index, _held.centres = load_index(build, lexicon)
            _held.stamp, _held.serial = stamp, build.serial
        elif build.serial > _held.serial:
            changed = IndexedItem.objects.filter(build=build, serial__gt=_held.serial)
            put_rows(_held.index, changed, build, _held.centres)
            _held.serial = build.serial
        index, centres = _held.index, _held.centres
    return Live(build, index, lexicon, notice_of(build), centres)


def notice_of(build: IndexBuild) -> str:
    """What a reader should know of a build: "off" without an encoder, "failing" where there should be one."""
    if build.encoder == "none":
        return "off"
    return "failing" if not build.encoder_build or is_resting(build.encoder) else ""


def forget_index() -> None:
    """Let what this process holds go."""
    with _held.lock:
        _held.index, _held.stamp, _held.serial = None, (), -1


def load_index(build: IndexBuild, lexicon: Lexicon) -> tuple[Index, Centres]:
    """A build's index, whole, and the means its vectors are centred by."""
    space, centres = IndexBuild.objects.values_list("space", "centres").get(pk=build.pk)
    means = unpack_centres(centres)
    rows = IndexedItem.objects.filter(build=build, is_gone=False)
    hubness = dict(rows.exclude(hubness=0).values_list("number", "hubness"))
    width = next((len(mean) for mean in means.by_language.values()), 0)
    none = np.zeros((0, width), np.float32) if width else None
    index = Index(lexicon, unpack_space(space), [], none, hubness, weights=Weights(**build.weights))
    put_rows(index, rows, build, means)
    return index, means


def put_rows(index: Index, rows: QuerySet[IndexedItem], build: IndexBuild, centres: Centres) -> None:
    """Let an index hold rows as they are now, without those that are gone."""
    for some in _batches(rows.order_by("number").values_list(*_FIELDS).iterator(chunk_size=2000)):
        kept = []
        for row in some:
            if row[8] or row[1] is None or row[4] is None:
                index.drop(row[0])
            else:
                kept.append(row)
        held = vectors_held({row[6] for row in kept}, build.encoder_build)
        there = [row for row in kept if row[6] in held]
        centred = dict(
            zip(
                (row[0] for row in there),
                centres.centred(
                    np.stack([held[row[6]] for row in there]) if there else np.zeros((0, 1), np.float32),
                    [row[3] for row in there],
                ),
                strict=True,
            )
        )
        for number, group, kind, language, text, codes, _digest, packed, _gone in kept:
            entry = Entry(number, group, Kind(kind), text, language, tuple(codes))
            index.put(entry, unpack_features(packed), centred.get(number))


def _batches(rows: Iterable[tuple[Any, ...]], size: int = 2000) -> Iterable[list[tuple[Any, ...]]]:
    some: list[tuple[Any, ...]] = []
    for row in rows:
        some.append(row)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some
