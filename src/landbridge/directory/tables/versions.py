"""What somebody sent and what is stored now, fact by fact, where the two differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm, ChoiceField

from landbridge.base.identifiers import display_number
from landbridge.base.phones import display_phone
from landbridge.directory.models import Organisation


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact: what the form calls it, what was sent, and what is stored."""

    label: str
    mine: str
    theirs: str


def differing_facts(form: BaseForm, current: Organisation) -> list[Difference]:
    """The facts of a valid form that the stored row has otherwise, both as people write them."""
    found = []
    sent = Organisation(**{name: value for name, value in form.cleaned_data.items() if name != "version"})
    for name, field in form.fields.items():
        if name == "version" or getattr(sent, name) == getattr(current, name):
            continue
        names = dict(field.choices) if isinstance(field, ChoiceField) else {}  # type: ignore[arg-type]
        mine, theirs = (_written(one, name, names) for one in (sent, current))
        found.append(Difference(str(field.label), mine, theirs))
    return found


def _written(one: Organisation, name: str, names: dict[Any, Any]) -> str:
    value = getattr(one, name)
    if name == "number":
        return display_number(one.number_kind, value)
    if name == "phone":
        return display_phone(value) if value else ""
    return "" if value is None else str(names.get(value, value))
