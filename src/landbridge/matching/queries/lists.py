"""Lists as their reader may see them now: what was recommended, less whom nobody is to be shown any more.

Of a list more places are kept than are shown, so that it stays full when one goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from landbridge.directory.models import Item
from landbridge.directory.queries.organisations import own_organisations, visible_organisations
from landbridge.matching.models import Recommendation
from landbridge.matching.queries.choices import not_shown
from landbridge.matching.queries.exclusions import excluded_pairs
from landbridge.people.models import User
from landbridge.people.rules import is_staff
from landbridge.programmes.models import Programme

#: So many are shown of a list; twice as many are kept.
SHOWN, KEPT = 10, 20


def visible_recommendations(user: User) -> QuerySet[Recommendation]:
    """The places of the lists of the organisations that somebody speaks for; of programmes only for staff.

    Exclusions are not looked at: ``shown_lists`` does.
    """
    rows = Recommendation.objects.filter(
        organisation__in=own_organisations(user).values("pk"), other__in=visible_organisations(user).values("pk")
    ).filter(other__is_blocked=False)
    if not is_staff(user):
        rows = rows.filter(programme=None)
    return rows.select_related("organisation", "other")


def shown_lists(
    organisations: Sequence[int], user: User, *, programme: Programme | None = None, most: int = SHOWN
) -> dict[int, list[Recommendation]]:
    """By organisation the best ``most`` places of its list that hold now, in the list's order.

    A place holds while the other is visible, wants to be shown and is excluded by neither, and while an offer and a
    need that it rests on still stand as they were compared.
    """
    rows = visible_recommendations(user).filter(organisation__in=organisations, programme=programme)
    return _holding(rows.order_by("organisation_id", "rank"), organisations, most)


def shown_list(organisation_id: int, user: User, *, most: int = SHOWN) -> list[Recommendation]:
    """The list of one organisation, of everybody on the other side, as far as it holds now."""
    return shown_lists([organisation_id], user, most=most).get(organisation_id, [])


def holds_now(place: Recommendation) -> bool:
    """Whether a visible place is one that may be shown, and leave in its reasons what still stands."""
    return bool(_holding([place], [place.organisation_id], 1).get(place.organisation_id))


def _holding(
    rows: Iterable[Recommendation], organisations: Sequence[int], most: int
) -> dict[int, list[Recommendation]]:
    places = list(rows)
    excluded, hidden = set(excluded_pairs(organisations)), not_shown()
    texts = _texts_now(places)
    lists: dict[int, list[Recommendation]] = {}
    for place in places:
        kept = lists.setdefault(place.organisation_id, [])
        if len(kept) == most or place.other_id in hidden or (place.organisation_id, place.other_id) in excluded:
            continue
        if place.other.side == place.organisation.side:
            continue
        place.reasons = _standing(place, texts)
        if place.reasons["there"] or place.reasons["back"]:
            kept.append(place)
    return lists


def _texts_now(places: Iterable[Recommendation]) -> dict[tuple[int, int], str]:
    """What the items of reasons say now, by their organisation and number; those that were closed are left out."""
    numbers = {
        way[end]["item"] for place in places for way in (place.reasons.get("there"), place.reasons.get("back")) if way
        for end in ("seek", "offer")
    }  # fmt: skip
    rows = Item.objects.filter(pk__in=numbers, is_open=True)
    return {
        (organisation, number): text for organisation, number, text in rows.values_list("organisation", "pk", "text")
    }


def _standing(place: Recommendation, texts: dict[tuple[int, int], str]) -> dict[str, object]:
    """The reasons of a place without the direction whose offer or need was changed since; the next list has it."""
    ends = {"there": ("organisation_id", "other_id"), "back": ("other_id", "organisation_id")}
    kept = dict(place.reasons)
    for name, (seeker, offerer) in ends.items():
        way = place.reasons.get(name)
        stands = way and all(
            texts.get((getattr(place, whose), way[end]["item"])) == way[end]["text"]
            for end, whose in (("seek", seeker), ("offer", offerer))
        )
        kept[name] = way if stands else None
    return kept
