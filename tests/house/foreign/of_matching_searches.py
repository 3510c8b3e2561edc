"""A kept search is its owner's, and a published table of codes everybody's."""

from __future__ import annotations

from landbridge.matching.models import SavedSearch
from tests.house.foreign.make import Make

FOREIGN: dict[str, Make] = {
    f"matching:{route}": lambda user: {
        "search_id": SavedSearch.objects.create(user=user, name="Ash", words="ash", language="en").pk
    }
    for route in ("saved_search", "saved_results", "search_seen", "search_remove")
}
NOT_FOREIGN: dict[str, str] = {}
