"""What facts are: a number, money, a day, yes or no, a text, several texts, certificates; and their form in JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from landbridge.base.money import Money


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate somebody holds; a day that is None is not known, or there is none."""

    name: str
    issued_on: date | None = None
    expires_on: date | None = None


Value = bool | Decimal | Money | date | str | tuple[str, ...] | tuple[Certificate, ...]


def to_json(value: Value | None) -> Any:  # noqa: PLR0911 - one line a kind
    """A fact as a verdict keeps it: ``{"kind": value}``, and None for what is not known.

    >>> to_json(Money(Decimal("20500000.00"), "USD")), to_json(True), to_json(Decimal("3.0"))
    ({'money': ['20500000.00', 'USD']}, {'yes': True}, {'number': '3.0'})
    """
    match value:
        case None:
            return None
        case bool():
            return {"yes": value}
        case Decimal():
            return {"number": str(value)}
        case Money():
            return {"money": [str(value.amount), value.currency]}
        case date():
            return {"day": value.isoformat()}
        case str():
            return {"text": value}
        case _:
            return {"texts": [_one(item) for item in value]}


def from_json(said: Any) -> Value | None:  # noqa: PLR0911 - one line a kind
    """What ``to_json`` wrote; certificates come back as texts, since a verdict only shows them."""
    match said:
        case {"yes": bool(value)}:
            return value
        case {"number": str(text)}:
            return Decimal(text)
        case {"money": [str(amount), str(currency)]}:
            return Money(Decimal(amount), currency)
        case {"day": str(text)}:
            return date.fromisoformat(text)
        case {"text": str(text)}:
            return text
        case {"texts": list(texts)}:
            return tuple(str(one) for one in texts)
        case _:
            return None


def _one(item: str | Certificate) -> str:
    if isinstance(item, str):
        return item
    days = [day.isoformat() if day else "" for day in (item.issued_on, item.expires_on)]
    return f"{item.name} ({' – '.join(days)})" if any(days) else item.name


def years_later(day: date, years: int) -> date:
    """The same day some years on; the 29th of February becomes the 1st of March where there is none.

    >>> years_later(date(2024, 2, 29), 3)
    datetime.date(2027, 3, 1)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
