"""Find what was indexed."""

from __future__ import annotations

from django.db import connection
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from landbridge.base.models import SearchEntry
from landbridge.base.search.entries import BREAK
from landbridge.base.search.full_text import HoldsInTitle, matching
from landbridge.base.search.tokens import asked


def found(kind: str, query: str) -> QuerySet[SearchEntry]:
    """The entries of a kind that hold every word of the query, best first; none for a query without a word.

    ``rank`` says how: 0, a name begins with the query; 1, the title holds all of it; 2, title and body together do.
    Both databases give the same rows in the same order. In a subquery: ``.values("object_id")``.
    """
    words = asked(query)
    if not words:
        return SearchEntry.objects.annotate(rank=Value(2, IntegerField())).none()
    rows = RawSQL(*matching(words))  # noqa: S611 — see matching
    return ranked(kind, query).filter(pk__in=rows).order_by("rank", "object_id")  # type: ignore[misc] # of ranked


def ranked(kind: str, query: str) -> QuerySet[SearchEntry]:
    """All entries of a kind with the ``rank`` they have if they hold the query's words; for rows known to do so."""
    words = asked(query)
    beginning = " ".join([BREAK, *(token for token, _ in words)])
    return SearchEntry.objects.filter(kind=kind).annotate(
        rank=Case(
            When(title__contains=beginning, then=Value(0)),
            When(_in_title(words), then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
    )


def _in_title(words: list[tuple[str, bool]]) -> Q | HoldsInTitle:
    if connection.vendor == "postgresql":
        return HoldsInTitle(words)
    return Q(pk__in=RawSQL(*matching(words, title=True)))  # noqa: S611 — gathered once by SQLite
