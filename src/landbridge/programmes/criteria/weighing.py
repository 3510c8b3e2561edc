"""What a condition says of facts: met, not met or unknown (Kleene's logic: the unknown stays unknown)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from landbridge.base.money import Money
from landbridge.base.text import fold
from landbridge.programmes.criteria.conditions import (
    CERTIFICATES,
    Comparison,
    Condition,
    Held,
    Joined,
    Limit,
    Negated,
)
from landbridge.programmes.criteria.values import Certificate, Value, to_json, years_later


class Outcome(StrEnum):
    """What a condition or a rule says."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Converted:
    """Money in another currency, at the rate of a day and from a source."""

    money: Money
    day: date
    source: str


#: Converts money into a currency at the rate of a day; None where no rate is known.
Exchange = Callable[[Money, str, date], Converted | None]


def no_exchange(_money: Money, _currency: str, _day: date) -> Converted | None:
    """Knows no rates: amounts in two currencies cannot be compared."""
    return None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact that was looked at: what it was, what it was held against, and what that said. All as JSON holds it."""

    fact: str
    how: str
    value: Any
    limit: Any
    outcome: str
    converted: Any = None
    rate_day: str = ""
    rate_source: str = ""
    because: str = ""  # missing, no_rate, other_kind, expired, too_old, not_dated


def weigh(
    condition: Condition, facts: Mapping[str, Value | None], on: date, exchange: Exchange = no_exchange
) -> tuple[Outcome, tuple[Evidence, ...]]:
    """What a condition says of facts on a day, and every fact that was looked at."""
    match condition:
        case Negated(part):
            said, seen = weigh(part, facts, on, exchange)
            return _contrary(said), seen
        case Joined(how, parts):
            tested = [weigh(part, facts, on, exchange) for part in parts]
            outcomes = {said for said, _seen in tested}
            decides, otherwise = (Outcome.NOT_MET, Outcome.MET) if how == "all" else (Outcome.MET, Outcome.NOT_MET)
            said = decides if decides in outcomes else Outcome.UNKNOWN if Outcome.UNKNOWN in outcomes else otherwise
            return said, tuple(one for _said, seen in tested for one in seen)
        case Held():
            return _weigh_held(condition, facts.get(CERTIFICATES), on)
        case _:
            return _weigh_comparison(condition, facts.get(condition.fact), on, exchange)


def _contrary(said: Outcome) -> Outcome:
    return {Outcome.MET: Outcome.NOT_MET, Outcome.NOT_MET: Outcome.MET}.get(said, said)


def _weigh_held(held: Held, value: Value | None, on: date) -> tuple[Outcome, tuple[Evidence, ...]]:
    limit: dict[str, Any] = {"texts": list(held.names)}
    if held.years is not None:
        limit["years"] = held.years
    if not isinstance(value, tuple):
        seen = Evidence(CERTIFICATES, "held", None, limit, Outcome.UNKNOWN, because="missing")
        return Outcome.UNKNOWN, (seen,)
    named = tuple(one for one in value if isinstance(one, Certificate) and _is_named(one.name, held.names))
    states = [_standing(one, held.years, on) for one in named]
    if "" in states:
        counted = tuple(one for one, state in zip(named, states, strict=True) if not state)
        seen = Evidence(CERTIFICATES, "held", to_json(counted), limit, Outcome.MET)
        return Outcome.MET, (seen,)
    said = Outcome.UNKNOWN if "not_dated" in states else Outcome.NOT_MET
    because = "not_dated" if said == Outcome.UNKNOWN else states[0] if states else ""
    return said, (Evidence(CERTIFICATES, "held", to_json(named), limit, said, because=because),)


def _is_named(name: str, wanted: tuple[str, ...]) -> bool:
    """ISO 9001:2015 is an ISO 9001; ISO 90010 is none."""
    folded = fold(name)
    return any(re.match(rf"{re.escape(fold(one))}(?![^\W_])", folded) for one in wanted)


def _standing(one: Certificate, years: int | None, on: date) -> str:
    """Empty for a certificate that counts on a day; otherwise why it does not."""
    if one.expires_on is not None and one.expires_on < on:
        return "expired"
    if one.issued_on is not None and one.issued_on > on:
        return "too_early"
    if years is not None:
        if one.issued_on is None:
            return "not_dated"
        if on >= years_later(one.issued_on, years):
            return "too_old"
    return ""


def _weigh_comparison(
    asked: Comparison, value: Value | None, on: date, exchange: Exchange
) -> tuple[Outcome, tuple[Evidence, ...]]:
    limit = {"years": asked.limit} if asked.how == "within_years" else to_json(_as_value(asked.limit))
    if value is None or value in ("", ()):
        # Whether something is there is known even where it is not; every other question stays open.
        said = Outcome.NOT_MET if asked.how == "exists" else Outcome.UNKNOWN
        return said, (Evidence(asked.fact, asked.how, None, limit, said, because="missing"),)
    converted: Converted | None = None
    if isinstance(value, Money) and isinstance(asked.limit, Money) and value.currency != asked.limit.currency:
        converted = exchange(value, asked.limit.currency, on)
        if converted is None:
            seen = Evidence(asked.fact, asked.how, to_json(value), limit, Outcome.UNKNOWN, because="no_rate")
            return Outcome.UNKNOWN, (seen,)
    holds = _holds(asked, converted.money if converted else value, on)
    said = Outcome.UNKNOWN if holds is None else Outcome.MET if holds else Outcome.NOT_MET
    seen = Evidence(
        asked.fact,
        asked.how,
        to_json(value),
        limit,
        said,
        converted=to_json(converted.money) if converted else None,
        rate_day=converted.day.isoformat() if converted else "",
        rate_source=converted.source if converted else "",
        because="other_kind" if holds is None else "",
    )
    return said, (seen,)


def _as_value(limit: Limit) -> Value:
    return Decimal(limit) if isinstance(limit, int) and not isinstance(limit, bool) else limit


def _holds(asked: Comparison, value: Value, on: date) -> bool | None:
    """Whether a known fact meets its limit; None if the two are of different kinds."""
    match asked.how, asked.limit:
        case "exists", _:
            return True
        case "is", limit:
            return _equals(value, limit)
        case "in", tuple(names):
            texts = _folded(value)
            return None if texts is None else not texts.isdisjoint(map(fold, names))
        case "within_years", int(years):
            return value <= on < years_later(value, years) if isinstance(value, date) else None
        case how, limit:
            return _compares(how, value, limit)


def _equals(value: Value, limit: Limit) -> bool | None:
    if isinstance(limit, bool) or isinstance(value, bool):
        return value == limit if isinstance(limit, bool) and isinstance(value, bool) else None
    if isinstance(value, Decimal):
        try:
            return value == Decimal(str(limit))
        except InvalidOperation:
            return None
    texts = _folded(value)
    return None if texts is None else fold(str(limit)) in texts


def _folded(value: Value) -> set[str] | None:
    if isinstance(value, str):
        return {fold(value)}
    if isinstance(value, tuple):
        return {fold(one) for one in value if isinstance(one, str)}
    return None


def _compares(how: str, value: Value, limit: Limit) -> bool | None:
    match value, limit:
        case Money(one), Money(other):
            return _is_so(how, one > other, one == other)
        case Decimal() as one, Decimal() as other:
            return _is_so(how, one > other, one == other)
        case date() as day, date() as last:
            return _is_so(how, day > last, day == last)
        case _:
            return None


def _is_so(how: str, is_more: bool, is_equal: bool) -> bool:
    return {
        "at_most": not is_more,
        "at_least": is_more or is_equal,
        "below": not (is_more or is_equal),
        "above": is_more,
    }[how]
