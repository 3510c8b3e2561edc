"""Who comes first: the mark of the rubric plus bonus points, and a rule for equal totals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

TIE_RULES = ("rubric", "first", "earlier")


@dataclass(frozen=True, slots=True)
class Entry:
    """One application. ``first`` is its mark by the rubric's first criterion; ``key`` tells it from all others."""

    key: int
    rubric: Decimal
    bonus: Decimal
    first: Decimal
    submitted_at: datetime


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entry's total and its rank, from 1, without equals. ``tied`` says that another has the same total."""

    key: int
    total: Decimal
    rank: int
    tied: bool


def rank(entries: Iterable[Entry], *, tie_rule: str) -> tuple[Ranked, ...]:
    """The entries in their order.

    Equal totals go by ``tie_rule``: the higher mark of the ``rubric`` without bonus points, the higher mark of its
    ``first`` criterion, or who submitted ``earlier``. Still equal, who submitted earlier comes first.

    :raises ValueError: for a tie rule that is none of ``TIE_RULES``.
    """
    if tie_rule not in TIE_RULES:
        raise ValueError(f"no tie rule: {tie_rule!r}")

    def order(entry: Entry) -> tuple[Decimal, Decimal, datetime, int]:
        breaks = {"rubric": -entry.rubric, "first": -entry.first, "earlier": Decimal(0)}[tie_rule]
        return -(entry.rubric + entry.bonus), breaks, entry.submitted_at, entry.key

    rows = sorted(entries, key=order)
    totals = [row.rubric + row.bonus for row in rows]
    return tuple(
        Ranked(row.key, total, number, totals.count(total) > 1)
        for number, (row, total) in enumerate(zip(rows, totals, strict=True), 1)
    )
