"""Write what can be found, and forget it, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable

from landbridge.base.models import SearchEntry
from landbridge.base.search.tokens import tokens

BREAK = "|"  # begins each name in a title; no token holds it


def index(kind: str, object_id: int, *, title: str, body: str = "") -> None:
    """Let a thing be found by the words of ``title``, which weigh more, and of ``body``; what it was found by is gone.

    A title of several names has each on a line of its own: a query that one of them begins with comes first.
    """
    index_many(kind, [(object_id, title, body)])


def index_many(kind: str, things: Iterable[tuple[int, str, str]]) -> None:
    """``index`` for many things, each its number, title and body, in one statement a few hundred."""
    SearchEntry.objects.bulk_create(
        [entry_of(kind, *thing) for thing in things],
        batch_size=200,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["title", "body"],
    )


def forget(kind: str, object_id: int) -> None:
    """Let a thing no longer be found."""
    SearchEntry.objects.filter(kind=kind, object_id=object_id).delete()


def entry_of(kind: str, object_id: int, title: str, body: str) -> SearchEntry:
    """The row of a thing, not yet saved."""
    names = [" ".join([BREAK, *tokens(line)]) for line in title.splitlines() if line.strip()]
    # Each word once: nothing asks where in a body it stands.
    words = " ".join(dict.fromkeys(tokens(body)))
    return SearchEntry(kind=kind, object_id=object_id, title=" ".join(names), body=words)
