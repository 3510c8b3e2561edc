"""Lists written anew: the best partners on the other side for each organisation, with the reasons."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta

import numpy as np
from django.utils import timezone
from numpy.typing import NDArray

from landbridge.directory.models import Organisation
from landbridge.directory.rules import VERIFIED
from landbridge.engine.matching.listing import Listed, shortlist
from landbridge.engine.matching.mutual import Matrix
from landbridge.matching.actions.lists import keep_list
from landbridge.matching.models import Recommendation
from landbridge.matching.planning.market import Market, market_now
from landbridge.matching.planning.why import reasons_of
from landbridge.matching.queries.choices import not_shown
from landbridge.matching.queries.exclusions import excluded_pairs
from landbridge.matching.queries.lists import KEPT, SHOWN
from landbridge.people.models import Side
from landbridge.people.rules import OTHER_SIDE
from landbridge.programmes.models import Programme

NEW = timedelta(days=30)  #: so long an organisation may be shown out of turn
LOOKED_AT = 60  #: so many of the best are compared with each other, so that a list is not ten of a kind


def write_lists(
    *,
    organisations: Collection[int] | None = None,
    programme: Programme | None = None,
    written: Callable[[int], None] = lambda _done: None,
) -> int:
    """Write the lists of all organisations, or of some; of everybody on the other side, or of a programme's.

    :param organisations: with a programme, its participants. Where both sides take part, they are recommended to
        each other; otherwise each is recommended whoever fits on the other side.
    :param written: told after each list how many are done.
    :returns: how many places changed. The same rows and lexicon give the same lists, on every database.
    """
    one = next(iter(organisations)) if organisations is not None and len(organisations) == 1 else None
    market = market_now(one)
    levels, since = {}, timezone.now() - NEW
    newcomers = set()
    for number, level, at in Organisation.objects.filter(pk__in=market.place).values_list("pk", "level", "created_at"):
        levels[number] = level
        if at > since:
            newcomers.add(number)
    hidden, excluded = not_shown(), set(excluded_pairs(list(market.place)))
    changed = 0
    for done, number in enumerate(sorted(market.place if organisations is None else organisations), 1):
        side = next((one for one, members in market.members.items() if number in members), "")
        places: list[Recommendation] = []
        if side:
            others = market.members[OTHER_SIDE[side]]
            among = set(organisations or ()) & set(others) if programme else set()
            open_to = np.array(
                [one not in hidden and (number, one) not in excluded and (not among or one in among) for one in others],
                bool,
            )
            verified, new = (
                np.array(told, bool)
                for told in ([levels[one] >= VERIFIED for one in others], [one in newcomers for one in others])
            )
            places = _places(market, number, side, open_to=open_to, verified=verified, new=new)
            _explain(market, places, programme)
        changed += keep_list(number, places, programme=programme)
        written(done)
    # Who offers and seeks nothing any more has no list.
    if organisations is None and programme is None:
        left = Recommendation.objects.filter(programme=None).exclude(organisation__in=market.place)
        changed += left.delete()[0]
    return changed


def _places(
    market: Market,
    number: int,
    side: str,
    *,
    open_to: NDArray[np.bool_],
    verified: NDArray[np.bool_],
    new: NDArray[np.bool_],
) -> list[Recommendation]:
    """The best ``KEPT``, and after them as many verified ones as a company's own list wants."""
    other, at = OTHER_SIDE[side], market.place[number]
    fits = market.fits[at] if side == Side.HOST else market.fits[:, at]
    ways = [market.directions[one].share for one in (side, other)]
    price = market.prices[other]
    net = np.where(open_to & (fits > 0), np.round(fits - price, 6), -np.inf).astype(np.float32)
    listed = list(_shortlist(market, net, other, new=new))
    short = SHOWN - sum(bool(verified[one.number]) for one in listed)
    if short > 0:
        named = {one.number for one in listed}
        more = _shortlist(market, np.where(verified, net, -np.inf).astype(np.float32), other)
        listed += [one for one in more if one.number not in named][:short]
    return [
        Recommendation(
            organisation_id=number,
            other_id=market.members[other][one.number],
            rank=rank,
            fit=_said(fits[one.number]),
            there=_said(ways[0][at, one.number]) or None,
            back=_said(ways[1][one.number, at]) or None,
            price=_said(price[one.number]),
            net=_said(one.net),
            explored=one.explored,
        )
        for rank, one in enumerate(listed, 1)
    ]


def _shortlist(market: Market, net: Matrix, side: str, *, new: NDArray[np.bool_] | None = None) -> tuple[Listed, ...]:
    """The best of a side; of those that are shown first, one place in ten is for somebody ``new``."""
    able = np.flatnonzero(np.isfinite(net))
    ranked = able[np.lexsort((able, -net[able]))]
    # Where most are new, as in a directory's first weeks, nobody is a newcomer.
    newcomers = ranked[new[ranked]][:1] if new is not None and new.mean() < 0.5 else ranked[:0]
    pool = np.union1d(ranked[:LOOKED_AT], newcomers)
    if not len(pool):
        return ()
    among = market.among(pool, side)
    first = shortlist(net[pool], among, newcomers=np.searchsorted(pool, newcomers).tolist(), length=min(SHOWN, KEPT))
    named = {one.number for one in first}
    rest = [one for one in shortlist(net[pool], among, length=KEPT) if one.number not in named]
    return tuple(Listed(int(pool[one.number]), one.net, one.explored) for one in [*first, *rest][:KEPT])


def _explain(market: Market, places: list[Recommendation], programme: Programme | None) -> None:
    builds = market.builds
    rows = Recommendation.objects.filter(organisation__in={place.organisation_id for place in places})
    before = {row.other_id: row for row in rows.filter(programme=programme)}
    for place in places:
        old = before.get(place.other_id)
        place.programme, place.builds, place.is_fallback = programme, builds, not market.has_vectors
        place.reasons = reasons_of(
            market,
            place.organisation_id,
            place.other_id,
            price=place.price,
            explored=place.explored,
            before=old.reasons if old and old.builds == builds else {},
        )


def _said(value: float) -> float:
    """As it is kept: the same on every machine."""
    return round(float(value), 4)
