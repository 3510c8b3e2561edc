"""What can be found."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from landbridge.base.inventory import inventory


@inventory(none="id kind object_id title body")
class SearchEntry(models.Model):
    """One thing that can be found, as tokens (``base.search``): words, and pairs of neighbouring CJK characters.

    SQLite indexes it with FTS5, PostgreSQL with a tsvector; both indexes are made by a migration and kept by
    triggers. ``title`` weighs more than ``body``.
    """

    kind = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="one_search_entry_each"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
