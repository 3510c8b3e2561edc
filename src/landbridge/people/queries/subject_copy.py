"""A copy of everything the house holds of one person, as the inventory finds it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models

from landbridge.base.inventory import Classified, Holds
from landbridge.people.models import Person
from landbridge.people.queries.erasure import about_people, addresses_of, rows_of

#: Beside what is about the person, what makes a row understood: days, kinds, states, counts.
_PLAIN = (models.CharField, models.DateField, models.BooleanField, models.IntegerField, models.DecimalField)

Field = models.Field[Any, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one model about a person, and the fields of each that are in the copy."""

    entry: Classified
    fields: tuple[Field, ...]
    rows: tuple[models.Model, ...]

    @property
    def label(self) -> str:
        """The model, as ``app.Model``."""
        return self.entry.model._meta.label  # noqa: SLF001 - Django's public way to a model's name

    def is_about(self, field: Field) -> bool:
        """Whether a field is about the person, and not only beside it."""
        return self.entry.fields[field.name] in {Holds.PERSONAL, Holds.SENSITIVE}


def copy_of(person: Person) -> list[Part]:
    """Every row about a person with every personal field, model by model; those without rows are left out.

    What opens doors (passwords, digests of keys) is in no copy, and neither is what is confidential to others.
    """
    addresses = addresses_of(person)
    parts = (Part(entry, _fields(entry), tuple(rows_of(entry, person, addresses))) for entry in about_people())
    return [part for part in parts if part.rows and part.fields]


def as_json(parts: Iterable[Part]) -> dict[str, list[dict[str, Any]]]:
    """The copy by model, each row by field name: values as JSON takes them."""
    return {
        part.label: [{field.name: _plain(row, field) for field in part.fields} for row in part.rows] for part in parts
    }


def _fields(entry: Classified) -> tuple[Field, ...]:
    about = set(entry.names(Holds.PERSONAL, Holds.SENSITIVE))
    beside = set(entry.names(Holds.NONE))
    return tuple(
        field
        for field in entry.model._meta.fields  # noqa: SLF001
        if field.name in about
        or (field.name in beside and isinstance(field, _PLAIN) and not field.primary_key and not field.is_relation)
    )


def _plain(row: models.Model, field: Field) -> Any:
    value = field.value_from_object(row)
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return str(value) if isinstance(field, models.FileField) else field.value_to_string(row)
