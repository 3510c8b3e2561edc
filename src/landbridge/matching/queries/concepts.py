"""Concepts as staff look for them, and what became of one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landbridge.base.log import LogEntry
from landbridge.engine.matching.text import key_of
from landbridge.matching.models import Concept, ConceptTerm
from landbridge.matching.wording.history import SENTENCES
from landbridge.people.models import User

Status = Concept.Status


def concepts_sought(words: str, status: str) -> QuerySet[Concept]:
    """Concepts in a status that have a word in which these words stand, the latest decided first."""
    terms = ConceptTerm.objects.order_by("language", "-preferred", "pk")
    rows = Concept.objects.filter(status=status).prefetch_related(Prefetch("terms", terms))
    if words.strip():
        key = key_of(words)
        said = Q(term__icontains=words.strip()) | (Q(key__contains=key) if key else Q())
        rows = rows.filter(Exists(ConceptTerm.objects.filter(said, concept=OuterRef("pk"))))
    return rows.order_by("-pk")


def concept_counts() -> dict[str, int]:
    """How many concepts there are in each status."""
    return dict.fromkeys(Status.values, 0) | dict(
        Concept.objects.order_by().values_list("status").annotate(Count("pk"))
    )


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that was done to a concept: when, what, by whom (a name, or the other side), and why."""

    at: datetime
    what: str | Promise
    who: str | Promise
    reason: str


def history_of(concept: Concept, user: User, *, most: int = 30) -> list[Event]:
    """What became of a concept, the newest first. Of the other side's staff the side is named."""
    entries = LogEntry.objects.filter(
        app="matching", model="concept", object_id=str(concept.pk), verb__in=list(SENTENCES)
    )
    return list(_events(entries.select_related("by").order_by("-pk")[:most], user))


def _events(entries: QuerySet[LogEntry], user: User) -> Iterator[Event]:
    for entry in entries:
        by = entry.by
        who: str | Promise = _("Landbridge itself")
        if isinstance(by, User):
            who = by.name if by.side == user.side else by.get_side_display()
        what = SENTENCES[entry.verb]
        if entry.changes.get("restored"):
            what = _("Taken up again")
        yield Event(entry.at, what, who, entry.reason)
