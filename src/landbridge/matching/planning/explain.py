"""How well two organisations fit now, whether or not one stands in the other's list."""

from __future__ import annotations

from landbridge.directory.models import Organisation
from landbridge.matching.models import Recommendation
from landbridge.matching.planning.market import market_now
from landbridge.matching.planning.why import reasons_of


def explained(one: Organisation, other: Organisation) -> Recommendation | None:
    """The place that ``other`` has for ``one``, not saved; None where one of them has nothing to compare."""
    market = market_now()
    if one.pk not in market.place or other.pk not in market.place:
        return None
    here, there = market.place[one.pk], market.place[other.pk]
    fit, price = round(market.fit_of(one.pk, other.pk), 4), round(float(market.prices[other.side][there]), 4)
    return Recommendation(
        organisation=one,
        other=other,
        rank=0,
        fit=fit,
        there=round(float(market.directions[one.side].share[here, there]), 4) or None,
        back=round(float(market.directions[other.side].share[there, here]), 4) or None,
        price=price,
        net=round(fit - price, 4),
        reasons=reasons_of(market, one.pk, other.pk, price=price, explored=False, before={}),
        builds=market.builds,
        is_fallback=not market.has_vectors,
    )
