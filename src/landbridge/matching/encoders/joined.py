"""Two encoders as one: their vectors side by side, so that the cosine is the mean of both.

Before they are compared, vectors lose their language's mean, and some models' are little else: what is left of
them is to count as much as what is left of the others'.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from landbridge.engine.matching.encoder import Encoder, Vectors


class Joined:
    """What each part says, of length one times its weight, one after the other. If one fails, all do."""

    def __init__(self, parts: Sequence[tuple[Encoder, float]]) -> None:
        self._parts = tuple(parts)
        self.build = "+".join(f"{weight:g}*{part.build}" for part, weight in self._parts)
        self.dimensions = sum(part.dimensions for part, _ in self._parts)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, of length one."""
        rows = [np.float32(weight) * _of_length_one(part.encode(texts)) for part, weight in self._parts]
        return _of_length_one(np.concatenate(rows, axis=1))


def _of_length_one(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0), np.float32)
