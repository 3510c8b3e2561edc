"""The queue of unknown terms: what staff see of it, and what the counting goes through."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Concat

from landbridge.directory.models import Item, Organisation
from landbridge.matching.models import UnknownTerm
from landbridge.people.models import PersonName

#: A searched word may be anybody's name; it is shown once so many people looked for it, or a profile holds it.
ENOUGH = 2
State = UnknownTerm.State


def shown_terms() -> QuerySet[UnknownTerm]:
    """The unknown terms that staff may see."""
    return UnknownTerm.objects.filter(Q(in_profiles__gt=0) | Q(in_searches__gte=ENOUGH))


def queue(state: str, language: str = "") -> QuerySet[UnknownTerm]:
    """What waits, was answered or dismissed, by how often it is met."""
    rows = shown_terms().filter(state=state).select_related("concept")
    return rows.filter(language=language) if language else rows


def queue_counts() -> dict[str, int]:
    """How many there are in each state."""
    counted = shown_terms().order_by().values_list("state").annotate(Count("pk"))
    return dict.fromkeys(State.values, 0) | dict(counted)


def queued_keys() -> set[str]:
    """The keys of all terms of the queue, in whatever state they are."""
    return set(UnknownTerm.objects.values_list("key", flat=True))


def open_items() -> Iterator[tuple[int, str]]:
    """The organisation and the text of every open item of an organisation that is not merged away."""
    rows = Item.objects.filter(is_open=True, organisation__merged_into=None).order_by("pk")
    return rows.values_list("organisation_id", "text").iterator(chunk_size=2_000)


def is_a_name(text: str) -> bool:
    """Whether a word stands in the name of a person or of an organisation: it is no term then."""
    persons = PersonName.objects.annotate(one=Concat("family", "given"), other=Concat("given", Value(" "), "family"))
    organisations = Q(name_ko__icontains=text) | Q(name_zh__icontains=text) | Q(name_en__icontains=text)
    return (
        persons.filter(Q(one__icontains=text) | Q(other__icontains=text)).exists()
        or Organisation.objects.filter(organisations).exists()
    )
