"""Verdicts: what the rules would say, what they said, and what that comes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language

from landbridge.base.money import Money
from landbridge.base.rates import NoRate, convert
from landbridge.programmes.criteria.explaining import say_evidence
from landbridge.programmes.criteria.judging import Judged, bonus_of_points, judge, standing_of
from landbridge.programmes.criteria.rulebooks import RuleBook, read_rules
from landbridge.programmes.criteria.weighing import Converted, Evidence, Outcome
from landbridge.programmes.models import Application, ApplicationVersion, Call, RuleSet, Verdict
from landbridge.programmes.queries.facts import Facts, facts_of
from landbridge.programmes.questions.answers import Wrong, clean_answers
from landbridge.programmes.questions.reading import read_form


@dataclass(frozen=True, slots=True)
class Shown:
    """One verdict as its reader sees it: the rule's text and its language, and the facts, each a sentence."""

    rule: str
    kind: str
    text: str
    language: str
    outcome: str
    points: Decimal
    most: Decimal  # the points the rule gives if it is met
    facts: tuple[str, ...]
    by_hand: str = ""
    number: int | None = None  # of the stored verdict

    @property
    def outcome_label(self) -> str:
        """The outcome in words."""
        return str(Verdict.Outcome(self.outcome).label)


def rules_of(call: Call) -> RuleSet | None:
    """The rules that judge now: the latest number."""
    return call.rule_sets.order_by("-number").first()


def judging_day(call: Call) -> date:
    """The day on which all applications to a call are judged: its last day, where the programme takes place."""
    last = call.closes_at - timedelta(microseconds=1)
    return last.astimezone(ZoneInfo(call.programme.zone)).date()


def exchange(money: Money, currency: str, day: date) -> Converted | None:
    """Money at the rate of a day, or of today while that day is yet to come; None where no rate is known."""
    try:
        converted, rate = convert(money, currency, min(day, timezone.localdate()))
    except NoRate:
        return None
    return Converted(converted, rate.day, rate.source)


def judged_of(
    book: RuleBook, application: Application, answers: Mapping[str, Any], questions: Iterable[Mapping[str, Any]]
) -> tuple[tuple[Judged, ...], Facts]:
    """What rules say of answers, and the facts they looked at."""
    on = judging_day(application.call)
    facts = facts_of(application, answers, on, questions=questions)
    return judge(book, facts.values, on, exchange=exchange), facts


def preview(application: Application, answers: Mapping[str, Any]) -> list[Shown]:
    """What the call's rules would say if these answers were submitted now, in the reader's language.

    ``answers`` may be a draft, as it was typed: what can't be read yet is not known yet.
    """
    rule_set = rules_of(application.call)
    if rule_set is None:
        return []
    with suppress(Wrong):
        answers = clean_answers(read_form(application.form.questions), answers)
    judged, facts = judged_of(read_rules(rule_set.rules), application, answers, application.form.questions)
    return [show_judged(one, facts) for one in judged]


def show_judged(one: Judged, facts: Facts) -> Shown:
    """A verdict that is not stored, in the reader's language."""
    seen = [evidence_json(evidence, facts) for evidence in one.evidence]
    text, language = one.rule.text.read(get_language() or "en")
    return Shown(
        one.rule.code,
        one.rule.kind,
        text,
        language,
        str(one.outcome),
        one.points,
        one.rule.points,
        tuple(say_evidence(evidence) for evidence in seen),
    )


def evidence_json(evidence: Evidence, facts: Facts) -> dict[str, Any]:
    """Evidence as a verdict keeps it, with its question's words beside an answer, and those of what was chosen."""
    said = {name: value for name, value in asdict(evidence).items() if value not in (None, "")}
    words = {"label": facts.labels.get(evidence.fact), "options": facts.options.get(evidence.fact)}
    return said | {name: dict(table) for name, table in words.items() if table}


def verdicts_of(version: ApplicationVersion) -> list[Verdict]:
    """The stored verdicts of the rules that judged a version last, in the rules' order."""
    rows = list(version.verdicts.select_related("rule_set").order_by("-rule_set__number", "pk"))
    return [row for row in rows if row.rule_set_id == rows[0].rule_set_id]


def shown_verdicts(version: ApplicationVersion) -> list[Shown]:
    """The stored verdicts on a version in the reader's language."""
    rows = verdicts_of(version)
    if not rows:
        return []
    book = read_rules(rows[0].rule_set.rules)
    shown = []
    for row in rows:
        rule = book.find(row.rule)
        text, language = rule.text.read(get_language() or "en") if rule else (row.rule, "en")
        seen = row.facts.get("seen", []) if isinstance(row.facts, dict) else []
        shown.append(
            Shown(
                row.rule,
                row.kind,
                text,
                language,
                row.outcome,
                row.points,
                rule.points if rule else Decimal(0),
                tuple(say_evidence(evidence) for evidence in seen),
                str(row.facts.get("by_hand", "")) if isinstance(row.facts, dict) else "",
                row.pk,
            )
        )
    return shown


def standing(version: ApplicationVersion) -> Outcome:
    """Whether a version is eligible by its stored verdicts; without any rules everybody is."""
    return standing_of((row.kind, row.outcome) for row in verdicts_of(version))


def bonus_of(version: ApplicationVersion) -> Decimal:
    """The bonus points of a version, capped by the rules that judged it last."""
    return bonuses_of([version])[version.pk]


def bonuses_of(versions: Iterable[ApplicationVersion]) -> dict[int, Decimal]:
    """The bonus points of versions, each capped, by the versions' numbers; two queries for any number of them."""
    points: dict[int, tuple[RuleSet | None, list[Decimal]]] = {version.pk: (None, []) for version in versions}
    rows = Verdict.objects.filter(version__in=points).select_related("rule_set").order_by("-rule_set__number", "pk")
    for row in rows:
        rule_set, so_far = points[row.version_id]
        if rule_set is None:
            rule_set = row.rule_set
            points[row.version_id] = (rule_set, so_far)
        if row.rule_set_id == rule_set.pk:
            so_far.append(row.points)
    return {
        number: bonus_of_points(so_far, None if rule_set is None else read_rules(rule_set.rules).cap)
        for number, (rule_set, so_far) in points.items()
    }
