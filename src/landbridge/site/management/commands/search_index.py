"""``landbridge search_index``: write anew what organisations, persons and agreements are found by."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from landbridge.agreements.actions.indexing import index_agreements
from landbridge.agreements.models import Agreement
from landbridge.agreements.queries.agreements import KIND as AGREEMENT
from landbridge.base.search.rebuilding import rebuild, remake_full_text
from landbridge.directory.actions.indexing import KIND, index_organisations
from landbridge.directory.models import Organisation
from landbridge.people.actions.names import index_person
from landbridge.people.models import Person


class Command(BaseCommand):
    """Rebuilds the search index, batch by batch, while the site goes on."""

    help = "Write the search index anew, batch by batch. The site can be used meanwhile."

    def handle(self, *_args: Any, verbosity: int = 1, **_options: Any) -> None:
        """Do it, and say how far it is."""
        remake_full_text()
        kinds = (
            (KIND, "organisations", Organisation.objects.filter(merged_into=None), index_organisations),
            ("person", "persons", Person.objects.filter(erased_at=None).prefetch_related("names"), _index_persons),
            (AGREEMENT, "agreements", Agreement.objects.all(), index_agreements),
        )
        for kind, plural, things, index in kinds:
            done = 0
            for done in rebuild(kind, things, index):  # type: ignore[arg-type] # each index takes its own things
                if verbosity and sys.stdout.isatty():
                    self.stdout.write(f"\r{done:,} {plural}", ending="")
            if verbosity:
                self.stdout.write(f"\r{done:,} {plural} can be found.")


def _index_persons(persons: Any) -> None:
    for person in persons:
        index_person(person)
