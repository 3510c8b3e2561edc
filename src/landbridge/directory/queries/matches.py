"""Which organisations hold the words of a search, asked once for all that a list needs to know.

A list is counted and read, and both begin with the same matches. To find them is most of the work, so some thousands
are gathered and go back to the database as one value; only where there are more does it find them again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.db.models.expressions import RawSQL

from landbridge.base.models import SearchEntry
from landbridge.base.search.finding import found

KIND = "organisation"  # as the search names it
GATHERED = 5_000  # more numbers than that cost more to send than to find again


@dataclass(frozen=True, slots=True)
class Matches:
    """What was found: all of it, or the first ``GATHERED`` and one."""

    words: str
    numbers: list[int]

    @property
    def are_all(self) -> bool:
        """Whether nothing else matches."""
        return len(self.numbers) <= GATHERED

    def found_again(self) -> QuerySet[SearchEntry, int]:
        """All of them, as a subquery."""
        return matching(self.words)


def gather(words: str) -> Matches:
    """The matches of ``words``; none for words of nothing but signs."""
    return Matches(words, list(matching(words)[: GATHERED + 1]))


def matching(words: str) -> QuerySet[SearchEntry, int]:
    """The numbers of the organisations that hold ``words``, seen or unseen, in no order."""
    return found(KIND, words).order_by().values_list("object_id", flat=True)


def among(numbers: list[int]) -> RawSQL:
    """What a number is ``__in`` if it is one of ``numbers``: they go to the database as one value, however many.

    As a subquery: PostgreSQL would otherwise read the organisations in the order of their names until a page is full,
    and names that begin alike stand together, perhaps all at the end.
    """
    if connection.vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(numbers)])
    return RawSQL("SELECT unnest(%s::bigint[])", [numbers])


def listed(numbers: list[int]) -> Func:
    """Whether a row's number is one of ``numbers``, asked row by row; on PostgreSQL, which hashes them once.

    For a list read in its order until a page is full: the database sees how soon that will be, and reads so.
    """
    return Func(
        F("pk"),
        Value(numbers),
        template="%(expressions)s::bigint[])",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )
