"""Two organisations side by side, and what a merge would make of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.base.countries import country_name
from landbridge.base.identifiers import display_number
from landbridge.directory.forms.merging import ONE, MergeForm, differing, told_by
from landbridge.directory.models import (
    Certification,
    Contact,
    Editorship,
    ExportFigure,
    IndustryCode,
    Item,
    Merge,
    Organisation,
    OrganisationDocument,
)
from landbridge.directory.queries.merges import MERGED_FACTS, rows_moving

SHOWN = 20  #: rows of a kind that are named; the others are counted
FACTS = {
    "kind": _("Kind"),
    "country": _("Country"),
    "region": _("Region"),
    "name_ko": _("Legal name in Korean"),
    "name_zh": _("Legal name in Chinese"),
    "name_en": _("Legal name in English"),
    "number": _("Registration number"),
    "founded": _("Founded in"),
    "employees": _("Employees"),
    "phone": _("Telephone"),
    "website": _("Website"),
    "about": _("About"),
}
ROWS: Mapping[type[Any], Any] = {
    Contact: _("Contacts"),
    Item: _("Offers and seeks"),
    ExportFigure: _("Exports"),
    IndustryCode: _("Industries"),
    Certification: _("Certificates"),
    OrganisationDocument: _("Documents"),
    Editorship: _("Editors"),
}


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of both: what each says, whether they differ, and which stays."""

    name: str
    label: object
    one: str
    other: str
    differs: bool
    keeps_one: bool

    @property
    def result(self) -> str:
        """What stays."""
        return self.one if self.keeps_one else self.other


@dataclass(frozen=True, slots=True)
class Moving:
    """Rows of one kind: those that move, and those that stay behind because the kept one has its own."""

    label: object
    moving: list[str]
    more: int
    staying: list[str]


def fact_rows(form: MergeForm) -> list[FactRow]:
    """The facts that at least one of the two has."""
    one, other = form.pair.one, form.pair.other
    different = set(differing(one, other))
    return [
        FactRow(fact, FACTS[fact], said(one, fact), said(other, fact), fact in different, form.chosen(fact) == ONE)
        for fact in MERGED_FACTS
        if getattr(one, told_by(fact)) or getattr(other, told_by(fact))
    ]


def said(organisation: Organisation, fact: str) -> str:
    """What an organisation says of a fact, as a reader takes it."""
    value = getattr(organisation, told_by(fact))
    if value in {"", None}:
        return ""
    if fact == "kind":
        return organisation.get_kind_display()
    if fact == "country":
        return country_name(value, get_language() or "en")
    return display_number(organisation.number_kind, value) if fact == "number" else str(value)


def moving_rows(kept: Organisation, gone: Organisation, contacts: Mapping[int, str]) -> list[Moving]:
    """What moves from one to the other, by kind. ``contacts`` has the names that the reader may see, by number."""
    return list(_moving(kept, gone, contacts))


def _moving(kept: Organisation, gone: Organisation, contacts: Mapping[int, str]) -> Iterator[Moving]:
    for model, (moving, staying) in rows_moving(kept, gone).items():
        if not moving and not staying:
            continue
        shown = [*moving[:SHOWN], *staying[:SHOWN]]
        if model is Contact:
            words = {number: contacts.get(number, "") for number in shown}
        else:
            rows = model._default_manager.filter(pk__in=shown)  # noqa: SLF001
            if model is Editorship:
                rows = rows.select_related("invitation")
            words = {row.pk: _WORDS.get(model, str)(row) for row in rows}
        named = [words[number] for number in moving[:SHOWN] if words.get(number)]
        stay = [words[number] for number in staying[:SHOWN] if words.get(number)]
        yield Moving(ROWS[model], named, len(moving) - len(named), stay)


_WORDS: Mapping[type[Any], Callable[[Any], str]] = {
    Item: lambda row: f"{row.get_kind_display()}: {row}",
    ExportFigure: lambda row: f"{row.year}: {row.currency} {row.amount:,.0f}",
    IndustryCode: lambda row: f"{row.get_scheme_display()} {row.code}",
    Editorship: lambda row: row.invitation.name,
}


def changed_facts(trail: Merge) -> list[tuple[object, str, str]]:
    """The facts that a merge changed: label, before, after."""
    labels = {column: FACTS[fact] for fact, columns in MERGED_FACTS.items() for column in columns[-1:]}
    labels["about"] = FACTS["about"]
    rows: list[tuple[object, str, str]] = []
    for column, (before, after) in trail.before.items():
        if column in labels:
            old, new = Organisation(**{column: before}), Organisation(**{column: after})
            for row, place in ((old, 0), (new, 1)):
                row.number_kind = trail.before.get("number_kind", [trail.kept.number_kind] * 2)[place]
            fact = next(fact for fact, columns in MERGED_FACTS.items() if column in columns)
            rows.append((labels[column], said(old, fact), said(new, fact)))
    return rows


def moved_counts(trail: Merge) -> list[tuple[object, int]]:
    """How many rows of each kind moved."""
    counts = [(label, len(trail.moved.get(model._meta.label, []))) for model, label in ROWS.items()]  # noqa: SLF001
    return [(label, count) for label, count in counts if count]
