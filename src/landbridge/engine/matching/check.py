"""Searches and lists checked by plain loops that share no code with what made them but the rows they start from."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from landbridge.engine.matching.codes import shared_code
from landbridge.engine.matching.index import Hit, Index
from landbridge.engine.matching.market import Market
from landbridge.engine.matching.problem import Entry, Kind
from landbridge.engine.matching.recommend import Recommended
from landbridge.engine.matching.space import UNIT

#: Single precision over a handful of sums.
NEAR = 2e-5


def check_search(
    index: Index, question: Entry, hits: Sequence[Hit], *, allowed: Collection[int] | None = None, most: int = 50
) -> list[str]:
    """What is wrong with the offers found for ``question``, a seek of the index; nothing where all is right."""
    faults = []
    truth: dict[int, float] = {}
    for entry in index.entries():
        if entry.kind is Kind.OFFER and (allowed is None or entry.number in allowed):
            parts = _likenesses(index, question, entry)
            if max(parts) > 0:
                truth[entry.number] = _score(index, parts)
    hub = {hit.number: hit.hubness for hit in hits}
    for hit in hits:
        if hit.number not in truth:
            faults.append(f"{hit.number} may not be found")
        elif abs(truth[hit.number] - index.weights.hubness * hit.hubness - hit.score) > NEAR:
            faults.append(f"{hit.number} scores {truth[hit.number]} less hubness, not {hit.score}")
    if [hit.number for hit in hits] != [hit.number for hit in sorted(hits, key=lambda hit: (-hit.score, hit.number))]:
        faults.append("the order is wrong")
    if len(hits) != len(hub) or len(hits) != min(most, len(truth)):
        faults.append(f"{len(hits)} are found of {len(truth)}")
    return faults


def check_list(
    index: Index,
    market: Market,
    group: int,
    listed: Sequence[Recommended],
    *,
    allowed: Collection[int] | None = None,
    caps: Mapping[int, int] | None = None,
    length: int = 10,
) -> list[str]:
    """What is wrong with a list without newcomers for ``group``; nothing where all is right.

    Exclusions and caps hold, fits and net worth are what the scores say, nobody stands in it twice, it is as long as
    it can be, and it begins with the best; further down, variety may prefer others.
    """
    side = 0 if group in market.sides[0] else 1
    full = {other for other, left in (caps or {}).items() if left <= 0}
    fits: dict[int, float] = {}
    for other in market.sides[1 - side]:
        if (allowed is None or other in allowed) and other not in full:
            fit = _fit(index, market, group, other, side)
            if fit > 0:
                fits[other] = fit
    faults = []
    for one in listed:
        if one.group not in fits:
            faults.append(f"{one.group} may not be listed")
        elif abs(fits[one.group] - one.fit) > NEAR or abs(one.fit - market.price[one.group] - one.net) > NEAR:
            faults.append(f"{one.group} fits {fits[one.group]}, not {one.fit}")
    if len({one.group for one in listed}) != len(listed):
        faults.append("a group is listed twice")
    if len(listed) != min(length, len(fits)):
        faults.append(f"{len(listed)} are listed of {len(fits)}")
    best = max((fit - market.price[other] for other, fit in fits.items()), default=0.0)
    if listed and abs(listed[0].net - best) > NEAR:
        faults.append("the list does not begin with the best")
    return faults


def _fit(index: Index, market: Market, mine: int, theirs: int, side: int) -> float:
    there = _share(index, market, mine, theirs, side)
    back = _share(index, market, theirs, mine, 1 - side)
    if there <= 0 or back <= 0:
        return there or back
    return (there + back) / 2 if index.weights.power == 1 else _power_mean(there, back, index.weights.power)


def _power_mean(one: float, other: float, power: float) -> float:
    return math.sqrt(one * other) if power == 0 else float(((one**power + other**power) / 2) ** (1 / power))


def _share(index: Index, market: Market, seeker: int, offerer: int, side: int) -> float:
    """How well what ``offerer`` offers answers what ``seeker`` seeks, on the curve of the seeker's side."""
    entries = index.entries()
    seeks = [entry for entry in entries if entry.group == seeker and entry.kind is Kind.SEEK]
    offers = [entry for entry in entries if entry.group == offerer and entry.kind is Kind.OFFER]
    if not seeks or not offers:
        return 0.0
    best = [
        max(
            _score(index, _likenesses(index, seek, offer))
            - index.weights.hubness * market.hubness.get(offer.number, 0.0)
            for offer in offers
        )
        for seek in seeks
    ]
    score = index.weights.best * max(best) + (1 - index.weights.best) * sum(best) / len(best)
    curve = market.curves[side]
    return 1 / (1 + math.exp(-curve.slope * (score - curve.centre)))


def _likenesses(index: Index, seek: Entry, offer: Entry) -> tuple[float, float, float]:
    [(row, vector)] = index.vectors_of([seek.number], Kind.SEEK)
    [(other_row, other_vector)] = index.vectors_of([offer.number], Kind.OFFER)
    dense = 0.0
    if vector is not None and other_vector is not None:
        dense = sum(float(one) * float(other) for one, other in zip(vector, other_vector, strict=True)) / UNIT**2
    lexical = sum(units * other_row.get(feature, 0.0) for feature, units in row.items()) / UNIT**2
    return dense, lexical, shared_code(seek.codes, offer.codes)


def _score(index: Index, parts: tuple[float, float, float]) -> float:
    weights = index.weights
    return weights.dense * parts[0] + weights.lexicon * parts[1] + weights.code * parts[2]
