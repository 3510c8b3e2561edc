"""A selection beside the ranking of now: whether it still says what is so, and what is approved of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet

from landbridge.agreements.queries.subjects import digest_of_content
from landbridge.base.access import allowed
from landbridge.people.models import User
from landbridge.programmes.criteria.rulebooks import read_rules
from landbridge.programmes.models import Application, Call, Selection, SelectionRow, Verdict
from landbridge.programmes.queries.ranking import Place, ranking_of
from landbridge.programmes.queries.screening import screened_calls
from landbridge.programmes.rules.screening import Can


def visible_selections(user: User) -> QuerySet[Selection]:
    """The selections a person may see: those of the calls whose screening they see."""
    rows = Selection.objects.select_related("call__programme")
    return rows.filter(call__in=screened_calls(user).values("pk")) if allowed(user, Can.SEE_SCREENING) else rows.none()


def rows_of(selection: Selection) -> QuerySet[SelectionRow]:
    """The rows, the best first; who has no rank at the end."""
    rows = selection.rows.select_related("application__organisation", "application__person")
    return rows.order_by(F("rank").asc(nulls_last=True), F("total").desc(nulls_last=True), "pk")


def content_of(selection: Selection) -> dict[str, Any]:
    """What is approved: everything the result follows from, as it is now; announced, as it was announced.

    Persons are named by their application's number alone: what is approved is kept when they are erased.
    """
    call = Call.objects.select_related("programme").get(pk=selection.call_id)
    if selection.state == Selection.State.ANNOUNCED:
        rows = [_said(row) for row in selection.rows.select_related("application__organisation")]
    else:
        ranking = ranking_of(call)
        rows = [_said(row_of(place, selection)) for place in ranking.places]
        rows += [{"unjudged": ranking.unjudged, "waiting": ranking.waiting}] if not ranking.is_ready else []
    rows.sort(key=lambda row: json.dumps(row, sort_keys=True))
    return {
        "call": call.pk,
        "places": call.places,
        "reserve_places": call.reserve_places,
        "pass_mark": str(call.pass_mark),
        "tie_rule": call.tie_rule,
        "rows": rows,
    }


def still_stands(selection: Selection) -> bool:
    """Whether the ranking of now is the one that was proposed."""
    return digest_of_content(content_of(selection)) == selection.sha256


def clauses_of(rows: Iterable[SelectionRow], language: str) -> dict[int, str]:
    """For rows that are not eligible, the text of the rule that is not met, by application."""
    wanted = {row.application_id: row.reason for row in rows}
    found: dict[int, str] = {}
    verdicts = Verdict.objects.filter(version__application__in=wanted).select_related("rule_set", "version")
    for verdict in verdicts.order_by("version__number", "rule_set__number"):
        own = verdict.version.application_id
        if verdict.rule != wanted[own]:
            continue
        rule = read_rules(verdict.rule_set.rules).find(verdict.rule)
        if rule is not None:
            found[own] = rule.text.read(language)[0]
    return found


def row_of(place: Place, selection: Selection) -> SelectionRow:
    """A place of the ranking as a row, not saved."""
    return SelectionRow(
        selection=selection,
        application=place.application,
        rubric=place.rubric,
        bonus=place.bonus,
        total=place.total,
        rank=place.rank,
        result=place.result,
        reason=place.reason,
    )


def _said(row: SelectionRow) -> dict[str, Any]:
    return {
        "application": row.application_id,
        "number": row.application.number,
        "name": _name(row.application),
        "rubric": _two(row.rubric),
        "bonus": _two(row.bonus),
        "total": _two(row.total),
        "rank": row.rank,
        "result": str(row.result),
        "reason": row.reason,
    }


def _name(application: Application) -> dict[str, str]:
    one = application.organisation
    names = {"ko": one.name_ko, "zh-hans": one.name_zh, "en": one.name_en} if one is not None else {}
    return {language: name for language, name in names.items() if name}


def _two(number: Any) -> str | None:
    return None if number is None else f"{number:.2f}"
