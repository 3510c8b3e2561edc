"""Reasons as they are kept with a recommendation: in the words of both texts, readable in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from landbridge.engine.matching.mutual import HUBNESS
from landbridge.engine.matching.reasons import shared_words
from landbridge.engine.matching.text import fold
from landbridge.matching.planning.market import Entry, Market
from landbridge.matching.queries.terms import names_of_concepts
from landbridge.people.rules import OTHER_SIDE

#: Less than this is not worth a sentence.
LITTLE, POPULAR = 0.005, 0.1
MOST_WORDS = 8


def reasons_of(
    market: Market, organisation: int, other: int, side: str, *, price: float, explored: bool, before: Mapping[str, Any]
) -> dict[str, Any]:
    """Both directions and what lowered the place.

    :param side: of ``organisation``.
    :param before: reasons kept earlier by the same lexicon; a direction between the same texts is taken from there.
    :returns: ``{"there": way, "back": way, "lowered": [{"by", "much"}]}``; a way is None, or ``{"seek": end, "offer":
        end, "shared": [...], "similar": [...], "codes": [...]}``, an end ``{"item", "text", "language"}``.
    """
    pairs = {
        "there": market.best_pair(organisation, other, side),
        "back": market.best_pair(other, organisation, OTHER_SIDE[side]),
    }
    lowered: list[dict[str, Any]] = []
    seeks = {
        one.organisation for one in market.entries if one.kind == "seek" and one.organisation in {organisation, other}
    }
    if organisation not in seeks:
        lowered.append({"by": "no_seek"})
    if other not in seeks:
        lowered.append({"by": "no_seek_there"})
    price = round(price - market.usual_price(OTHER_SIDE[side]), 4)
    if abs(price) >= LITTLE:
        lowered.append({"by": "price" if price > 0 else "rare", "much": abs(price)})
    if pairs["there"] and HUBNESS * pairs["there"][2] >= POPULAR:
        lowered.append({"by": "popular"})
    if explored:
        lowered.append({"by": "explored"})
    ways = {name: pair and _way(market, *pair[:2], before.get(name)) for name, pair in pairs.items()}
    return {**ways, "lowered": [*lowered, {"by": "no_encoder"}]}


def _way(market: Market, seek: Entry, offer: Entry, before: Mapping[str, Any] | None) -> dict[str, Any]:
    ends = {"seek": _end(seek), "offer": _end(offer)}
    if before and all(before[name] == end for name, end in ends.items()):
        return dict(before)
    found = shared_words(seek.text, offer.text, market.lexicon, market.space)[:MOST_WORDS]
    names = names_of_concepts({concept for one in found for concept in one.concepts})
    shared = [
        {
            "seek": one.mine,
            "offer": one.theirs,
            "share": round(one.share, 4),
            "terms": [names[concept] for concept in one.concepts if concept in names],
            "seek_at": _places(seek.text, one.mine),
            "offer_at": _places(offer.text, one.theirs),
        }
        for one in found
    ]
    codes = sorted(set(seek.codes) & set(offer.codes))
    return {**ends, "shared": shared, "similar": [], "codes": codes}


def _end(entry: Entry) -> dict[str, Any]:
    return {"item": entry.item, "text": entry.text, "language": entry.language}


def _places(text: str, word: str) -> list[list[int]]:
    """Where a folded word stands in a text; nowhere, where folding changed its length."""
    folded = fold(text)
    at = folded.find(word) if len(folded) == len(text) else -1
    return [[at, at + len(word)]] if at >= 0 else []
