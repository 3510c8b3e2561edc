"""Keeping a blacklist: an entry, a file of many, and why one comes off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

_LARGEST = 2_000_000


class EntryForm(forms.Form):
    """One organisation on a list."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("As the list has it. Legal forms and spaces do not matter.")
    )
    number = forms.CharField(
        label=_("Registration number"),
        max_length=30,
        required=False,
        help_text=_("An equal number is found whatever the name, and a different one tells two of one name apart."),
    )
    list_name = forms.CharField(label=_("List"), max_length=120, help_text=_("Which list it is, with its year."))
    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    source = forms.CharField(label=_("Source"), max_length=200, help_text=_("Who published it, and where."))
    listed_on = forms.DateField(
        label=_("Listed on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        initial=timezone.localdate,
    )


class ListFileForm(EntryForm):
    """A file of many entries, and what holds for those rows that do not say it themselves."""

    name = None  # type: ignore[assignment]
    number = None  # type: ignore[assignment]
    file = forms.FileField(
        label=_("Excel or CSV file"),
        allow_empty_file=True,  # answered by the reader, in its words
        help_text=_(
            "One organisation a row, under headings: Name, and perhaps Registration number, Reason, Listed on, List "
            "and Source. At most 2,000 rows."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
    )
    field_order = ("file", "list_name", "reason", "source", "listed_on")

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse what is too large to be read at once."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > _LARGEST:
            raise ValidationError(
                _("The file is larger than %(limit)s. Split it into several files."),
                params={"limit": filesizeformat(_LARGEST)},
            )
        return file

    def given(self) -> dict[str, Any]:
        """What holds for rows that do not say it."""
        return {name: self.cleaned_data[name] for name in ("list_name", "reason", "source", "listed_on")}


class ReasonForm(forms.Form):
    """Why something is decided."""

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
