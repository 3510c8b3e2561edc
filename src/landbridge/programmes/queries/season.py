"""The season's calendar: programmes and calls by day, as far as somebody may know of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from landbridge.people.models import User
from landbridge.programmes.models import Call, Programme
from landbridge.programmes.queries.programmes import visible_programmes

Reader = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Happening:
    """Something on a day of a programme's own clock: ``opens``, ``closes`` (with the moment), or ``takes_place``."""

    what: str
    day: date
    programme: Programme
    moment: datetime | None = None


def known_programmes(reader: Reader) -> QuerySet[Programme]:
    """Programmes that somebody may know of: for staff those they may see, for everybody those that were published."""
    known = Programme.objects.filter(call__state=Call.State.PUBLISHED)
    if isinstance(reader, User):
        known = Programme.objects.filter(
            Q(pk__in=known.values("pk")) | Q(pk__in=visible_programmes(reader).values("pk"))
        )
    return known.exclude(state=Programme.State.CANCELLED)


def programmes_in(reader: Reader, year: int, *, field: str = "", side: str = "") -> list[Programme]:
    """The programmes that take place in a year, or whose call opens or closes in it (by UTC, give or take a day)."""
    rows = known_programmes(reader).filter(
        Q(starts_on__year__lte=year, ends_on__year__gte=year)
        | Q(call__opens_at__year=year)
        | Q(call__closes_at__year=year)
    )
    if field:
        rows = rows.filter(kind__field=field)
    if side:
        rows = rows.filter(side=side)
    return list(rows.select_related("kind", "call").order_by("starts_on", "pk"))


def happenings(programmes: list[Programme], year: int) -> list[Happening]:
    """What happens in a year, by day; of one day, what has a moment first."""
    found = [one for programme in programmes for one in _of(programme) if one.day.year == year]
    return sorted(found, key=lambda one: (one.day, one.moment is None, one.moment and one.moment.timestamp()))


def _of(programme: Programme) -> Iterator[Happening]:
    call: Call | None = getattr(programme, "call", None)
    if call is not None and call.state == Call.State.PUBLISHED:
        zone = ZoneInfo(programme.zone)
        yield Happening("opens", call.opens_at.astimezone(zone).date(), programme, call.opens_at)
        yield Happening("closes", call.closes_at.astimezone(zone).date(), programme, call.closes_at)
    yield Happening("takes_place", programme.starts_on, programme)
