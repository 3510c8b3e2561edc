"""Conditions over facts, read from JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from landbridge.base.money import Money

DEEPEST = 4
MOST_PARTS = 20
MOST_TEXTS = 100
MOST_YEARS = 50
LONGEST = 200
ORDER = ("at_most", "at_least", "below", "above")
WORDS = (*ORDER, "is", "in", "exists", "within_years")
FACTS = frozenset({
    "applicant.side", "organisation.kind", "organisation.country", "organisation.region", "organisation.founded",
    "organisation.age", "organisation.employees", "organisation.level", "organisation.blocked",
    "organisation.industries", "organisation.has_number", "exports.last_year", "exports.latest",
    "earlier.kind_this_year", "earlier.kind", "earlier.all", "earlier.kept",
})  # fmt: skip
CERTIFICATES = "certificates"
_ANSWER = re.compile(r"answers(\.[a-z][a-z0-9_]{0,39}){1,2}")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?")
_CURRENCY = re.compile(r"[A-Z]{3}")


class BadRules(ValueError):
    """Rules that cannot be read. ``code`` says what is wrong, ``where`` in which rule (``rules.2.when.all.0``)."""

    def __init__(self, code: str, where: str) -> None:
        super().__init__(f"{where}: {code}")
        self.code, self.where = code, where


#: What a fact is held against; ``within_years`` has the number of years.
Limit = bool | int | Decimal | Money | date | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A fact beside a limit. ``how`` is one of ``WORDS``."""

    fact: str
    how: str
    limit: Limit


@dataclass(frozen=True, slots=True)
class Held:
    """One of some certificates is held and unexpired, and was issued less than ``years`` ago if that is given."""

    names: tuple[str, ...]
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Joined:
    """Several conditions: all of them, or any."""

    how: str  # all, any
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Negated:
    """The contrary of a condition."""

    part: Condition


Condition = Comparison | Held | Joined | Negated


def read_condition(said: Any, where: str = "when", *, depth: int = 0, below_not: bool = False) -> Condition:
    """A condition from JSON.

    :raises BadRules: ``condition``, ``depth``, ``fact``, ``limit``, ``certificate``, ``below_not``.
    """
    if depth > DEEPEST:
        raise BadRules("depth", where)
    match said:
        case {"all": list(parts), **rest} if parts and not rest and len(parts) <= MOST_PARTS:
            return Joined("all", _read_parts(parts, f"{where}.all", depth, below_not))
        case {"any": list(parts), **rest} if parts and not rest and len(parts) <= MOST_PARTS:
            return Joined("any", _read_parts(parts, f"{where}.any", depth, below_not))
        case {"not": part, **rest} if not rest:
            return Negated(read_condition(part, f"{where}.not", depth=depth + 1, below_not=True))
        case {"certificate": names, **rest} if not rest or rest.keys() == {"within_years"}:
            if below_not:
                raise BadRules("below_not", where)
            return Held(_texts(names, "certificate", where), _years(rest.get("within_years"), where) if rest else None)
        case {"fact": str(fact), **rest} if len(rest) == 1:
            if fact not in FACTS and not _ANSWER.fullmatch(fact):
                raise BadRules("fact", where)
            how, limit = next(iter(rest.items()))
            return Comparison(fact, str(how), _read_limit(str(how), limit, where))
        case _:
            raise BadRules("condition", where)


def _read_parts(parts: list[Any], where: str, depth: int, below_not: bool) -> tuple[Condition, ...]:
    return tuple(
        read_condition(part, f"{where}.{number}", depth=depth + 1, below_not=below_not)
        for number, part in enumerate(parts)
    )


def _read_limit(how: str, limit: Any, where: str) -> Limit:
    read: Limit | None = None
    match how, limit:
        case "at_most" | "at_least" | "below" | "above", {"amount": str(amount), "currency": str(currency), **rest}:
            if not rest and _NUMBER.fullmatch(amount) and _CURRENCY.fullmatch(currency):
                read = Money(Decimal(amount), currency)
        case "at_most" | "at_least" | "below" | "above", str(text):
            read = _number_or_day(text, where)
        case "is", bool(yes):
            read = yes
        case "is", str(text) if 0 < len(text) <= LONGEST:
            read = text
        case "in", texts:
            read = _texts(texts, "limit", where)
        case "exists", True:
            read = True
        case "within_years", years:
            read = _years(years, where)
    if read is None:
        raise BadRules("limit" if how in WORDS else "condition", where)
    return read


def _number_or_day(text: str, where: str) -> Decimal | date:
    if _NUMBER.fullmatch(text):
        return Decimal(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadRules("limit", where) from None


def _years(said: Any, where: str) -> int:
    if isinstance(said, bool) or not isinstance(said, int) or not 1 <= said <= MOST_YEARS:
        raise BadRules("limit", where)
    return said


def _texts(said: Any, code: str, where: str) -> tuple[str, ...]:
    texts = said if isinstance(said, list) else []
    if (
        not texts
        or len(texts) > MOST_TEXTS
        or not all(isinstance(one, str) and 0 < len(one.strip()) <= LONGEST for one in texts)
    ):
        raise BadRules(code, where)
    return tuple(texts)
