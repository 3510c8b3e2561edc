"""An encoder behind HTTP, spoken to as to OpenAI's ``/v1/embeddings``. Texts leave the house: never the default.

``openai:http://models.example:8000/v1#e5-small`` names the service and, after ``#``, the model. A key, where the
service wants one, is in the environment variable ``LANDBRIDGE_EMBEDDER_KEY``.
"""

from __future__ import annotations

import http.client
import json
import os
import time
from collections.abc import Sequence
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urldefrag, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

import numpy as np

from landbridge.engine.matching.encoder import EncoderFailed, Vectors

BATCH = 64
#: Seconds a batch may take, tries in all, and seconds before each further one.
PATIENCE, TRIES, PAUSE = 20.0, 3, 0.3
#: Bytes of an answer that are read; a batch of vectors of 4,096 is a tenth of it.
LONGEST = 64 * 1024 * 1024


class _Stay(HTTPRedirectHandler):
    """Texts go to the service that was named, and to no other."""

    def redirect_request(self, *_args: object, **_named: object) -> None:
        """Follow no redirection."""


_opener = build_opener(_Stay)


class RemoteEncoder:
    """Vectors from a service; how long they are is asked once. Another model's answer later on is a failure."""

    def __init__(self, address: str, *, patience: float = PATIENCE, pause: float = PAUSE) -> None:
        url, self._model = urldefrag(address)
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            raise EncoderFailed("The encoder's address is to be openai:http(s)://host[:port]/v1[#model].")
        self._url = url if url.endswith("/embeddings") else f"{url.rstrip('/')}/embeddings"
        self._patience, self._pause = patience, pause
        self.dimensions = 0
        self.build = ""
        self.encode(["landbridge"])

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, of length one."""
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        rows = [self._batch(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
        return np.concatenate(rows)

    def _batch(self, texts: Sequence[str]) -> Vectors:
        # An empty text is refused by most services; a space means as little.
        body = {"input": [text or " " for text in texts], "model": self._model or "default", "encoding_format": "float"}
        answer = self._ask(json.dumps(body).encode())
        try:
            data = sorted(answer["data"], key=lambda one: one["index"])
            rows = np.array([one["embedding"] for one in data], np.float32)
            build = f"openai-{urlsplit(self._url).netloc}-{answer.get('model') or self._model}-{rows.shape[1]}"
        except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError) as error:
            raise EncoderFailed("The encoder's answer holds no vectors.") from error
        if rows.ndim != 2 or len(rows) != len(texts) or not rows.shape[1] or not np.isfinite(rows).all():
            raise EncoderFailed("The encoder's answer does not hold one vector for each text.")
        if self.build and build != self.build:
            raise EncoderFailed("The encoder answers with another model than before.")
        self.build, self.dimensions = build[:200], rows.shape[1]
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0), np.float32)

    def _ask(self, body: bytes) -> dict[str, Any]:
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if key := os.environ.get("LANDBRIDGE_EMBEDDER_KEY"):
            headers["Authorization"] = f"Bearer {key}"
        failure: Exception | None = None
        for again in range(TRIES):
            if again:
                time.sleep(self._pause * again)
            try:
                request = Request(self._url, body, headers, method="POST")  # noqa: S310 - http or https, see above
                with _opener.open(request, timeout=self._patience) as response:
                    said = json.loads(response.read(LONGEST))
            except (OSError, http.client.HTTPException, ValueError) as error:
                failure = error
                if isinstance(error, HTTPError):
                    error.close()
                continue
            if isinstance(said, dict):
                return said
            failure = ValueError("not an object")
        raise EncoderFailed(f"The encoder at {self._url} gave no answer: {failure}") from failure
