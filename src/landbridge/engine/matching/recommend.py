"""The list one group is shown: who fits, both ways, less what attention costs, and not ten of a kind."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from landbridge.engine.matching.index import DECIMALS, Index
from landbridge.engine.matching.listing import LOOKED_AT, shortlist
from landbridge.engine.matching.market import Market
from landbridge.engine.matching.mutual import NOTHING, Matrix, fit
from landbridge.engine.matching.problem import Kind


@dataclass(frozen=True, slots=True)
class Pair:
    """The seek and the offer that are nearest in a direction, and their score less the offer's hubness."""

    seek: int
    offer: int
    score: float


@dataclass(frozen=True, slots=True)
class Recommended:
    """One place of a list: what is offered to me (``there``), what they seek of me (``back``), shares from 0 to 1.

    A direction in which one of the two states nothing is 0 and has no pair; the fit is the other's then.
    """

    group: int
    fit: float
    there: float
    back: float
    price: float
    net: float
    explored: bool
    pair_there: Pair | None
    pair_back: Pair | None


@dataclass(frozen=True)
class _Way:
    """Scores of a direction by the other's group, and the best pair with one of these groups."""

    groups: NDArray[np.int64]
    score: Matrix
    pair_with: Callable[[int], Pair | None]


def recommend(
    index: Index,
    market: Market,
    group: int,
    *,
    allowed: Collection[int] | None = None,
    length: int = 10,
    newcomers: Collection[int] = (),
    caps: Mapping[int, int] | None = None,
) -> tuple[Recommended, ...]:
    """The list for ``group``, best first, of groups of the other side.

    ``allowed``: groups that may be shown, None for all. ``caps`` is how many more requests a group takes: one with
    none left is not shown. ``newcomers`` may take the last of ten places out of turn. KeyError for a group of neither
    side. The index is to hold the market's hubness.
    """
    side = next((at for at in (0, 1) if group in market.sides[at]), None)
    if side is None:
        raise KeyError(group)
    full = {other for other, left in (caps or {}).items() if left <= 0}
    others = [other for other in market.sides[1 - side] if (allowed is None or other in allowed) and other not in full]
    if not others:
        return ()
    known = np.array(others, np.int64)
    ways = _offered(index, group), _sought(index, group)
    shares = [market.curves[at].share(_spread(way, known)) for way, at in zip(ways, (side, 1 - side), strict=True)]
    fits = fit(shares[0], shares[1], index.weights.power)
    price = np.array([market.price[other] for other in others], np.float32)
    net = np.where(fits > 0, np.round((fits - price).astype(np.float64), DECIMALS), -np.inf).astype(np.float32)
    able = np.flatnonzero(np.isfinite(net))
    ranked = able[np.lexsort((able, -net[able]))]
    new = [int(at) for at in ranked if others[at] in newcomers][:LOOKED_AT]
    pool = np.array(sorted({*ranked[:LOOKED_AT].tolist(), *new}), np.int64)
    if not len(pool):
        return ()
    listed = shortlist(
        net[pool],
        _places_in_space(index, [others[at] for at in pool]),
        newcomers=[int(at) for at in np.searchsorted(pool, sorted(new))],
        length=length,
    )
    return tuple(
        Recommended(
            group=others[at],
            fit=_said(fits[at]),
            there=_said(shares[0][at]),
            back=_said(shares[1][at]),
            price=_said(price[at]),
            net=_said(net[at]),
            explored=place.explored,
            pair_there=ways[0].pair_with(others[at]),
            pair_back=ways[1].pair_with(others[at]),
        )
        for place in listed
        for at in [int(pool[place.number])]
    )


def _said(value: np.float32) -> float:
    return round(float(value), DECIMALS)


def _offered(index: Index, group: int) -> _Way:
    """What every group offers to what this one seeks."""
    seeks = index.of_group(group, Kind.SEEK)
    said = index.against_all(seeks)
    if not seeks or not len(said.groups):
        return _nothing()
    matrix = said.matrix - (index.weights.hubness * said.hubness).astype(np.float32)
    groups, starts = np.unique(said.groups, return_index=True)
    best = np.maximum.reduceat(matrix, starts, axis=1)

    def pair_with(other: int) -> Pair | None:
        columns = np.flatnonzero(said.groups == other)
        if not len(columns):
            return None
        row, at = divmod(int(matrix[:, columns].argmax()), len(columns))
        return Pair(seeks[row], int(said.numbers[columns[at]]), _said(matrix[row, columns[at]]))

    weight = np.float32(index.weights.best)
    return _Way(groups, weight * best.max(axis=0) + (1 - weight) * best.mean(axis=0), pair_with)


def _sought(index: Index, group: int) -> _Way:
    """What every group seeks of what this one offers."""
    offers = index.of_group(group, Kind.OFFER)
    said = index.against_all(offers, Kind.SEEK)
    if not offers or not len(said.groups):
        return _nothing()
    matrix = said.matrix - (index.weights.hubness * said.mine).astype(np.float32)[:, None]
    best = matrix.max(axis=0)
    groups, starts = np.unique(said.groups, return_index=True)

    def pair_with(other: int) -> Pair | None:
        columns = np.flatnonzero(said.groups == other)
        if not len(columns):
            return None
        row, at = divmod(int(matrix[:, columns].argmax()), len(columns))
        return Pair(int(said.numbers[columns[at]]), offers[row], _said(matrix[row, columns[at]]))

    weight = np.float32(index.weights.best)
    mean = np.add.reduceat(best, starts) / np.diff([*starts, len(best)]).astype(np.float32)
    score = weight * np.maximum.reduceat(best, starts) + (1 - weight) * mean
    return _Way(groups, np.asarray(score, np.float32), pair_with)


def _nothing() -> _Way:
    return _Way(np.zeros(0, np.int64), np.zeros(0, np.float32), lambda _other: None)


def _spread(way: _Way, groups: NDArray[np.int64]) -> Matrix:
    """A direction's scores in the order of ``groups``."""
    scores = np.full(len(groups), NOTHING, np.float32)
    if len(way.groups):
        at = np.minimum(np.searchsorted(way.groups, groups), len(way.groups) - 1)
        there = way.groups[at] == groups
        scores[there] = way.score[at[there]]
    return scores


def _places_in_space(index: Index, groups: list[int]) -> Matrix:
    """One vector of length one for each group, of what it offers (or, where it offers nothing, seeks)."""
    columns: dict[int, int] = {}
    found = []
    for group in groups:
        kind = Kind.OFFER if index.of_group(group, Kind.OFFER) else Kind.SEEK
        rows = index.vectors_of(index.of_group(group, kind), kind)
        found.append(rows)
        for row, _ in rows:
            for feature in row:
                columns.setdefault(feature, len(columns))
    width = next((len(vector) for rows in found for _, vector in rows if vector is not None), 0)
    places = np.zeros((len(groups), len(columns) + width), np.float32)
    for at, rows in enumerate(found):
        for row, vector in rows:
            for feature, units in row.items():
                places[at, columns[feature]] += np.float32(index.weights.lexicon**0.5) * units
            if vector is not None:
                places[at, len(columns) :] += vector
    lengths = np.linalg.norm(places, axis=1, keepdims=True)
    return np.asarray(np.divide(places, lengths, out=np.zeros_like(places), where=lengths > 0), np.float32)
