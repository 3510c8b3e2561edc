"""What an agreement is found by, written anew whenever it changes: titles, number, bodies, texts; nobody's name."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import prefetch_related_objects

from landbridge.agreements.models import Agreement
from landbridge.agreements.queries.agreements import KIND
from landbridge.base.search.entries import index_many


def index_agreement(agreement: Agreement) -> None:
    """Let an agreement be found by what it is now, in the caller's transaction."""
    index_agreements([agreement])


def index_agreements(agreements: Sequence[Agreement]) -> None:
    """``index_agreement`` for many, in a few statements."""
    fresh = list(Agreement.objects.filter(pk__in=[one.pk for one in agreements]))
    prefetch_related_objects(fresh, "parties__body", "texts", "obligations")
    index_many(KIND, [(one.pk, *_words(one)) for one in fresh])


def _words(agreement: Agreement) -> tuple[str, str]:
    title = [agreement.title_ko, agreement.title_zh, agreement.title_en, agreement.number]
    body = [name for party in agreement.parties.all() for name in _names(party.body)]
    body += [name for one in agreement.obligations.all() for name in (one.title_ko, one.title_zh, one.title_en)]
    body += [text.body for text in agreement.texts.all()]
    return "\n".join(filter(None, title)), "\n".join(filter(None, body))


def _names(body: object) -> list[str]:
    return [str(getattr(body, name)) for name in ("name_ko", "name_zh", "name_en")]
