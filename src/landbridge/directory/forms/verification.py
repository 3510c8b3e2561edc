"""Saying how far an organisation was verified."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from landbridge.directory.tables.checks import LEVELS


class VerificationForm(forms.Form):
    """A level, where it was seen, and until when it holds."""

    level = forms.TypedChoiceField(
        label=_("Verification level"), choices=list(LEVELS.items()), coerce=int, widget=forms.RadioSelect, initial="2"
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("Where it was seen: a register and the day, a visit, a document."),
    )
    evidence = forms.FileField(
        label=_("Evidence"),
        required=False,
        allow_empty_file=True,  # answered by whoever keeps files, in its words
        help_text=_("A PDF or a picture: an extract from the register, a licence, a photograph of the site."),
    )
    expires_on = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        help_text=_("After this day the level falls back to the latest one that still holds."),
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def facts(self) -> dict[str, Any]:
        """What was entered, as ``verify`` takes it."""
        facts = dict(self.cleaned_data)
        file: UploadedFile[bytes] | None = facts.pop("evidence")
        return facts | {"evidence": (file.read(), file.name or "") if file else None}
