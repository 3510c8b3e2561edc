"""What is said about a place: why it is given up, which document is handed in, what is missing in it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class VersionForm(forms.Form):
    """Something that was shown at a version."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class WithdrawForm(VersionForm):
    """Why a place is given up."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The staff of your side read it. Please name no persons."),
    )


class HandInForm(VersionForm):
    """A document that is handed in."""

    file = forms.FileField(label=_("File"), help_text=_("PDF, Word, Excel, Hangul or a picture."))


class ReturnForm(VersionForm):
    """What is missing in a document."""

    note = forms.CharField(
        label=_("What is missing"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The participant reads it beside the document."),
    )
