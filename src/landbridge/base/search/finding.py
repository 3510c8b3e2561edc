"""Find what was indexed."""

from __future__ import annotations

from django.db.models import BooleanField, Case, F, Func, IntegerField, QuerySet, Value, When

from landbridge.base.models import SearchEntry
from landbridge.base.search.entries import BREAK
from landbridge.base.search.full_text import holding
from landbridge.base.search.tokens import asked


def found(kind: str, query: str) -> QuerySet[SearchEntry]:
    """The entries of a kind that hold every word of the query, best first; none for a query without a word.

    ``rank`` says how: 0, a name begins with the query; 1, the title holds all of it; 2, title and body together do.
    Both databases give the same rows in the same order. In a subquery: ``.values("object_id")``.
    """
    words = asked(query)
    if not words:
        return SearchEntry.objects.annotate(rank=Value(2, IntegerField())).none()
    # Those that hold the words are looked at for their kind: an index of the kind would give half of all entries.
    is_kind = Func(
        F("kind"), Value(kind), arg_joiner=" = ", template="(%(expressions)s) IS TRUE", output_field=BooleanField()
    )
    entries = SearchEntry.objects.filter(is_kind)
    return _with_rank(entries, words).filter(holding(words)).order_by("rank", "object_id")  # type: ignore[misc] # of _with_rank


def ranked(kind: str, query: str) -> QuerySet[SearchEntry]:
    """All entries of a kind with the ``rank`` they have if they hold the query's words; for rows known to do so."""
    return _with_rank(SearchEntry.objects.filter(kind=kind), asked(query))


def _with_rank(entries: QuerySet[SearchEntry], words: list[tuple[str, bool]]) -> QuerySet[SearchEntry]:
    beginning = " ".join([BREAK, *(token for token, _ in words)])
    return entries.annotate(
        rank=Case(
            When(title__contains=beginning, then=Value(0)),
            When(holding(words, title=True), then=Value(1)),
            default=Value(2),
            output_field=IntegerField(),
        )
    )
