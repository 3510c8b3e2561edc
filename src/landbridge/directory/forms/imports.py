"""A file to take in, and what each of its columns is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.base.countries import country_names
from landbridge.directory.workbook.columns import BY_KEY, COLUMNS, NAMES

#: The one field that several columns may be: exports of several years stand side by side.
_SEVERAL = "exports"


class UploadForm(forms.Form):
    """A workbook or CSV file of organisations."""

    file = forms.FileField(
        label=_("Excel or CSV file"),
        allow_empty_file=True,  # answered by the reader, in its words
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_(
            "One organisation a row, under headings in Korean, Chinese or English. Titles above, merged cells and a "
            "row of totals are understood."
        ),
    )


class ColumnsForm(forms.Form):
    """What each column is, by the number of the column; and the country of rows that name none."""

    def __init__(
        self, *args: Any, headings: Sequence[str], fields: Mapping[int, str], country: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns = [(number, heading) for number, heading in enumerate(headings) if heading.strip()]
        choices = [("", _("leave out")), *((column.key, column.label) for column in COLUMNS)]
        for number, heading in self.columns:
            self.fields[_name(number)] = forms.ChoiceField(
                label=heading, choices=choices, required=False, initial=fields.get(number, "")
            )
        language = get_language() or "en"
        countries = sorted(country_names(language).items(), key=lambda pair: pair[1])
        self.fields["country"] = forms.ChoiceField(
            label=_("Country of rows that name none"),
            choices=[("", _("none: such rows are turned back")), *countries],
            required=False,
            initial=country,
        )

    @property
    def said(self) -> dict[int, str]:
        """The field of each column that is taken in."""
        return {number: key for number, _heading in self.columns if (key := self.cleaned_data.get(_name(number)))}

    def bound(self) -> list[tuple[str, forms.BoundField]]:
        """Each column's heading with its field."""
        return [(heading, self[_name(number)]) for number, heading in self.columns]

    def clean(self) -> dict[str, Any]:
        """Refuse one field for two columns, and a file without a name."""
        taken: dict[str, str] = {}
        for number, heading in self.columns:
            key = self.cleaned_data.get(_name(number), "")
            if not key or key == _SEVERAL:
                continue
            if key in taken:
                params = {"field": BY_KEY[key].label, "heading": taken[key]}
                told = _("“%(heading)s” is taken for this already: %(field)s. Leave one of the two out.")
                self.add_error(_name(number), ValidationError(told, params=params))
            taken.setdefault(key, heading)
        if not self.errors and not set(self.said.values()) & set(NAMES):
            raise ValidationError(
                _("Say which column holds the name: an organisation without a name can’t be taken in.")
            )
        return self.cleaned_data


def _name(number: int) -> str:
    return f"column_{number}"
