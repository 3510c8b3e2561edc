"""What organisations are matched by: duplicates and blacklists are found by equal keys, without comparing all pairs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from landbridge.base.inventory import inventory
from landbridge.directory.models.organisations import Organisation


@inventory(none="id organisation key")
class MatchKey(models.Model):
    """One key of an organisation (``queries.matching.keys_of``); written with it, by ``actions.indexing``."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="match_keys")
    key = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "organisation"], name="one_match_key_each"),
        ]

    def __str__(self) -> str:
        return self.key
