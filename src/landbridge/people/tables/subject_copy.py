"""A copy of somebody's data on paper: what is about them, and the days and kinds beside it, in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from landbridge.people.queries.subject_copy import Field, Part
from landbridge.people.wording.copies import field_label, part_title


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the copy: its title, and for each row what is known, as label and value."""

    title: str | Promise
    rows: tuple[tuple[tuple[str | Promise, str], ...], ...]


Teller = Callable[[Any], str]
_tellers: dict[tuple[str, str], Teller] = {}


def tells(label: str, field: str) -> Callable[[Teller], Teller]:
    """Decorator, for apps above: say a field of a model (``app.Model``) in words that its own row gives."""

    def add(teller: Teller) -> Teller:
        _tellers[label, field] = teller
        return teller

    return add


def sections(parts: Iterable[Part]) -> list[Section]:
    """The copy for its reader: empty fields are left out, and so is what only the house's own order needs."""
    return [
        Section(
            part_title(part.label),
            tuple(
                tuple(
                    (field_label(field.name, field.verbose_name), said)
                    for field in part.fields
                    if (part.is_about(field) or field.choices or isinstance(field, models.DateField))
                    and (said := _said(part.label, row, field))
                )
                for row in part.rows
            ),
        )
        for part in parts
    ]


def _said(label: str, row: models.Model, field: Field) -> str:
    value: Any = field.value_from_object(row)
    if value in (None, "", [], {}):
        return ""
    if (teller := _tellers.get((label, field.name))) is not None:
        return teller(row)
    return str(getattr(row, f"get_{field.name}_display")()) if field.choices else _plainly(value)


def _plainly(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{date_format(local, 'DATETIME_FORMAT')} {date_format(local, 'e')}"
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
