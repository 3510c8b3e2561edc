"""The index is one for both sides, and kept by the managers of either."""

from __future__ import annotations

from tests.house.foreign.make import Make

FOREIGN: dict[str, Make] = {}
NOT_FOREIGN = {"matching:index_stop": "the index is one for both sides"}
