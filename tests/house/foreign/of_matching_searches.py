"""A kept search is its owner's, and a published table of codes everybody's."""

from __future__ import annotations

from landbridge.matching.models import SavedSearch
from tests.directory.facts import made
from tests.house.foreign.make import Make

FOREIGN: dict[str, Make] = {
    f"matching:{route}": lambda user: {
        "search_id": SavedSearch.objects.create(user=user, name="Ash", words="ash", language="en").pk
    }
    for route in ("saved_search", "saved_results", "search_seen", "search_remove")
}
FOREIGN["matching:codes_proposed"] = lambda user: {
    "organisation_id": made(user, name_en="Ash").pk,
    "scheme": "hs",
}
NOT_FOREIGN = {
    f"matching:{route}": "published tables are one for both sides" for route in ("codes_use", "codes_remove")
}
