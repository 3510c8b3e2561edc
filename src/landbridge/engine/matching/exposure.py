"""Attention, spread: a price on those whom everybody is shown, so that the others are seen too.

Lists of the best ten show a few firms to all and many to none. Here a firm that stands in more lists than its
share becomes dearer, one that stands in fewer cheaper, round by round (a dual ascent on the capacities), and
never by more than ``DEAREST``: who fits much better still comes first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from landbridge.engine.matching.mutual import Matrix

LIST = 10
STEP, DEAREST, ROUNDS = 0.006, 0.15, 40
#: Lists looked at together, so that memory holds 10,000 firms a side.
BLOCK = 512


@dataclass(frozen=True)
class Prices:
    """What each firm of the other side costs, and how often it stands in a list then; shape (firms,)."""

    price: Matrix
    shown: NDArray[np.int64]


def prices(fits: Matrix, *, length: int = LIST, rounds: int = ROUNDS) -> Prices:
    """Prices for lists of ``length`` from ``fits`` (A, B); pairs at or below 0 are in nobody's list."""
    mine, theirs = fits.shape
    length = min(length, theirs)
    price = np.zeros(theirs, np.float32)
    fair = mine * length / theirs if theirs else 0.0
    shown = _shown(fits, price, length)
    for _ in range(rounds):
        if not fair:
            break
        price = np.clip(price + np.float32(STEP) * (shown / np.float32(fair) - 1), -DEAREST, DEAREST).astype(np.float32)
        shown = _shown(fits, price, length)
    return Prices(price, shown)


def _shown(fits: Matrix, price: Matrix, length: int) -> NDArray[np.int64]:
    theirs = fits.shape[1]
    counts = np.zeros(theirs, np.int64)
    if not length:
        return counts
    for start in range(0, len(fits), BLOCK):
        block = fits[start : start + BLOCK]
        net = np.where(block > 0, block - price, -np.inf)
        top = np.argpartition(-net, length - 1, axis=1)[:, :length]
        listed = np.take_along_axis(block, top, axis=1) > 0
        counts += np.bincount(top[listed], minlength=theirs)
    return counts


def gini(shown: NDArray[np.int64]) -> float:
    """Inequality of exposure, 0 (all alike) to nearly 1 (one has all).

    >>> gini(np.array([2, 2, 2]))
    0.0
    """
    if not len(shown) or not shown.sum():
        return 0.0
    ranked = np.sort(shown)
    count = len(ranked)
    return float((2 * np.arange(1, count + 1) - count - 1) @ ranked / (count * ranked.sum()))
