"""A model of sentence-transformers that lies on this machine; nothing is fetched."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from landbridge.engine.matching.encoder import EncoderFailed, Vectors


class LocalModel:
    """The model in a folder. Its build holds a digest of the names and sizes of its files: a changed one is another."""

    def __init__(self, folder: str) -> None:
        path = Path(folder)
        if not folder or not path.is_dir():
            raise EncoderFailed(f"There is no folder {folder!r} with a sentence-transformers model.")
        try:
            package = importlib.import_module("sentence_transformers")
        except ImportError as error:
            raise EncoderFailed("The package sentence-transformers is not installed.") from error
        files = sorted((file.relative_to(path).as_posix(), file.stat().st_size) for file in path.rglob("*"))
        self.build = f"sentence-transformers-{path.name}-{hashlib.sha256(repr(files).encode()).hexdigest()[:12]}"
        try:
            self._model = package.SentenceTransformer(str(path), device="cpu", local_files_only=True)
            self.dimensions = int(self._model.get_sentence_embedding_dimension())
        except Exception as error:
            raise EncoderFailed(f"The model in {path} cannot be loaded: {error}") from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text."""
        try:
            rows = self._model.encode(list(texts), convert_to_numpy=True, show_progress_bar=False)
            return np.asarray(rows, np.float32).reshape(len(texts), self.dimensions)
        except Exception as error:
            raise EncoderFailed(f"The sentence-transformers model failed: {error}") from error
