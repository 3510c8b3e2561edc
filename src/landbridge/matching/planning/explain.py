"""How well two organisations fit now, whether or not one stands in the other's list."""

from __future__ import annotations

from landbridge.directory.models import Organisation
from landbridge.matching.models import Recommendation
from landbridge.matching.planning.lexicon import current_lexicon
from landbridge.matching.planning.market import Market, entries_now
from landbridge.matching.planning.why import reasons_of
from landbridge.people.rules import OTHER_SIDE


def explained(one: Organisation, other: Organisation) -> Recommendation | None:
    """The place that ``other`` has for ``one``, not saved; None where one of them has nothing to compare."""
    market = Market(entries_now(), current_lexicon())
    if one.pk not in market.place or other.pk not in market.place:
        return None
    here, there = market.place[one.pk], market.place[other.pk]
    fit = market.fits[here, there] if one.side == "host" else market.fits[there, here]
    price = round(float(market.prices[other.side][there]), 4)
    return Recommendation(
        organisation=one,
        other=other,
        rank=0,
        fit=round(float(fit), 4),
        there=round(float(market.directions[one.side].share[here, there]), 4) or None,
        back=round(float(market.directions[OTHER_SIDE[one.side]].share[there, here]), 4) or None,
        price=price,
        net=round(float(fit) - price, 4),
        reasons=reasons_of(market, one.pk, other.pk, one.side, price=price, explored=False, before={}),
        builds={"lexicon": market.lexicon.build, "encoder": ""},
        is_fallback=True,
    )
