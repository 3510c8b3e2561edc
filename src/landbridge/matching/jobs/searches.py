"""Kept searches looked up again: a few minutes after something changed, and every night."""

from __future__ import annotations

from datetime import timedelta

from landbridge.base.access import allowed
from landbridge.base.jobs import job
from landbridge.matching.actions.searches import note_found
from landbridge.matching.models import SavedSearch
from landbridge.matching.queries.searches import searches_due
from landbridge.matching.rules.searching import Can

#: So many organisations a kept search looks at.
MOST = 100


@job("matching.look_again", every=timedelta(minutes=3), timeout=900)
def look_again() -> int:
    """Look up what is due; gives how many organisations were new to somebody."""
    return sum(look_up(one) for one in searches_due())


def look_up(kept: SavedSearch) -> int:
    """Look one up as its owner would, in what they may see now; nothing for whoever may not search any more."""
    from landbridge.matching.forms.searching import again  # noqa: PLC0415 - loads the lexicon
    from landbridge.matching.planning.searching import search  # noqa: PLC0415

    if not allowed(kept.user, Can.KEEP_SEARCH, kept):
        return 0
    form = again(kept)
    found = search(kept.user, form.words, filters=form.filters, language=kept.language, most=MOST)
    return note_found(kept, [row.organisation.pk for row in found.rows])
