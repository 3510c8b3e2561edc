"""What an index is made of, as bytes in a row and as the engine takes it.

Features are JSON, which keeps every number as it was; vectors are little-endian float16, which costs a cosine less
than a thousandth; the space is its features' names and rarities.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping

import numpy as np

from landbridge.engine.matching.encoder import Centres, Vectors
from landbridge.engine.matching.space import Space

_VECTOR = np.dtype("<f2")
_NUMBER = np.dtype("<f4")


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
    """The names by their number, and the rarities."""
    names = "\n".join(sorted(space.numbers, key=space.numbers.__getitem__))
    head = json.dumps({"texts": space.texts, "names": len(names.encode())}).encode() + b"\n"
    return zlib.compress(head + names.encode() + space.rarity.astype(_NUMBER).tobytes(), 6)


def unpack_space(packed: bytes | memoryview) -> Space:
    """The space; an empty one where nothing was packed yet."""
    if not packed:
        return Space.of([])
    head, _, rest = zlib.decompress(bytes(packed)).partition(b"\n")
    said = json.loads(head)
    names = rest[: said["names"]].decode()
    numbers = {name: number for number, name in enumerate(names.split("\n") if names else [])}
    rarity = np.frombuffer(rest[said["names"] :], _NUMBER).astype(np.float32)
    return Space(numbers, rarity, said["texts"])


def pack_centres(centres: Centres) -> bytes:
    """The mean vector of each language."""
    return json.dumps({one: mean.tolist() for one, mean in centres.by_language.items()}).encode()


def unpack_centres(packed: bytes | memoryview) -> Centres:
    """The means; none where nothing was packed yet."""
    said = json.loads(bytes(packed) or b"{}")
    return Centres({one: np.array(mean, np.float32) for one, mean in said.items()})
