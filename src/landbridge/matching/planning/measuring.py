"""What is measured over the whole index: who is near everything, where the curve lies, and who is shown how often."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from landbridge.engine.matching.encoder import Vectors
from landbridge.engine.matching.exposure import prices
from landbridge.engine.matching.index import Entry, Index
from landbridge.engine.matching.mutual import BEST, BREADTH, HUB_SEEKS, NOTHING, Calibration, fit
from landbridge.engine.matching.problem import Kind
from landbridge.people.models import Side

_BLOCK = 256  #: seeks looked at together, so that memory holds them against all offers
_HELD = 100_000_000  #: scores of four bytes each that are kept rather than made twice


@dataclass(frozen=True)
class Measured:
    """``hubness`` by item; ``calibration`` the curve of each side's seeks; ``exposures`` (firm, side, price, shown)."""

    hubness: dict[int, float] = field(default_factory=dict)
    calibration: dict[str, dict[str, float]] = field(default_factory=dict)
    exposures: list[tuple[int, str, float, int]] = field(default_factory=list)


def measure(index: Index, sides: Mapping[int, str]) -> Measured:
    """Measure an index; ``sides`` says which side each firm is of, and firms it does not name are left out."""
    mine, theirs = (_Firms.of(index, sides, side) for side in (Side.HOST, Side.GUEST))
    there, hub_of_theirs = _direction(index, mine, theirs)
    back, hub_of_mine = _direction(index, theirs, mine)
    curves = {Side.HOST: Calibration.of(there), Side.GUEST: Calibration.of(back)}
    fits = fit(curves[Side.HOST].share(there), curves[Side.GUEST].share(back).T)
    exposures = []
    for firms, matrix, side in ((theirs, fits, Side.GUEST), (mine, np.ascontiguousarray(fits.T), Side.HOST)):
        found = prices(matrix)
        for place, firm in enumerate(firms.numbers):
            exposures.append((firm, str(side), round(float(found.price[place]), 6), int(found.shown[place])))
    return Measured(
        hubness={one: round(value, 6) for one, value in {**hub_of_mine, **hub_of_theirs}.items()},
        calibration={
            str(side): {"centre": round(curve.centre, 6), "slope": curve.slope} for side, curve in curves.items()
        },
        exposures=sorted(exposures),
    )


@dataclass(frozen=True)
class _Firms:
    """The firms of a side by number, and their items by firm."""

    numbers: list[int]
    seeks: list[Entry]
    offers: list[Entry]

    @classmethod
    def of(cls, index: Index, sides: Mapping[int, str], side: str) -> _Firms:
        said = sorted(
            (one for one in index.entries() if sides.get(one.group) == side), key=lambda one: (one.group, one.number)
        )
        numbers = sorted({one.group for one in said})
        return cls(
            numbers, [one for one in said if one.kind is Kind.SEEK], [one for one in said if one.kind is Kind.OFFER]
        )


def _direction(index: Index, mine: _Firms, theirs: _Firms) -> tuple[Vectors, dict[int, float]]:
    """a(A to B) for all pairs, and the hubness of B's offers."""
    shape = (len(mine.numbers), len(theirs.numbers))
    if not mine.seeks or not theirs.offers:
        return np.full(shape, NOTHING, np.float32), {}
    offers = [one.number for one in theirs.offers]
    hub = np.zeros((0, len(offers)), np.float32)
    # They are gone through twice; where memory holds them all they are made once.
    fits = len(mine.seeks) * len(offers) <= _HELD
    blocks = list(_blocks(index, mine.seeks, offers)) if fits else []
    for _, block in blocks or _blocks(index, mine.seeks, offers):
        both = np.concatenate([hub, block])
        most = min(HUB_SEEKS, len(both))
        hub = np.partition(both, len(both) - most, axis=0)[-most:]
    mean = hub.mean(axis=0)
    scores = np.full(shape, NOTHING, np.float32)
    places = {firm: place for place, firm in enumerate(theirs.numbers)}
    firms, starts = np.unique([places[one.group] for one in theirs.offers], return_index=True)
    rows = {firm: row for row, firm in enumerate(mine.numbers)}
    lowered = index.weights.hubness * mean
    for some, block in blocks or _blocks(index, mine.seeks, offers):
        best = np.maximum.reduceat(block - lowered, starts, axis=1)
        _add(scores, best, firms, [rows[one.group] for one in some])
    return scores, dict(zip(offers, map(float, mean), strict=True))


def _add(scores: Vectors, best: Vectors, firms: NDArray[np.int64], rows: Sequence[int]) -> None:
    for row in sorted(set(rows)):
        own = best[[at for at, one in enumerate(rows) if one == row]]
        scores[row, firms] = np.float32(BEST) * own.max(axis=0) + np.float32(BREADTH) * own.mean(axis=0)


def _blocks(index: Index, seeks: Sequence[Entry], offers: Sequence[int]) -> Iterator[tuple[Sequence[Entry], Vectors]]:
    """Blocks of whole firms' seeks against all offers."""
    at = 0
    while at < len(seeks):
        end = min(at + _BLOCK, len(seeks))
        while end < len(seeks) and seeks[end].group == seeks[end - 1].group:
            end += 1
        some = seeks[at:end]
        yield some, index.scores([one.number for one in some], offers)
        at = end
