"""Texts made vectors by the encoder that an index was built with; without one, matching goes on by words alone."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from landbridge.engine.matching.encoder import Encoder, EncoderFailed, Vectors
from landbridge.matching.actions.index import keep_vectors
from landbridge.matching.planning.packing import pack_vector, unpack_vector
from landbridge.matching.queries.index import kept_vectors

logger = logging.getLogger(__name__)

#: Seconds for which an encoder that failed is not asked again.
REST = 60.0
_AT_ONCE = 256


@dataclass
class _Asked:
    """Encoders by their setting, and until when those that failed are left alone."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    known: dict[str, Encoder | None] = field(default_factory=dict)
    resting: dict[str, float] = field(default_factory=dict)


_asked = _Asked()


def encoder_of(setting: str) -> Encoder | None:
    """The encoder that a setting names; None for ``none``.

    :raises EncoderFailed: if it cannot be had, or failed less than ``REST`` seconds ago.
    """
    from landbridge.matching.encoders.named import encoder_named  # noqa: PLC0415 - may load a model

    with _asked.lock:
        if is_resting(setting):
            raise EncoderFailed(f"{setting} failed a moment ago")
        if setting not in _asked.known:
            try:
                _asked.known[setting] = encoder_named(setting)
            except EncoderFailed:
                _rest(setting)
                raise
        return _asked.known[setting]


def encode(setting: str, texts: Sequence[str], *, build: str | None = None) -> Vectors:
    """One row for each text, not centred.

    :param build: which one it has to be: vectors of another are never mixed with those there are.
    :raises EncoderFailed: if there is none, it is another, or it failed now or a moment ago.
    """
    encoder = encoder_of(setting)
    if encoder is None or (build is not None and encoder.build != build):
        raise EncoderFailed(f"{setting} is not the encoder {build}")
    try:
        rows = np.asarray(encoder.encode(texts), np.float32)
    except EncoderFailed:
        _rest(setting)
        raise
    if rows.shape != (len(texts), encoder.dimensions) or not np.isfinite(rows).all():
        _rest(setting)
        raise EncoderFailed(f"{setting} gave no vectors")
    return rows


def is_resting(setting: str) -> bool:
    """Whether an encoder failed so lately that it is not asked."""
    return time.monotonic() < _asked.resting.get(setting, 0.0)


def forget_encoders() -> None:
    """Let all go, so that each is looked for anew."""
    _asked.known.clear()
    _asked.resting.clear()


def vectors_held(digests: Iterable[str], build: str) -> dict[str, Vectors]:
    """The vectors kept of texts, by digest; those not made yet are left out."""
    return {one: unpack_vector(packed) for one, packed in kept_vectors(set(digests), build).items()} if build else {}


def make_vectors(setting: str, build: str, texts: Mapping[str, str]) -> None:
    """Make and keep the vectors of those texts (by digest) that have none yet.

    :raises EncoderFailed: on the way; what was made before is kept.
    """
    known = kept_vectors(texts.keys(), build)
    wanted = [one for one in texts if one not in known]
    for at in range(0, len(wanted), _AT_ONCE):
        some = wanted[at : at + _AT_ONCE]
        rows = encode(setting, [texts[one] for one in some], build=build)
        keep_vectors({one: pack_vector(row) for one, row in zip(some, rows, strict=True)}, build)


def _rest(setting: str) -> None:
    logger.warning("The encoder %s failed; for %d seconds matching goes on by words alone", setting, REST)
    _asked.known.pop(setting, None)
    _asked.resting[setting] = time.monotonic() + REST
