"""Exchange rates of a day, as somebody published them. None of them is live.

A pair that is not kept is found the other way round, or through a third currency (USD, EUR, CNY, KRW) for which both
rates are; such a rate is computed, not kept, and its source says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from landbridge.base.models import ExchangeRate
from landbridge.base.money import Money

OLDEST = timedelta(days=10)
PIVOTS = ("USD", "EUR", "CNY", "KRW")


class NoRate(LookupError):
    """No rate for the pair is known on the day or in the ten days before. ``latest`` is the day of the last, if any."""

    def __init__(self, base: str, quote: str, day: date, latest: date | None) -> None:
        super().__init__(f"{base}/{quote} {day}")
        self.base, self.quote, self.day, self.latest = base, quote, day, latest

    def message(self) -> str:
        """What is missing, in the active language."""
        if self.latest is None:
            said = _("No exchange rate from %(base)s to %(quote)s is known on or before %(day)s.")
        else:
            said = _("The exchange rate from %(base)s to %(quote)s is too old for %(day)s: the last is of %(latest)s.")
        days = {"day": date_format(self.day), "latest": "" if self.latest is None else date_format(self.latest)}
        return said % {"base": self.base, "quote": self.quote, **days}


def rate_on(base: str, quote: str, day: date) -> ExchangeRate | None:
    """The last rate on or before a day, at most ten days old; None if there is none.

    One that was computed has no ``pk``. A currency to itself is 1.
    """
    if base == quote:
        return ExchangeRate(base=base, quote=quote, day=day, rate=Decimal(1), source="")
    # A rate kept for the pair wins over one computed, unless that is more recent.
    return max(_ways(base, quote, day), key=lambda rate: (rate.day, rate.pk is not None), default=None)


def convert(money: Money, currency: str, day: date) -> tuple[Money, ExchangeRate]:
    """Money in another currency at the rate of a day, rounded to the currency's smallest unit, and that rate.

    :raises NoRate: if none is known that is recent enough.
    """
    rate = rate_on(money.currency, currency, day)
    if rate is None:
        raise NoRate(money.currency, currency, day, _latest(money.currency, currency, day))
    return Money(money.amount * rate.rate, currency).rounded(), rate


def _latest(base: str, quote: str, day: date) -> date | None:
    rows = ExchangeRate.objects.filter(base__in=(base, quote), quote__in=(base, quote), day__lte=day)
    return rows.values_list("day", flat=True).order_by("-day").first()


def _ways(base: str, quote: str, day: date) -> Iterator[ExchangeRate]:
    currencies = {base, quote, *PIVOTS}
    kept = ExchangeRate.objects.filter(
        base__in=currencies, quote__in=currencies, day__range=(day - OLDEST, day)
    ).order_by("day", "pk")
    rows = {(row.base, row.quote): row for row in kept}  # the last of each pair
    direct = _leg(rows, base, quote)
    if direct is not None:
        yield direct
    for pivot in PIVOTS:
        if pivot in {base, quote}:
            continue
        first, second = _leg(rows, base, pivot), _leg(rows, pivot, quote)
        if first is not None and second is not None:
            source = _source(first.source, second.source, pivot)
            older = min(first.day, second.day)
            yield ExchangeRate(base=base, quote=quote, day=older, rate=first.rate * second.rate, source=source)


def _leg(rows: dict[tuple[str, str], ExchangeRate], base: str, quote: str) -> ExchangeRate | None:
    kept, turned = rows.get((base, quote)), rows.get((quote, base))
    if kept is None or (turned is not None and turned.day > kept.day):
        if turned is None:
            return None
        return ExchangeRate(base=base, quote=quote, day=turned.day, rate=1 / turned.rate, source=turned.source)
    return kept


def _source(first: str, second: str, pivot: str) -> str:
    both = first if first == second else f"{first}, {second}"
    return f"{both} ({pivot})"
