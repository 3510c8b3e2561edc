"""Rules tried on what was submitted already: who would be in, who would be out, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from landbridge.base.models import ExchangeRate
from landbridge.base.money import Money
from landbridge.base.rates import rate_on
from landbridge.people.models import User
from landbridge.programmes.criteria.judging import Judged, bonus_of_points, judge, standing_of
from landbridge.programmes.criteria.rulebooks import RuleBook, read_rules
from landbridge.programmes.criteria.weighing import Converted, Outcome
from landbridge.programmes.models import Application, ApplicationVersion, Call
from landbridge.programmes.queries.applications import read_applications
from landbridge.programmes.queries.facts import facts_of, places_held
from landbridge.programmes.queries.verdicts import Shown, judging_day, show_judged

MOST = 200


@dataclass(frozen=True, slots=True)
class Simulated:
    """One application under the rules as they are, and under the others; ``against`` is what speaks against it then."""

    application: Application
    before: Outcome
    after: Outcome
    bonus_before: Decimal
    bonus_after: Decimal
    against: tuple[Shown, ...]

    @property
    def changes(self) -> bool:
        """Whether the other rules say something else."""
        return self.before != self.after or self.bonus_before != self.bonus_after


@dataclass(frozen=True, slots=True)
class Simulation:
    """What rules would have done to the applications a reader may read, the changed ones first."""

    rows: list[Simulated]

    def count(self, outcome: Outcome) -> int:
        """How many would come out like this."""
        return sum(row.after == outcome for row in self.rows)

    @property
    def met(self) -> int:
        """How many would be in."""
        return self.count(Outcome.MET)

    @property
    def not_met(self) -> int:
        """How many would be out."""
        return self.count(Outcome.NOT_MET)

    @property
    def unknown(self) -> int:
        """About how many the facts do not tell."""
        return self.count(Outcome.UNKNOWN)

    @property
    def changed(self) -> int:
        """How many would come out otherwise than now."""
        return sum(row.changes for row in self.rows)


def simulate(call: Call, current: Sequence[Any], proposed: Sequence[Any], user: User) -> Simulation:
    """Try proposed rules on the latest submissions to calls of the same kind, this one included; 200 at most.

    A reader sees it for the applications whose answers they may read, and learns of no others.

    :raises BadRules: if the proposed rules cannot be read.
    """
    before, after = read_rules(list(current)), read_rules(list(proposed))
    exchange = _Rates()
    versions = _latest(call, user)
    held = places_held([version.application for version in versions])
    rows = []
    for version in versions:
        application = version.application
        on = judging_day(application.call)
        facts = facts_of(application, version.answers, on, questions=version.form.questions, held=held)
        old, new = (judge(book, facts.values, on, exchange=exchange) for book in (before, after))
        against = tuple(
            show_judged(one, facts) for one in new if one.rule.kind == "eligibility" and one.outcome != Outcome.MET
        )
        rows.append(
            Simulated(application, _standing(old), _standing(new), _bonus(old, before), _bonus(new, after), against)
        )
    return Simulation(sorted(rows, key=lambda row: (not row.changes, row.application.pk)))


def _latest(call: Call, user: User) -> list[ApplicationVersion]:
    readable = read_applications(user).filter(call__programme__kind=call.programme.kind_id)
    newest = ApplicationVersion.objects.filter(application=OuterRef("application")).order_by("-number").values("pk")[:1]
    rows = ApplicationVersion.objects.filter(application__in=readable.values("pk"), pk=Subquery(newest))
    rows = rows.select_related(
        "form", "application__call__programme", "application__organisation", "application__person"
    )
    rows = rows.prefetch_related(
        "application__organisation__exports",
        "application__organisation__industries",
        "application__organisation__certifications",
    )
    return list(rows.order_by("-submitted_at", "-pk")[:MOST])


def _standing(judged: Sequence[Judged]) -> Outcome:
    return standing_of((one.rule.kind, one.outcome) for one in judged)


def _bonus(judged: Sequence[Judged], book: RuleBook) -> Decimal:
    return bonus_of_points((one.points for one in judged), book.cap)


class _Rates:
    """Exchange rates, each asked for once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, date], ExchangeRate | None] = {}

    def __call__(self, money: Money, currency: str, day: date) -> Converted | None:
        """Money in a currency at the rate of a day."""
        day = min(day, timezone.localdate())
        key = (money.currency, currency, day)
        if key not in self._known:
            self._known[key] = rate_on(*key)
        rate = self._known[key]
        return (
            None
            if rate is None
            else Converted(Money(money.amount * rate.rate, currency).rounded(), rate.day, rate.source)
        )
