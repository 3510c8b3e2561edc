"""The facts that rules judge by: the answers, what the directory knows, and earlier programmes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Q

from landbridge.base.money import Money
from landbridge.directory.models import Organisation
from landbridge.programmes.criteria.explaining import Options
from landbridge.programmes.criteria.values import Certificate, Value
from landbridge.programmes.models import Application, Participation

HOLDS_PLACE = (
    Participation.State.OFFERED,
    Participation.State.CONFIRMED,
    Participation.State.COMPLETED,
    Participation.State.SETTLED,
)


@dataclass(slots=True)
class Facts:
    """Facts by name (``programmes.criteria``).

    Of those that are answers, ``labels`` has the questions' words, and ``options`` the words of what can be chosen.
    """

    values: dict[str, Value | None] = field(default_factory=dict)
    labels: dict[str, Mapping[str, str]] = field(default_factory=dict)
    options: dict[str, Options] = field(default_factory=dict)


def facts_of(
    application: Application,
    answers: Mapping[str, Any],
    on: date,
    *,
    questions: Iterable[Mapping[str, Any]] = (),
    held: Held | None = None,
) -> Facts:
    """What is known about an applicant on a day.

    :param answers: by the codes of ``questions``, the form they were given to; the application's own if none.
    :param held: ``places_held`` of many applications at once, where there are many.
    """
    facts = Facts()
    asked = list(questions or application.form.questions)
    facts.options = options_of(asked)
    for question in asked:
        for name, label, value in _answers(question, answers):
            facts.values[name], facts.labels[name] = value, label
    facts.values["applicant.side"] = application.side
    if application.organisation is not None:
        facts.values |= _of_organisation(application.organisation, on)
    facts.values["certificates"] = (
        (*_held(application), *_claimed(answers)) if application.organisation_id else (_claimed(answers) or None)
    )
    facts.values |= _earlier(application, held)
    return facts


def options_of(questions: Iterable[Mapping[str, Any]]) -> dict[str, Options]:
    """What can be chosen, by the name of the fact that the answer is."""
    found: dict[str, Options] = {}
    for question in questions:
        for name, one in (
            (f"answers.{question.get('code', '')}", question),
            *((f"answers.{question.get('code', '')}.{inner.get('code', '')}", inner)
              for inner in question.get("questions", ())),
        ):  # fmt: skip
            if options := one.get("options"):
                found[name] = {str(option.get("code", "")): option.get("label") or {} for option in options}
    return found


# ---- answers --------------------------------------------------------------------------------------------------------


def _answers(
    question: Mapping[str, Any], answers: Mapping[str, Any]
) -> Iterator[tuple[str, Mapping[str, str], Value | None]]:
    code, label = str(question.get("code", "")), question.get("label") or {}
    said = answers.get(code)
    if question.get("kind") != "group":
        yield f"answers.{code}", label, _value(str(question.get("kind", "")), said)
        return
    rows = [row for row in said if isinstance(row, dict)] if isinstance(said, list) else []
    yield f"answers.{code}.count", label, Decimal(len(rows))
    for inner in question.get("questions", ()):
        values = [_value(str(inner.get("kind", "")), row.get(inner.get("code"))) for row in rows]
        texts = [text for value in values for text in (value if isinstance(value, tuple) else (value,))]
        yield (
            f"answers.{code}.{inner.get('code', '')}",
            inner.get("label") or {},
            values[0] if len(values) == 1 else tuple(text for text in texts if isinstance(text, str)) or None,
        )


def _value(kind: str, said: Any) -> Value | None:
    """An answer as a fact; what is not as its question wants it is not known."""
    read = {"number": _number, "money": _money, "date": _day, "choices": _several, "consent": _yes}.get(kind, _text)
    return None if said in (None, "", [], {}) else read(said)


def _number(said: Any) -> Decimal | None:
    text = said.get("number", said.get("amount")) if isinstance(said, dict) else said
    if isinstance(text, bool):
        return None
    try:
        number = Decimal(str(text))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _money(said: Any) -> Money | None:
    amount = _number(said) if isinstance(said, dict) else None
    currency = said.get("currency") if isinstance(said, dict) else None
    return Money(amount, currency) if amount is not None and isinstance(currency, str) and currency else None


def _day(said: Any) -> date | None:
    try:
        return date.fromisoformat(str(said))
    except ValueError:
        return None


def _several(said: Any) -> tuple[str, ...] | None:
    return tuple(str(one) for one in said) if isinstance(said, list) else None


def _yes(said: Any) -> bool | None:
    return said if isinstance(said, bool) else None


def _text(said: Any) -> Value | None:
    if isinstance(said, bool):
        return said
    if isinstance(said, dict):  # a registration number, a file: what it is called, so that "exists" can be asked
        said = said.get("number") or said.get("name") or next(iter(said.values()), "")
    if isinstance(said, list):
        return tuple(str(one.get("name", "")) if isinstance(one, dict) else str(one) for one in said)
    return str(said)


# ---- the directory --------------------------------------------------------------------------------------------------


def _of_organisation(one: Organisation, on: date) -> dict[str, Value | None]:
    figures = [figure for figure in one.exports.all() if figure.year <= on.year]
    before = next((figure for figure in figures if figure.year == on.year - 1), None)
    latest = max(figures, key=lambda figure: figure.year, default=None)
    return {
        "organisation.kind": one.kind,
        "organisation.country": one.country,
        "organisation.region": one.region or None,
        "organisation.founded": None if one.founded is None else Decimal(one.founded),
        "organisation.age": None if one.founded is None else Decimal(on.year - one.founded),
        "organisation.employees": None if one.employees is None else Decimal(one.employees),
        "organisation.level": Decimal(one.level),
        "organisation.blocked": one.is_blocked,
        "organisation.has_number": bool(one.number),
        "organisation.industries": tuple(f"{row.scheme}:{row.code}" for row in one.industries.all()) or None,
        "exports.last_year": None if before is None else Money(before.amount, before.currency),
        "exports.latest": None if latest is None else Money(latest.amount, latest.currency),
    }


def _held(application: Application) -> tuple[Certificate, ...]:
    assert application.organisation is not None  # noqa: S101 - the caller asked
    rows = application.organisation.certifications.all()
    return tuple(Certificate(row.name, row.issued_on, row.expires_on) for row in rows)


def _claimed(answers: Mapping[str, Any]) -> tuple[Certificate, ...]:
    """Certificates that a form asks for itself: a group ``certificates`` of name, issued_on, expires_on."""
    rows = answers.get("certificates")
    return tuple(
        Certificate(str(row["name"]), _day(row.get("issued_on")), _day(row.get("expires_on")))
        for row in (rows if isinstance(rows, list) else [])
        if isinstance(row, dict) and row.get("name")
    )


# ---- earlier programmes ---------------------------------------------------------------------------------------------

#: Participations by whose they are: ("organisation" | "person", number).
Held = Mapping[tuple[str, int], list[Participation]]


def places_held(applications: Iterable[Application]) -> Held:
    """What the applicants were offered places in, in one query for all of them.

    What was another organisation once, and was merged into an applicant, took part as well.
    """
    rows = list(applications)
    firms = {row.organisation_id for row in rows if row.organisation_id}
    persons = {row.person_id for row in rows if row.person_id}
    whose = Q(application__organisation__in=firms) | Q(application__organisation__merged_into__in=firms)
    whose |= Q(application__person__in=persons)
    held: dict[tuple[str, int], list[Participation]] = {}
    found = Participation.objects.filter(whose).select_related("programme", "application__organisation")
    for row in found:
        firm = row.application.organisation
        if firm is None:
            held.setdefault(("person", row.application.person_id or 0), []).append(row)
        else:
            held.setdefault(("organisation", firm.merged_into_id or firm.pk), []).append(row)
    return held


def _earlier(application: Application, held: Held | None) -> dict[str, Value | None]:
    programme = application.call.programme
    known = places_held([application]) if held is None else held
    whose = ("organisation" if application.organisation_id else "person", _number_of(application))
    rows = [row for row in known.get(whose, []) if row.programme_id != programme.pk]
    taken = [row for row in rows if row.state in HOLDS_PLACE]
    kind = [row for row in taken if row.programme.kind_id == programme.kind_id]
    same_year = sum(row.programme.starts_on.year == programme.starts_on.year for row in kind)
    return {
        "earlier.kind_this_year": Decimal(same_year),
        "earlier.kind": Decimal(len(kind)),
        "earlier.all": Decimal(len(taken)),
        "earlier.kept": Decimal(sum(row.deposit == Participation.Deposit.KEPT for row in rows)),
    }


def _number_of(application: Application) -> int:
    return application.organisation_id or application.person_id or 0
