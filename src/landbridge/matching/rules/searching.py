"""Who may search: whoever sees organisations, and finds among those. A kept search is its owner's."""

from __future__ import annotations

from enum import StrEnum

import rules

from landbridge.base.access import predicate
from landbridge.matching.models import SavedSearch
from landbridge.people.models import Role, User
from landbridge.people.rules import has_role, is_staff


class Can(StrEnum):
    """What can be done with searches."""

    SEARCH = "matching.search"
    KEEP_SEARCH = "matching.keep_search"


@predicate
def is_owner(user: User, search: SavedSearch | None = None) -> bool:
    """Keeps this search."""
    return search is None or search.user_id == user.pk


rules.add_perm(Can.SEARCH, is_staff | has_role(Role.COMPANY))
rules.add_perm(Can.KEEP_SEARCH, (is_staff | has_role(Role.COMPANY)) & is_owner)
