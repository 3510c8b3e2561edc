"""What somebody sent and what is stored now, field by field, where the two differ."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Model
from django.forms import BaseForm, ChoiceField, ModelChoiceField

from landbridge.directory.tables.versions import Difference


def differing(form: BaseForm, current: Model, more: Mapping[str, str] | None = None) -> list[Difference]:
    """The fields of a valid form that the stored row has otherwise.

    :param more: what is stored for fields that are none of the row's own, such as texts.
    """
    found = []
    stored = dict(more or {})
    for name, field in form.fields.items():
        if name not in form.cleaned_data or not (name in stored or hasattr(current, name)):
            continue
        mine, theirs = form.cleaned_data[name], stored.get(name, getattr(current, name, None))
        # A field of rows has rows for values already; their names need no list of all of them.
        is_list = isinstance(field, ChoiceField) and not isinstance(field, ModelChoiceField)
        names = dict(field.choices) if is_list else {}  # type: ignore[attr-defined] # is_list says so
        said, kept = (_written(value, names) for value in (mine, theirs))
        if said != kept:
            found.append(Difference(str(field.label), said, kept))
    return found


def _written(value: object, names: Mapping[object, object]) -> str:
    return "" if value is None else str(names.get(value, value)).replace("\r\n", "\n").strip()
