"""The list of organisations: narrowed, put in order, counted.

Nothing here widens what a reader may see: every list begins at ``visible_organisations``, and what is confidential
narrows only among the organisations whose confidential facts the reader may see. Otherwise a filter would tell what
the page does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import connection
from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from landbridge.base.rates import rate_on
from landbridge.base.search.finding import ranked
from landbridge.directory.models import ExportFigure, IndustryCode, Organisation
from landbridge.directory.queries.contacts import contacts_seen
from landbridge.directory.queries.matches import KIND, Matches, among, gather, listed, matching
from landbridge.directory.queries.organisations import own_organisations, visible_organisations
from landbridge.people.models import User
from landbridge.people.queries.persons import SORT_COLUMN

SORTS = ("match", "name", "-name", "level", "changed")
COUNTED = 1_000  # beyond this many, a list says "more than"
#: PostgreSQL reads so many and more in order. Fewer are sorted: names that match may begin alike, and stand at the end.
READ_IN_ORDER = 2_500
CURRENCIES = ("KRW", "CNY", "USD")


@dataclass(frozen=True, slots=True)
class Sought:
    """What a list is narrowed to; an empty part narrows nothing."""

    words: str = ""
    side: str = ""
    kind: str = ""
    country: str = ""
    region: str = ""
    level: str = ""  # "0", or the lowest: "1", "2", "3"
    industry: str = ""  # how a code begins
    blocked: bool | None = None
    exports: Decimal | None = None  # at least, in a year
    currency: str = "USD"
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Ordered:
    """Organisations with the order that ``base.keyset`` takes, how many they are, and what orders them."""

    rows: QuerySet[Organisation]
    order: tuple[str, ...]
    count: int  # at most COUNTED + 1, which stands for more
    sort: str


def organisations_sought(user: User, sought: Sought) -> QuerySet[Organisation]:
    """The organisations that a reader may see and seeks, in no order."""
    rows = _narrowed(user, sought)
    return rows.filter(pk__in=matching(sought.words)) if sought.words.strip() else rows


def organisations_ordered(user: User, sought: Sought, *, sort: str, language: str) -> Ordered:
    """The organisations sought, in an order of ``SORTS``; names go by the order of ``language``.

    ``match``, the best first, is for as many as are counted: of thousands that match nobody looks for the best one,
    so that these go by name. Without words it is by name, too.
    """
    rows, name = _narrowed(user, sought), SORT_COLUMN[language]
    if sought.words.strip():
        matches = gather(sought.words)
        count = _count(rows, matches)
        rows = _many_matching(rows, matches) if count > COUNTED else _all_matching(rows, matches)
        if sort == "match" and count <= COUNTED:
            own = ranked(KIND, sought.words).filter(object_id=OuterRef("pk")).values("rank")  # type: ignore[misc] # of ranked
            rows = rows.annotate(rank=Subquery(own, output_field=IntegerField()))
            return Ordered(rows, ("rank", name, "pk"), count, sort)
    else:
        count = rows[: COUNTED + 1].count()
    orders = {"-name": (f"-{name}", "-pk"), "level": ("-level", name, "pk"), "changed": ("-updated_at", "pk")}
    return Ordered(rows, orders.get(sort, (name, "pk")), count, sort if sort in orders else "name")


def _count(rows: QuerySet[Organisation], matches: Matches) -> int:
    """How many of ``rows`` match; at most COUNTED + 1.

    "co" is in nearly every name: a look at some of its matches says that there are more than are counted.
    """
    some = matches.numbers[: 2 * COUNTED]
    first = rows.filter(pk__in=among(some))[: COUNTED + 1].count()
    if first > COUNTED or (matches.are_all and len(some) == len(matches.numbers)):
        return first
    return _all_matching(rows, matches)[: COUNTED + 1].count()


def _all_matching(rows: QuerySet[Organisation], matches: Matches, number: str = "pk") -> QuerySet[Organisation]:
    numbers = among(matches.numbers) if matches.are_all else matches.found_again()
    return rows.filter(**{f"{number}__in": numbers})


def _many_matching(rows: QuerySet[Organisation], matches: Matches) -> QuerySet[Organisation]:
    """Those of ``rows`` that match, where these are so many that a page of them fills soon."""
    if connection.vendor == "sqlite":
        # Read in order until a page is full, and look each up among the matches: 0 added, so that the database
        # does not begin with all the matches and sort them.
        return _all_matching(rows.alias(own_number=F("pk") + 0), matches, "own_number")
    if matches.are_all:
        few = len(matches.numbers) < READ_IN_ORDER
        return _all_matching(rows, matches) if few else rows.filter(listed(matches.numbers))
    # PostgreSQL reads in order and asks each row: the kind once more, as the index that finds a row's own entry has it.
    return rows.filter(pk__in=matches.found_again().filter(kind=KIND))


def contacts_counted(user: User, organisations: Iterable[Organisation]) -> dict[int, int]:
    """How many contacts of each organisation a reader may see, by its number; those without any are left out."""
    return dict(Counter(organisation for organisation, _ in contacts_seen(user, [one.pk for one in organisations])))


def _narrowed(user: User, sought: Sought) -> QuerySet[Organisation]:
    rows = visible_organisations(user)
    plain = {"side": sought.side, "kind": sought.kind, "country": sought.country, "region__icontains": sought.region}
    rows = rows.filter(**{name: value for name, value in plain.items() if value})
    if sought.level:
        rows = rows.filter(level=0) if sought.level == "0" else rows.filter(level__gte=int(sought.level))
    if sought.blocked is not None:
        rows = rows.filter(is_blocked=sought.blocked)
    if sought.industry:
        codes = IndustryCode.objects.filter(code__startswith=sought.industry)
        rows = rows.filter(pk__in=codes.values("organisation"))
    if sought.exports is not None:
        figures = ExportFigure.objects.filter(_at_least(sought.exports, sought.currency)).values("organisation")
        rows = rows.filter(pk__in=figures) & own_organisations(user)
    if sought.since is not None:
        rows = rows.filter(updated_at__gte=sought.since)
    return rows


def _at_least(amount: Decimal, currency: str) -> Q:
    """Export figures of at least an amount: in its own currency, and in others at the latest rate that is known."""
    figures = Q(currency=currency, amount__gte=amount)
    for other in CURRENCIES:
        rate = None if other == currency else rate_on(currency, other, timezone.localdate())
        if rate is not None:
            figures |= Q(currency=other, amount__gte=amount * rate.rate)
    return figures
