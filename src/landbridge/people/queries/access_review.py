"""A month of the access log, as a side goes through it: who looked at whom, what was unusual, is the chain whole."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Case, Count, F, IntegerField, Max, Min, Q, QuerySet, Sum, Value, When
from django.db.models.functions import TruncMonth
from django.utils import timezone

from landbridge.base.clocks import zone_of_side
from landbridge.people.models import AccessEntry, AccessReview, AccessSubject, Role, User
from landbridge.people.queries.access_log import verify_chain
from landbridge.people.rules import OTHER_SIDE

#: Of so many persons at once a look is unusual.
MANY = 100
#: Hours of the actor's own day from which on, and before which, a look is unusual.
NIGHT_FROM, NIGHT_TO = 22, 6
#: The day of a month after which the month before is overdue.
DUE_DAY = 10

#: What is unusual, by name, the most telling first.
UNUSUAL = {
    "many": Q(count__gte=MANY),
    "night": Q(hour__gte=NIGHT_FROM) | Q(hour__lt=NIGHT_TO),
    "export": Q(action="export"),
    "across": Q(across__gt=0),
}
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])", re.ASCII)


def visible_entries(user: User) -> QuerySet[AccessEntry]:
    """The looks of a side's own people, and those of the house itself; each for that side's managers and auditors."""
    if not user.is_active or user.side not in OTHER_SIDE or user.role not in {Role.MANAGER, Role.AUDITOR}:
        return AccessEntry.objects.none()
    return AccessEntry.objects.filter(Q(side=user.side) | Q(side="", actor=None)).select_related("actor")


def read_month(text: str) -> date | None:
    """The first day of a month written like 2026-10; None if it is none."""
    match = _MONTH.fullmatch(text)
    return date(int(match[1]), int(match[2]), 1) if match else None


def month_before(month: date) -> date:
    """The first day of the month before."""
    return (month - timedelta(days=1)).replace(day=1)


def month_after(month: date) -> date:
    """The first day of the month after."""
    return (month + timedelta(days=31)).replace(day=1)


def running_month(side: str, now: datetime | None = None) -> date:
    """The month it is at a side's place."""
    return (now or timezone.now()).astimezone(zone_of_side(side)).date().replace(day=1)


def bounds(month: date, side: str) -> tuple[datetime, datetime]:
    """The moments at which a month begins and ends at a side's place; the second is no part of it."""
    zone: ZoneInfo = zone_of_side(side)
    return (
        datetime.combine(month, time(), tzinfo=zone),
        datetime.combine(month_after(month), time(), tzinfo=zone),
    )


def entries_in(user: User, month: date) -> QuerySet[AccessEntry]:
    """A month of ``visible_entries``, with ``oddity``: how many of ``UNUSUAL`` hold for an entry."""
    start, end = bounds(month, user.side)
    odd = sum(
        (Case(When(holds, then=Value(1)), default=Value(0), output_field=IntegerField()) for holds in UNUSUAL.values()),
        start=Value(0, output_field=IntegerField()),
    )
    return visible_entries(user).filter(at__gte=start, at__lt=end).annotate(oddity=odd)


def unusual_entries(user: User, month: date) -> QuerySet[AccessEntry]:
    """The month's unusual entries, those with the most marks first."""
    return entries_in(user, month).filter(_any_of_them()).order_by(F("oddity").desc(), "-number")


def reviewed(side: str) -> dict[date, AccessReview]:
    """A side's reviews by month."""
    return {review.month: review for review in AccessReview.objects.filter(side=side).select_related("reviewed_by")}


def next_to_review(user: User, now: datetime | None = None) -> date | None:
    """The month a side has to go through next: the one after its last review, or its first. None if it still runs.

    Months are gone through in their order, those without a single look too: that there was none is a finding.
    """
    last = AccessReview.objects.filter(side=user.side).aggregate(last=Max("month"))["last"]
    if last is None:
        first = visible_entries(user).aggregate(first=Min("at"))["first"]
        if first is None:
            return None
        month = first.astimezone(zone_of_side(user.side)).date().replace(day=1)
    else:
        month = month_after(last)
    return month if month < running_month(user.side, now) else None


def review_overdue(user: User, now: datetime | None = None) -> date | None:
    """The month that should have been gone through by the 10th of the one after it, and was not."""
    month = next_to_review(user, now)
    if month is None:
        return None
    today = (now or timezone.now()).astimezone(zone_of_side(user.side)).date()
    return month if today > month_after(month).replace(day=DUE_DAY) else None


