"""The two sides of a market measured against each other: who is near everybody, and what attention costs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from landbridge.engine.matching.exposure import LIST, gini, prices
from landbridge.engine.matching.index import Index
from landbridge.engine.matching.mutual import HUB_SEEKS, NOTHING, Calibration, Matrix, fit
from landbridge.engine.matching.problem import Kind

Sides = tuple[Collection[int], Collection[int]]
#: Seeks looked at together, so that memory holds them against all offers.
BLOCK = 128


@dataclass(frozen=True)
class Market:
    """What was measured. ``sides`` are the groups of each, in order; ``curves`` are of each side's seeks.

    ``hubness`` is r(j) by the offer's number; ``price``, ``shown`` (how often in a list of the other side) by group.
    """

    sides: tuple[tuple[int, ...], tuple[int, ...]]
    curves: tuple[Calibration, Calibration]
    hubness: Mapping[int, float]
    price: Mapping[int, float]
    shown: Mapping[int, int]

    def gini(self, side: int) -> float:
        """How unequally the groups of a side (0 or 1) are shown."""
        return gini(np.array([self.shown[group] for group in self.sides[side]], np.int64))

    def never_shown(self, side: int) -> tuple[int, ...]:
        """The groups of a side that stand in nobody's list."""
        return tuple(group for group in self.sides[side] if not self.shown[group])


def measure(index: Index, sides: Sides, *, never: Iterable[tuple[int, int]] = (), length: int = LIST) -> Market:
    """Measure ``index``; pairs of groups in ``never`` (either way round) are in nobody's list.

    Groups of neither side are left out. 5,000 groups a side with five entries each take about a minute of CPU; time and
    memory grow with the square. The answer depends on the index and ``never`` alone.
    """
    ordered = tuple(sorted(sides[0])), tuple(sorted(sides[1]))
    there, hub_there = _direction(index, ordered[0], ordered[1])
    back, hub_back = _direction(index, ordered[1], ordered[0])
    curves = Calibration.of(there), Calibration.of(back)
    for start in range(0, len(there), BLOCK):  # in place, as each of them may be 400 MB
        rows = slice(start, start + BLOCK)
        there[rows] = fit(curves[0].share(there[rows]), curves[1].share(back[:, rows]).T, index.weights.power)
    fits = there
    del back
    places = tuple({group: place for place, group in enumerate(side)} for side in ordered)
    for one, other in never:
        for left, right in ((one, other), (other, one)):
            if left in places[0] and right in places[1]:
                fits[places[0][left], places[1][right]] = 0
    price: dict[int, float] = {}
    shown: dict[int, int] = {}
    for groups, matrix in ((ordered[1], fits), (ordered[0], np.ascontiguousarray(fits.T))):
        found = prices(matrix, length=length)
        price.update({group: round(float(one), 6) for group, one in zip(groups, found.price, strict=True)})
        shown.update({group: int(one) for group, one in zip(groups, found.shown, strict=True)})
    hubness = {number: round(value, 6) for number, value in sorted({**hub_there, **hub_back}.items())}
    return Market(ordered, curves, hubness, price, shown)


def _direction(index: Index, mine: tuple[int, ...], theirs: tuple[int, ...]) -> tuple[Matrix, dict[int, float]]:
    """a(A to B) for all pairs, and the hubness of B's offers by A's seeks."""
    scores = np.full((len(mine), len(theirs)), NOTHING, np.float32)
    blocks = list(_blocks(index, mine))
    columns = np.flatnonzero(np.isin(index.against_all([]).groups, theirs))
    if not blocks or not len(columns):
        return scores, {}
    hub = np.zeros((0, len(columns)), np.float32)
    for _, numbers in blocks:
        hub = np.concatenate([hub, index.against_all(numbers).matrix[:, columns]])
        most = min(HUB_SEEKS, len(hub))
        hub = np.partition(hub, len(hub) - most, axis=0)[-most:]
    whole = index.against_all([])
    mean = hub.mean(axis=0)
    groups, starts = np.unique(whole.groups[columns], return_index=True)
    places = np.searchsorted(theirs, groups)
    rows = {group: row for row, group in enumerate(mine)}
    lowered = np.float32(index.weights.hubness) * mean
    for owners, numbers in blocks:
        best = np.maximum.reduceat(index.against_all(numbers).matrix[:, columns] - lowered, starts, axis=1)
        owned, first = np.unique(owners, return_index=True)
        total = np.add.reduceat(best, first, axis=0) / np.diff([*first, len(owners)])[:, None]
        a = index.weights.best * np.maximum.reduceat(best, first, axis=0) + (1 - index.weights.best) * total
        scores[np.array([rows[group] for group in owned.tolist()])[:, None], places[None]] = a
    return scores, dict(zip(whole.numbers[columns].tolist(), mean.tolist(), strict=True))


def _blocks(index: Index, groups: tuple[int, ...]) -> Iterator[tuple[NDArray[np.int64], list[int]]]:
    """Seeks of whole groups, with the group of each."""
    owners: list[int] = []
    numbers: list[int] = []
    for group in groups:
        own = index.of_group(group, Kind.SEEK)
        owners += [group] * len(own)
        numbers += own
        if len(numbers) >= BLOCK:
            yield np.array(owners, np.int64), numbers
            owners, numbers = [], []
    if numbers:
        yield np.array(owners, np.int64), numbers
