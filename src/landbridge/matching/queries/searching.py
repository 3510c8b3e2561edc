"""Whom a search may find, and the open offers and needs of theirs.

Nothing here widens what a reader may see: it begins at the directory's own list. A company is further not shown whom
it excluded or who excluded it, nor those of the other side who do not wish to be shown to companies.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from landbridge.directory.models import Item, Organisation
from landbridge.directory.queries.lists import Sought, organisations_sought
from landbridge.directory.queries.organisations import own_organisations
from landbridge.matching.queries.choices import not_shown
from landbridge.matching.queries.exclusions import excluded_from
from landbridge.people.models import Role, User

#: Both directions; a search may ask for one.
KINDS = (Item.Kind.OFFER, Item.Kind.SEEK)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a search is narrowed to; an empty part narrows nothing. ``what``: offer, seek, or both if empty."""

    side: str = ""
    kind: str = ""
    country: str = ""
    region: str = ""
    level: str = ""
    industry: str = ""
    what: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of items that count."""
        return (self.what,) if self.what else KINDS

    @property
    def sought(self) -> Sought:
        """The same for the directory's list, which knows nothing of items."""
        return Sought(
            side=self.side,
            kind=self.kind,
            country=self.country,
            region=self.region,
            level=self.level,
            industry=self.industry,
        )


def findable(user: User, filters: Filters) -> QuerySet[Organisation]:
    """The organisations that a reader's search may find, in no order."""
    rows = organisations_sought(user, filters.sought)
    if user.role != Role.COMPANY:
        return rows
    own = set(own_organisations(user).values_list("pk", flat=True))
    hidden = excluded_from(own) - own
    shy = not_shown()
    return rows.exclude(pk__in=hidden).exclude(~Q(side=user.side) & Q(pk__in=shy))


def is_narrowed(user: User, filters: Filters) -> bool:
    """Whether ``findable`` leaves anybody out."""
    return user.role == Role.COMPANY or filters.sought != Sought()


def open_items(organisations: QuerySet[Organisation], kinds: Collection[str]) -> QuerySet[Item]:
    """What some organisations offer or seek now."""
    return Item.objects.filter(organisation__in=organisations.values("pk"), is_open=True, kind__in=kinds).order_by("pk")
