"""Who is not shown to whom, as it stands now.

An organisation that was merged into another is that one: what it said holds for the one that was kept, and what was
said of it, too; when the merge is undone, both go their own ways again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from landbridge.base.access import allowed
from landbridge.directory.models import Organisation
from landbridge.directory.queries.organisations import own_organisations
from landbridge.matching.models import Exclusion
from landbridge.matching.rules.lists import Can
from landbridge.people.models import User


def excluded_pairs(organisations: Collection[int]) -> Iterator[tuple[int, int]]:
    """``(one, other)`` for each other that is not to be shown to one of some current organisations."""
    wanted = frozenset(organisations)
    said = Q(organisation__in=wanted) | Q(organisation__merged_into__in=wanted)
    heard = Q(other__in=wanted) | Q(other__merged_into__in=wanted)
    rows = Exclusion.objects.filter(said | (heard & Q(kind__in=Exclusion.MUTUAL)), undone_at=None)
    for kind, one, other in rows.values_list("kind", *_BOTH.values()).order_by("pk"):
        if one in wanted:
            yield one, other
        if kind in Exclusion.MUTUAL and other in wanted:
            yield other, one


def excluded_from(organisations: Collection[int]) -> set[int]:
    """The numbers of those that are not to be shown to some current organisations, taken together.

    "Never meet" and "competitor" hold whoever of the two said it; "not for us" only for who said it.
    """
    return {other for _one, other in excluded_pairs(organisations)}


def exclusions_of(organisation: Organisation) -> QuerySet[Exclusion]:
    """What an organisation said and did not take back, the latest first. Never what others said of it."""
    return _standing().filter(Q(organisation=organisation) | Q(organisation__merged_into=organisation))


def changeable_exclusions(user: User) -> QuerySet[Exclusion]:
    """What somebody may take back: what the organisations said for which they may speak."""
    if not allowed(user, Can.SAY_EXCLUSION):
        return Exclusion.objects.none()
    own = own_organisations(user).values("pk")
    return _standing().filter(Q(organisation__in=own) | Q(organisation__merged_into__in=own))


def _standing() -> QuerySet[Exclusion]:
    rows = Exclusion.objects.filter(undone_at=None)
    return rows.select_related("organisation__merged_into", "other__merged_into", "by")


_BOTH = {name: Coalesce(f"{name}__merged_into", name) for name in ("organisation", "other")}
