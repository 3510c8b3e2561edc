"""Organisations that one about to be entered may be, told before it is."""

from __future__ import annotations

from django.db.models import Q

from landbridge.directory.models import DuplicatePair, Organisation
from landbridge.directory.queries.matching import Likely, likely_the_same

MOST = 5


def similar_to(draft: Organisation) -> list[Likely]:
    """The likeliest of the draft's own side, the likeliest first. The draft need not be saved.

    Those it stands in a pair with are left out: they wait for a decision elsewhere, or one was made.
    """
    found = likely_the_same([draft])[draft.pk]
    if draft.pk:
        pairs = DuplicatePair.objects.filter(Q(one=draft.pk) | Q(other=draft.pk)).values_list("one_id", "other_id")
        paired = {number for pair in pairs for number in pair}
        found = [one for one in found if one.other.pk not in paired]
    return sorted(found, key=lambda one: -one.score)[:MOST]
