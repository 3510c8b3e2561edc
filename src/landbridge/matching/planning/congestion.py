"""How evenly attention is spread over the firms of a side, as it was last measured."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from landbridge.engine.matching.exposure import gini
from landbridge.matching.models import Exposure, IndexBuild
from landbridge.matching.queries.exposure import exposures, never_shown

#: Firms by how many lists they stand in: from, to; the last is open.
STEPS = ((0, 0), (1, 5), (6, 10), (11, 15), (16, 25), (26, None))
MOST = 10


@dataclass(frozen=True)
class Step:
    """How many firms stand in ``first`` to ``last`` lists (None: or more)."""

    first: int
    last: int | None
    firms: int


@dataclass(frozen=True)
class Congestion:
    """One side: ``gini`` from 0 (all are shown alike) to 1, the most shown first, some of those never shown."""

    side: str
    firms: int
    gini: float
    never: int
    steps: list[Step]
    most: list[Exposure]
    unseen: list[Exposure]


def congestion_of(build: IndexBuild, side: str) -> Congestion:
    """What was measured of a side's firms that are still there."""
    rows = exposures(build, side)
    shown = np.array(list(rows.values_list("shown", flat=True)), np.int64)
    steps = [
        Step(
            first, last, int(((shown >= first) & (shown <= (last if last is not None else shown.max(initial=0)))).sum())
        )
        for first, last in STEPS
    ]
    return Congestion(
        side,
        len(shown),
        round(gini(shown), 3),
        int((shown == 0).sum()),
        steps,
        list(rows.exclude(shown=0).order_by("-shown", "organisation")[:MOST]),
        list(never_shown(build, side)[:MOST]),
    )
