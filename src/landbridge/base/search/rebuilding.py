"""Write the index anew: after a restore, a new rule of the tokenizer, or any doubt."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from django.db import connection, transaction
from django.db.models import Model, QuerySet

from landbridge.base.models import SearchEntry
from landbridge.base.search.full_text import put_sql

BATCH = 500


def rebuild(kind: str, things: QuerySet[Model], index: Callable[[Sequence[Model]], None]) -> Iterator[int]:
    """Index all ``things`` anew, some hundreds a transaction, and forget entries of what is not among them.

    The site goes on meanwhile: a thing can be found before and after its batch, and what changes in between is indexed
    by its own action. Gives how many are done after each batch.
    """
    done, last = 0, 0
    while True:
        with transaction.atomic():
            # Locked, so that no change in between is overwritten by what was read before it.
            batch = list(things.filter(pk__gt=last).order_by("pk").select_for_update(of=("self",))[:BATCH])
            numbers = SearchEntry.objects.filter(kind=kind, object_id__gt=last)
            if batch:
                numbers = numbers.filter(object_id__lte=batch[-1].pk)
                index(batch)
            numbers.exclude(object_id__in=[thing.pk for thing in batch]).delete()
        if not batch:
            return
        done, last = done + len(batch), batch[-1].pk
        yield done


def remake_full_text() -> None:
    """Let the database make its full-text index over the entries anew."""
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in put_sql(connection.vendor):
            cursor.execute(statement)
