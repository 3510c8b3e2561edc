"""Two encoders as one: their vectors side by side, so that the cosine is the mean of both."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from landbridge.engine.matching.encoder import Encoder, Vectors


class Joined:
    """What each of ``parts`` says, of length one, one after the other. If one fails, all do."""

    def __init__(self, parts: Sequence[Encoder]) -> None:
        self._parts = tuple(parts)
        self.build = "+".join(part.build for part in self._parts)
        self.dimensions = sum(part.dimensions for part in self._parts)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text."""
        return np.concatenate([_of_length_one(part.encode(texts)) for part in self._parts], axis=1)


def _of_length_one(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0), np.float32)
