"""Reasons as they are kept with a recommendation: in the words of both texts, readable in three languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from landbridge.engine.matching.encoder import EncoderFailed, Vectors
from landbridge.engine.matching.index import Entry
from landbridge.engine.matching.problem import Kind
from landbridge.engine.matching.reasons import shared_words, similar_words
from landbridge.matching.planning.market import Best, Market
from landbridge.matching.queries.terms import names_of_concepts

#: Less than this is not worth a sentence.
LITTLE, POPULAR = 0.005, 0.1
MOST_WORDS = 8


def reasons_of(
    market: Market, organisation: int, other: int, *, price: float, explored: bool, before: Mapping[str, Any]
) -> dict[str, Any]:
    """Both directions and what lowered the place.

    :param before: reasons kept earlier by the same lexicon; a direction between the same texts is taken from there.
    :returns: ``{"there": way, "back": way, "lowered": [{"by", "much"}]}``; a way is None, or ``{"seek": end, "offer":
        end, "shared": [...], "similar": [...], "codes": [...]}``, an end ``{"item", "text", "language"}``.
    """
    pairs = {"there": market.best_pair(organisation, other), "back": market.best_pair(other, organisation)}
    lowered: list[dict[str, Any]] = []
    if (organisation, Kind.SEEK) not in market.of_firm:
        lowered.append({"by": "no_seek"})
    if (other, Kind.SEEK) not in market.of_firm:
        lowered.append({"by": "no_seek_there"})
    price = round(price - market.usual_price(market.sides[other]), 4)
    if abs(price) >= LITTLE:
        lowered.append({"by": "price" if price > 0 else "rare", "much": abs(price)})
    if pairs["there"] and pairs["there"].popularity >= POPULAR:
        lowered.append({"by": "popular"})
    if explored:
        lowered.append({"by": "explored"})
    if not market.has_vectors:
        lowered.append({"by": "no_encoder"})
    ways = {name: pair and _way(market, pair, before.get(name)) for name, pair in pairs.items()}
    return {**ways, "lowered": lowered}


def _way(market: Market, pair: Best, before: Mapping[str, Any] | None) -> dict[str, Any]:
    ends = {"seek": _end(pair.seek), "offer": _end(pair.offer)}
    if before and all(before[name] == end for name, end in ends.items()):
        return dict(before)
    seek, offer = pair.seek.text, pair.offer.text
    found = shared_words(seek, offer, market.index.lexicon, market.index.space)[:MOST_WORDS]
    names = names_of_concepts({concept for one in found for concept in one.concepts})
    shared = [
        {
            "seek": one.mine,
            "offer": one.theirs,
            "share": round(one.share, 4),
            "terms": [names[concept] for concept in one.concepts if concept in names],
            "seek_at": [list(span) for span in one.spans_mine],
            "offer_at": [list(span) for span in one.spans_theirs],
        }
        for one in found
    ]
    codes = sorted(set(pair.seek.codes) & set(pair.offer.codes))
    return {**ends, "shared": shared, "similar": _similar(market, seek, offer), "codes": codes}


def _similar(market: Market, seek: str, offer: str) -> list[dict[str, Any]]:
    """Words that only the encoder finds alike."""
    if not market.has_vectors:
        return []
    try:
        found = similar_words(seek, offer, lambda words: _encoded(market, words))
    except EncoderFailed:
        return []
    return [
        {"seek": one.mine, "offer": one.theirs, "likeness": round(one.likeness, 2)}
        for one in found
        if one.mine != one.theirs
    ]


def _encoded(market: Market, words: Sequence[str]) -> Vectors:
    vectors = market.encode(words)
    if vectors is None:
        raise EncoderFailed
    return vectors


def _end(entry: Entry) -> dict[str, Any]:
    return {"item": entry.number, "text": entry.text, "language": entry.language}
