"""What turns a text into a vector of meaning, as the engine asks for it; which one it is, is the caller's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


class Encoder(Protocol):
    """An encoder of sentences. ``build`` names model and version: vectors of two builds are never compared."""

    build: str
    dimensions: int

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, in order; shape (texts, dimensions). Raises EncoderFailed."""


class EncoderFailed(Exception):
    """The encoder gave no vectors; whoever asked goes on without them, and says so."""


@dataclass(frozen=True)
class Centres:
    """The mean vector of each language's texts. Taken away, what is left is what a text says, not in which tongue."""

    by_language: Mapping[str, Vectors]

    @classmethod
    def of(cls, vectors: Vectors, languages: Sequence[str]) -> Centres:
        """The means of ``vectors``, row by row in the language beside it."""
        said = np.array(languages)
        return cls(
            {
                one: vectors[said == one].mean(axis=0, dtype=np.float64).astype(np.float32)
                for one in sorted(set(languages))
            }
        )

    def centred(self, vectors: Vectors, languages: Sequence[str]) -> Vectors:
        """The vectors less their language's mean, of length one; a language without a mean is left where it is."""
        if not len(vectors):
            return vectors
        nothing = np.zeros(vectors.shape[1], np.float32)
        moved = vectors - np.stack([self.by_language.get(one, nothing) for one in languages])
        lengths = np.linalg.norm(moved, axis=1, keepdims=True)
        return np.asarray(np.divide(moved, lengths, out=np.zeros_like(moved), where=lengths > 0), np.float32)
