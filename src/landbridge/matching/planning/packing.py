"""What an index is made of, as bytes in a row and as the engine takes it.

Features are JSON, which keeps every number as it was; vectors are little-endian float16, which costs a cosine less
than a thousandth; the space is how often each feature was seen.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping

import numpy as np

from landbridge.engine.matching.encoder import Centres, Vectors
from landbridge.engine.matching.space import Space

_VECTOR = np.dtype("<f2")


def pack_features(features: Mapping[str, float]) -> bytes:
    """Features in the order of their names, so that the same ones are the same bytes."""
    return json.dumps(dict(sorted(features.items())), ensure_ascii=False, separators=(",", ":")).encode()


def unpack_features(packed: bytes | memoryview) -> dict[str, float]:
    """The features of a row."""
    return dict(json.loads(bytes(packed) or b"{}"))


def pack_vector(vector: Vectors) -> bytes:
    """One vector."""
    return vector.astype(_VECTOR).tobytes()


def unpack_vector(packed: bytes) -> Vectors:
    """The vector, as float32."""
    return np.frombuffer(packed, _VECTOR).astype(np.float32)


def pack_space(space: Space) -> bytes:
    """How often each feature was seen."""
    said = {"texts": space.texts, "seen": dict(sorted(space.seen.items()))}
    return zlib.compress(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(), 6)


def unpack_space(packed: bytes | memoryview) -> Space:
    """The space; an empty one where nothing was packed yet."""
    if not packed:
        return Space.of([])
    said = json.loads(zlib.decompress(bytes(packed)))
    return Space(said["seen"], said["texts"])


def pack_centres(centres: Centres) -> bytes:
    """The mean vector of each language."""
    return json.dumps({one: mean.tolist() for one, mean in centres.by_language.items()}).encode()


def unpack_centres(packed: bytes | memoryview) -> Centres:
    """The means; none where nothing was packed yet."""
    said = json.loads(bytes(packed) or b"{}")
    return Centres({one: np.array(mean, np.float32) for one, mean in said.items()})
