"""What an erasure would touch: the rows of a person, found by walking the inventory, and who may not be erased now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from landbridge.base.inventory import Classified, Holds, OnErasure, classified
from landbridge.people.models import ConsentEvent, ErasureRun, LegalHold, Person, SubjectRequest, User
from landbridge.people.rules import OTHER_SIDE

#: What is emptied at an erasure.
EMPTIED = (Holds.PERSONAL, Holds.SENSITIVE, Holds.WITHHELD)
#: After this a rehearsal says little of what an erasure would do.
FRESH = timedelta(days=1)


def about_people() -> list[Classified]:
    """The inventory of all models whose rows lead to a person, in a stable order."""
    return [classified[label] for label in sorted(classified) if classified[label].subject]


def addresses_of(person: Person) -> list[str]:
    """The e-mail addresses a person is known by: their own and their account's."""
    said = {person.email, person.user.email if person.user else ""}
    return sorted(address for address in said if address)


def rows_of(entry: Classified, person: Person, addresses: Iterable[str]) -> QuerySet[Any]:
    """The rows of a model about a person: tied to them, or tied to nobody yet and under one of their addresses."""
    about = Q(**{entry.subject: person.pk})
    if entry.address:
        untied = Q(**{f"{entry.subject.partition('__')[0]}__isnull": True})
        for address in addresses:
            about |= untied & Q(**{f"{entry.address}__iexact": address})
    return entry.model._default_manager.filter(about)  # noqa: SLF001 - Django's public way to a model's manager


def rows_to_erase(entry: Classified, person: Person, addresses: Iterable[str]) -> QuerySet[Any]:
    """The rows of a model that an erasure touches: those about the person, and others' whose words name them."""
    rows = rows_of(entry, person, addresses)
    if not entry.mentions:
        return rows
    every = entry.model._default_manager  # noqa: SLF001 - Django's public way to a model's manager
    naming = every.filter(**{entry.mentions: person.pk})
    return every.filter(Q(pk__in=rows.values("pk")) | Q(pk__in=naming.values("pk")))


def count_rows(person: Person) -> Counter[str]:
    """How many rows of each model an erasure of a person would delete or empty."""
    addresses = addresses_of(person)
    counts: Counter[str] = Counter()
    for entry in about_people():
        if entry.on_erasure is not OnErasure.KEEP:
            counts[entry.model._meta.label] = rows_to_erase(entry, person, addresses).count()  # noqa: SLF001
    return +counts


def kept_at_erasure() -> dict[str, str]:
    """The models whose rows the law wants kept, and why."""
    kept = (entry for entry in about_people() if entry.on_erasure is OnErasure.KEEP)
    return {entry.model._meta.label: entry.because for entry in kept}  # noqa: SLF001


def open_holds() -> QuerySet[LegalHold]:
    """The holds that keep somebody from being erased today."""
    return LegalHold.objects.filter(lifted_at=None).filter(Q(until=None) | Q(until__gte=timezone.now().date()))


def held_among(numbers: Iterable[int]) -> set[int]:
    """Those of the persons, by number, who are under a hold."""
    return set(open_holds().filter(person__in=list(numbers)).values_list("person_id", flat=True))


def inactive_persons(side: str, before: datetime) -> QuerySet[Person]:
    """The persons of a side whom nothing was heard of since: no change, no sign-in, no answer, no request."""
    answered = ConsentEvent.objects.filter(person=OuterRef("pk"), at__gte=before)
    asked = SubjectRequest.objects.filter(person=OuterRef("pk")).filter(Q(state="open") | Q(asked_at__gte=before))
    return Person.objects.filter(
        Q(user=None) | Q(user__last_login=None, user__created_at__lt=before) | Q(user__last_login__lt=before),
        ~Exists(answered),
        ~Exists(asked),
        side=side,
        erased_at=None,
        updated_at__lt=before,
    ).order_by("pk")


def is_fresh(rehearsal: ErasureRun) -> bool:
    """Whether an erasure may follow a rehearsal now."""
    return (
        rehearsal.is_dry
        and rehearsal.state == ErasureRun.State.DONE
        and bool(rehearsal.people)
        and rehearsal.started_at > timezone.now() - FRESH
    )


def visible_runs(user: User) -> QuerySet[ErasureRun]:
    """The erasures and rehearsals of a side, for its staff."""
    if user.side not in OTHER_SIDE:
        return ErasureRun.objects.none()
    return ErasureRun.objects.filter(side=user.side).select_related("asked_by", "run")


def proposals(side: str) -> QuerySet[ErasureRun]:
    """The rehearsals that the house made by itself, wait for a manager, and are still fresh."""
    return ErasureRun.objects.filter(
        side=side,
        is_dry=True,
        asked_by=None,
        state=ErasureRun.State.DONE,
        run=None,
        started_at__gt=timezone.now() - FRESH,
    ).exclude(people=[])


def erased_so_far(run: ErasureRun) -> int:
    """How many of those a run names are erased or passed over."""
    return Person.objects.filter(pk__in=run.people).exclude(erased_at=None).count() + len(run.held)


def visible_holds(user: User) -> QuerySet[LegalHold]:
    """The holds on persons of a side, for its staff."""
    if user.side not in OTHER_SIDE:
        return LegalHold.objects.none()
    return LegalHold.objects.filter(person__side=user.side, person__erased_at=None).select_related(
        "person", "placed_by", "lifted_by"
    )
