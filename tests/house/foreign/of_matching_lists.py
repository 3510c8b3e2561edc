"""What is private of recommendations: a list is its own side's."""

from __future__ import annotations

from django.utils import timezone

from landbridge.matching.models import Exclusion, Recommendation
from landbridge.people.models import User
from landbridge.people.rules import OTHER_SIDE
from tests.directory.facts import made
from tests.house.foreign.make import Make
from tests.programmes.rows import a_firm, a_programme


def a_place(user: User) -> Recommendation:
    """Somebody recommended to an organisation of a manager's side."""
    one, other = made(user, name_en="Ash"), a_firm(OTHER_SIDE[user.side], "Birch", level=2)
    return Recommendation.objects.create(
        organisation=one, other=other, rank=1, fit=0.5, net=0.5, reasons={}, made_at=timezone.now()
    )


def an_exclusion(user: User) -> Exclusion:
    """What an organisation of a manager's side said of another."""
    one, other = made(user, name_en="Ash"), a_firm(OTHER_SIDE[user.side], "Birch", level=2)
    return Exclusion.objects.create(kind="never_meet", organisation=one, other=other, by=user)


FOREIGN: dict[str, Make] = {
    route: lambda user: {"organisation_id": made(user, name_en="Ash").pk}
    for route in ("matching:matches", "matching:organisation_exclude", "matching:choice")
}
FOREIGN |= {
    route: lambda user: {"match_id": a_place(user).pk} for route in ("matching:match", "matching:match_exclude")
}
FOREIGN |= {
    f"matching:{route}": lambda user: {"programme_id": a_programme(user.side, is_joint=False).pk}
    for route in ("programme_matches", "programme_ask", "programme_export")
}
FOREIGN["matching:exclusion_undo"] = lambda user: {"exclusion_id": an_exclusion(user).pk}

NOT_FOREIGN: dict[str, str] = {}
