"""All rows of a kind on one page: added, changed and removed together, with or without scripts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from landbridge.directory.forms.rows import FORMS, RowForm
from landbridge.directory.models import Organisation

MOST_ROWS = 60
PREFIX = "rows"


class BaseRows(forms.BaseFormSet[RowForm]):
    """The rows of one kind. A row that is struck out is not looked at, and a row left empty is none."""

    def clean(self) -> None:
        """Tell of what stands there twice, at the later of the two."""
        seen: set[tuple[Any, ...]] = set()
        for form in self.forms:
            said = getattr(form, "cleaned_data", {})
            if not form.once or form.errors or said.get("DELETE") or not form.has_changed_or_is_kept():
                continue
            key = tuple(said.get(name) for name in form.once)
            if key in seen:
                form.add_error(form.once[-1], _("This stands in another row already."))
            seen.add(key)

    @property
    def said(self) -> list[dict[str, Any]]:
        """The rows that stay, as ``actions.rows.change_rows`` takes them."""
        kept = (form.cleaned_data for form in self.forms if form.has_changed_or_is_kept())
        return [
            {name: value for name, value in said.items() if name != "DELETE" and (name != "pk" or value)}
            for said in kept
            if said and not said.get("DELETE")
        ]

    def add_fields(self, form: RowForm, index: int | None) -> None:
        """Words for the box that strikes a row out."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove this row")


def row_set(kind: str, organisation: Organisation, data: QueryDict | None) -> BaseRows:
    """The form of an organisation's rows of a kind; with one empty row to write in, or as many as were asked for."""
    form = FORMS[kind]
    rows: Iterable[Any] = getattr(organisation, kind).all()
    made = forms.formset_factory(
        form, formset=BaseRows, extra=1, can_delete=True, can_delete_extra=False, max_num=MOST_ROWS
    )
    initial = [form.said_of(row) for row in rows]
    return cast("BaseRows", made(data, prefix=PREFIX, initial=initial))


def with_one_more(data: QueryDict) -> QueryDict:
    """What was sent, with another empty row."""
    data = data.copy()
    total = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    data[f"{PREFIX}-TOTAL_FORMS"] = str(min(int(total) + 1, MOST_ROWS) if total.isdecimal() and len(total) < 4 else 1)
    return data


def without_gone(data: QueryDict, there: Iterable[int], version: int) -> QueryDict:
    """What was sent, ready to be sent again over what is stored now: rows that went meanwhile become new ones."""
    data = data.copy()
    kept = {str(number) for number in there}
    for name in [name for name in data if name.startswith(f"{PREFIX}-") and name.endswith("-pk")]:
        if data[name] not in kept:
            data[name] = ""
    data["version"] = str(version)
    return data
