"""What a file of organisations shall hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from landbridge.directory.queries.exports import ALWAYS, COLUMNS_OUT, CONTACTS, USUAL
from landbridge.people.forms.reasons import ReasonForm


class ExportForm(ReasonForm):
    """The kind of file and its columns; the reason where contacts of many persons are among them.

    ``ExportForm(data, persons=n)``: ``persons`` are those whom the file names if contacts are in it.
    """

    format = forms.ChoiceField(
        label=_("Kind of file"),
        choices=[("xlsx", _("Excel workbook (XLSX)")), ("csv", _("CSV, for other programs"))],
        initial="xlsx",
        widget=forms.RadioSelect,
    )
    column = forms.MultipleChoiceField(
        label=_("Columns"),
        required=False,
        choices=[(key, column.label) for key, column in COLUMNS_OUT.items() if key not in {*ALWAYS, *CONTACTS}],
        initial=USUAL,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Names are always in it. Figures that are confidential stay empty for the other side."),
    )
    contacts = forms.BooleanField(label=_("With the contacts that you may see"), required=False)

    field_order = ("format", "contacts", "reason", "column")

    def __init__(self, *args: Any, persons: int, **kwargs: Any) -> None:
        super().__init__(*args, persons=persons, **kwargs)
        if persons:
            self.fields["contacts"].help_text = ngettext(
                "%(n)s contact of these organisations may be shown to you.",
                "%(n)s contacts of these organisations may be shown to you.",
                persons,
            ) % {"n": f"{persons:,}"}
        else:
            del self.fields["contacts"]
        if "reason" in self.fields:
            self.fields["reason"].required = self.is_bound and bool(self.data.get("contacts"))
            self.fields["reason"].help_text = _("Asked where contacts are in it. Kept in the access log.")

    @property
    def columns(self) -> list[str]:
        """Those chosen, in the order of a file; only after ``is_valid()``."""
        chosen = {*ALWAYS, *self.cleaned_data["column"]}
        if self.cleaned_data.get("contacts"):
            chosen |= CONTACTS
        return [key for key in COLUMNS_OUT if key in chosen]
