"""Whom an organisation should meet, for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_noop
from ninja import Router, Schema

from landbridge.directory.queries.organisations import own_organisations
from landbridge.matching.queries.lists import shown_list
from landbridge.matching.rules.lists import Can
from landbridge.people.api.door import actor, opens
from landbridge.people.rules import Scope

router = Router(tags=["matching"])


class MatchOut(Schema):
    """One place of the list. ``there`` is what the other offers to what is sought, ``back`` the other way; 0 to 1.

    ``reasons`` has both directions with the texts and the words they have in common, and what lowered the place;
    ``builds`` what it was computed with.
    """

    rank: int
    organisation: int
    name_ko: str
    name_zh: str
    name_en: str
    level: int
    fit: float
    there: float | None
    back: float | None
    price: float
    explored: bool
    is_fallback: bool
    reasons: dict[str, Any]
    builds: dict[str, str]


@router.get(
    "/organisations/{int:organisation_id}/matches",
    url_name="matches",
    summary=gettext_noop("Read whom an organisation should meet"),
    **opens(Scope.ORGANISATIONS_READ, can=Can.SEE_LIST, answer=list[MatchOut]),
)
def matches(request: HttpRequest, organisation_id: int) -> list[MatchOut]:
    """The list of one of one's own organisations, the best first."""
    user = actor(request)
    organisation = get_object_or_404(own_organisations(user), pk=organisation_id)
    return [
        MatchOut(
            rank=rank,
            organisation=place.other_id,
            name_ko=place.other.name_ko,
            name_zh=place.other.name_zh,
            name_en=place.other.name_en,
            level=place.other.level,
            fit=place.fit,
            there=place.there,
            back=place.back,
            price=place.price,
            explored=place.explored,
            is_fallback=place.is_fallback,
            reasons=place.reasons,
            builds=place.builds,
        )
        for rank, place in enumerate(shown_list(organisation.pk, user), 1)
    ]
