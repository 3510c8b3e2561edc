"""From likeness of items to the fit of two firms, in both directions.

a(A to B) is what B offers to what A seeks: seven tenths the best pair, three tenths the mean over A's seeks of
the best offer. A logistic curve, centred where one pair in a hundred lies, makes of it a share between 0 and 1,
and the mean of both directions is the fit. A firm that states no seek is judged in one direction.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]

BEST, BREADTH = 0.7, 0.3
#: What an offer's popularity takes from it, and over how many of its best seeks that is measured.
HUBNESS, HUB_SEEKS = 0.5, 10
SLOPE, CENTRE = 8.0, 99.0
#: Of more pairs than twice this, about as many, evenly drawn, stand for all when the curve is centred.
SAMPLE = 4_000_000
#: Below every score: nothing is offered, or nothing sought.
NOTHING = np.float32(-9.0)


def hubness(likeness: Matrix) -> Matrix:
    """r(j) for each offer: the mean of its ten best scores against the other side's seeks; shape (offers,).

    ``likeness`` is (seeks, offers). Conneau et al., "Word translation without parallel data" (CSLS), 2018.
    """
    if not len(likeness):
        return np.zeros(likeness.shape[1], np.float32)
    most = min(HUB_SEEKS, len(likeness))
    best = np.partition(likeness, len(likeness) - most, axis=0)[-most:]
    return np.asarray(best.mean(axis=0), np.float32)


def direction(
    likeness: Matrix, seekers: NDArray[np.int64], offerers: NDArray[np.int64], shape: tuple[int, int]
) -> Matrix:
    """a(A to B) for all pairs; shape ``shape`` (profiles that seek, profiles that offer).

    ``likeness`` is (seeks, offers), less hubness; ``seekers`` and ``offerers`` number the profile of each row and
    column. Where A seeks nothing or B offers nothing, it is :data:`NOTHING`.
    """
    best_offer = np.full((likeness.shape[0], shape[1]), NOTHING, np.float32)
    np.maximum.at(best_offer.T, offerers, likeness.T)
    best = np.full(shape, NOTHING, np.float32)
    np.maximum.at(best, seekers, best_offer)
    total = np.zeros(shape, np.float32)
    np.add.at(total, seekers, best_offer)
    seeks = np.bincount(seekers, minlength=shape[0]).astype(np.float32)[:, None]
    mean = np.divide(total, seeks, out=np.full(shape, NOTHING, np.float32), where=seeks > 0)
    scores = np.float32(BEST) * best + np.float32(BREADTH) * mean
    return np.where(best > NOTHING, scores, NOTHING)


@dataclass(frozen=True, slots=True)
class Calibration:
    """A score's place on a logistic curve: one half at ``centre``."""

    centre: float
    slope: float = SLOPE

    @classmethod
    def of(cls, scores: Matrix) -> Calibration:
        """Centred at the 99th percentile of the scores of pairs that have something to compare."""
        some = scores.ravel()[:: max(1, scores.size // SAMPLE)]
        said = some[some > NOTHING]
        return cls(float(np.percentile(said, CENTRE)) if len(said) else 0.0)

    def share(self, scores: Matrix) -> Matrix:
        """From 0 to 1; 0 where there is nothing to compare."""
        curve = 1.0 / (1.0 + np.exp(-self.slope * (scores - self.centre)))
        return np.where(scores > NOTHING, curve, 0.0).astype(np.float32)


def fit(there: Matrix, back: Matrix, power: float = 1.0) -> Matrix:
    """The power mean of A to B and B to A (both (A, B), both shares); one direction where the other says nothing."""
    both = ((there**power + back**power) / 2) ** (1 / power) if power else np.sqrt(there * back)
    return np.where(there <= 0, back, np.where(back <= 0, there, both)).astype(np.float32)
