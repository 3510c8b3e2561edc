"""The kind of a file of persons, and what it is for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from landbridge.people.forms.reasons import ReasonForm


class PersonsExportForm(ReasonForm):
    """``PersonsExportForm(data, persons=n)``; asks for the reason where the file names many."""

    format = forms.ChoiceField(
        label=_("Kind of file"),
        choices=[("xlsx", _("Excel workbook (XLSX)")), ("csv", _("CSV, for other programs"))],
        initial="xlsx",
        widget=forms.RadioSelect,
    )
    field_order = ("format", "reason")
