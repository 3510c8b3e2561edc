"""Verdicts: what each rule says of the facts about one applicant on one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from landbridge.programmes.criteria.rulebooks import Rule, RuleBook
from landbridge.programmes.criteria.values import Value
from landbridge.programmes.criteria.weighing import Evidence, Exchange, Outcome, no_exchange, weigh


@dataclass(frozen=True, slots=True)
class Judged:
    """What one rule said, with the facts it looked at. ``points`` are 0 unless a bonus rule is met."""

    rule: Rule
    outcome: Outcome
    points: Decimal
    evidence: tuple[Evidence, ...]


def judge(
    book: RuleBook, facts: Mapping[str, Value | None], on: date, *, exchange: Exchange = no_exchange
) -> tuple[Judged, ...]:
    """The verdict of every rule, in the rules' order."""
    judged = []
    for rule in book.rules:
        outcome, evidence = weigh(rule.when, facts, on, exchange)
        points = rule.points if rule.kind == "bonus" and outcome == Outcome.MET else Decimal(0)
        judged.append(Judged(rule, outcome, points, evidence))
    return tuple(judged)


def standing_of(outcomes: Iterable[tuple[str, str]]) -> Outcome:
    """Whether somebody is eligible by verdicts of (kind, outcome): one that is not met decides, then one unknown.

    >>> str(standing_of([("eligibility", "met"), ("bonus", "not_met")]))
    'met'
    """
    said = {outcome for kind, outcome in outcomes if kind == "eligibility"}
    if Outcome.NOT_MET in said:
        return Outcome.NOT_MET
    return Outcome.UNKNOWN if Outcome.UNKNOWN in said else Outcome.MET


def bonus_of_points(points: Iterable[Decimal], cap: Decimal | None) -> Decimal:
    """What bonus points come to: their sum, and no more than the cap."""
    total = sum(points, Decimal(0))
    return total if cap is None else min(total, cap)
