"""From fits to the list one firm is shown: the best first, not ten of a kind, and one newcomer among ten.

Maximal marginal relevance (Carbonell and Goldstein, SIGIR 1998): each next place goes to whoever fits best, less
how much they resemble those who stand there already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from landbridge.engine.matching.mutual import Matrix

RELEVANCE, VARIETY = 0.7, 0.3
#: Of the best so many are looked at; variety is not worth a stranger.
LOOKED_AT = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """One place of a list. ``explored``: a newcomer who stands here out of turn."""

    number: int
    net: float
    explored: bool = False


def shortlist(net: Matrix, among: Matrix, *, newcomers: Sequence[int] = (), length: int = 10) -> tuple[Listed, ...]:
    """The list for one firm, best first, of at most ``length``.

    ``net`` is each other firm's fit less its price, and -inf or at most 0 fit's price where it may not be shown: give
    such ones as -inf; shape (firms,). ``among`` holds a vector of length one for each of them, shape (firms, any).
    ``newcomers`` may take the last place of a list of ten or more. Equal firms stand in the order of their numbers.
    """
    able = np.flatnonzero(np.isfinite(net))
    order = able[np.lexsort((able, -net[able]))]
    pool = order[:LOOKED_AT]
    kept = _varied(net, among, pool, length)
    waiting = [number for number in order if number in set(newcomers) and number not in kept]
    if len(kept) == length >= 10 and waiting:
        kept = [*kept[:-1], int(waiting[0])]
        return tuple(Listed(number, float(net[number]), explored=at == length - 1) for at, number in enumerate(kept))
    return tuple(Listed(number, float(net[number])) for number in kept)


def _varied(net: Matrix, among: Matrix, pool: NDArray[np.int64], length: int) -> list[int]:
    kept: list[int] = []
    nearest = np.zeros(len(pool), np.float32)
    left = np.ones(len(pool), bool)
    while len(kept) < min(length, len(pool)):
        worth = np.where(left, RELEVANCE * net[pool] - VARIETY * nearest, -np.inf)
        at = int(np.argmax(worth))
        left[at] = False
        kept.append(int(pool[at]))
        nearest = np.maximum(nearest, among[pool] @ among[pool[at]])
    return kept