def counts_by_month(user: User) -> dict[date, tuple[int, int]]:
    """For each month with looks: how many, and how many of them unusual."""
    zone = zone_of_side(user.side)
    rows = (
        visible_entries(user)
        .order_by()
        .values(month=TruncMonth("at", tzinfo=zone))
        .annotate(n=Count("pk"), odd=Count("pk", filter=_any_of_them()))
    )
    return {row["month"].date(): (row["n"], row["odd"]) for row in rows}


@dataclass(frozen=True, slots=True)
class Chain:
    """Whether the part of the log that a month takes up is as it was written, whichever side's entries."""

    first: int
    last: int
    broken_at: int | None

    @property
    def length(self) -> int:
        """How many entries it has."""
        return self.last - self.first + 1 if self.last else 0


def chain_numbers(month: date, side: str) -> tuple[int, int]:
    """The first and the last number of the log in a month; two zeros if there is none."""
    start, end = bounds(month, side)
    found = AccessEntry.objects.filter(at__gte=start, at__lt=end).aggregate(first=Min("number"), last=Max("number"))
    return (found["first"] or 0, found["last"] or 0)


def chain_of(month: date, side: str) -> Chain:
    """Check the chain over a month: about 10,000 entries a second."""
    first, last = chain_numbers(month, side)
    return Chain(first, last, verify_chain(first, last) if last else None)


@dataclass(frozen=True, slots=True)
class Looks:
    """What somebody, or everybody, did in a month."""

    actor: int | None
    entries: int
    persons: int  #: different ones
    many: int
    night: int
    export: int
    across: int

    @property
    def unusual(self) -> int:
        """Marks of the unusual in all; an entry may have several."""
        return self.many + self.night + self.export + self.across


def looks_by_actor(user: User, month: date) -> list[Looks]:
    """One for each actor, those with the most that is unusual first. None as actor is the house."""
    entries = entries_in(user, month).order_by()
    rows = entries.values("actor").annotate(
        entries=Count("pk"), **{name: Count("pk", filter=holds) for name, holds in UNUSUAL.items()}
    )
    persons = dict(
        _subjects(user, month).values_list("entry__actor").annotate(n=Count("person_number", distinct=True)).order_by()
    )
    looks = [_looks(row, persons.get(row["actor"], 0)) for row in rows]
    return sorted(looks, key=lambda one: (-one.unusual, -one.entries, one.actor or 0))


def looks_of_all(user: User, month: date) -> Looks:
    """The month in one line."""
    entries = entries_in(user, month).aggregate(
        entries=Count("pk"), **{name: Count("pk", filter=holds) for name, holds in UNUSUAL.items()}
    )
    persons = _subjects(user, month).aggregate(n=Count("person_number", distinct=True))["n"]
    return _looks({"actor": None, **entries}, persons)


def _looks(row: Mapping[str, Any], persons: int) -> Looks:
    counts = {name: row[name] for name in ("entries", *UNUSUAL)}
    return Looks(actor=row["actor"], persons=persons, **counts)


def looks_by(user: User, month: date, field: str) -> list[tuple[str, int, int]]:
    """For each value of ``field`` (action, route): entries, and persons in them (each time counted)."""
    rows = entries_in(user, month).order_by().values_list(field).annotate(n=Count("pk"), persons=Sum("count"))
    return sorted(((value, n, persons) for value, n, persons in rows), key=lambda row: (-row[1], row[0]))


def most_looked_at(user: User, month: date, most: int | None = 12) -> list[tuple[int, int, int]]:
    """Persons by number: how often they were looked at, and by how many different actors; the most often first."""
    rows = (
        _subjects(user, month)
        .values_list("person_number")
        .annotate(n=Count("pk"), actors=Count("entry__actor", distinct=True))
        .order_by("-n", "person_number")
    )
    return list(rows[:most] if most else rows)


def _any_of_them() -> Q:
    unusual = Q()
    for holds in UNUSUAL.values():
        unusual |= holds
    return unusual


def _subjects(user: User, month: date) -> QuerySet[AccessSubject]:
    start, end = bounds(month, user.side)
    own = Q(entry__side=user.side) | Q(entry__side="", entry__actor=None)
    return AccessSubject.objects.filter(own, entry__at__gte=start, entry__at__lt=end)
