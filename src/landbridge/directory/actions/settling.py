"""What follows from many organisations added or changed together: an import's batch."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from landbridge.directory.actions.checks import check_blacklist_of
from landbridge.directory.actions.duplicates import find_duplicates_of
from landbridge.directory.actions.indexing import index_organisations
from landbridge.directory.models import DuplicatePair, Organisation
from landbridge.people.models import User


@transaction.atomic
def settle(organisations: Sequence[Organisation], *, by: User | None) -> list[DuplicatePair]:
    """Index, look up in the blacklists and compare organisations that were saved with ``settle=False``.

    Gives the pairs that were found. A few statements for every few hundred organisations.
    """
    index_organisations(organisations)
    check_blacklist_of(organisations, by=by)
    return find_duplicates_of(organisations)
