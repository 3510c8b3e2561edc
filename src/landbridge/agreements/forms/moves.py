"""Signing an agreement, planning its review, adding a file."""

from __future__ import annotations

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.forms.fields import day_field


class SignForm(forms.Form):
    """When it was signed, and its number."""

    signed_on = day_field(label=_("Signed on"), required=True, initial=timezone.localdate)
    number = forms.CharField(
        label=_("Number"), max_length=40, required=False, help_text=_("The number it is filed under, if it has one.")
    )


class ReviewForm(forms.Form):
    """When both sides look at it again."""

    review_on = day_field(label=_("Next review"), help_text=_("Empty: no review is planned."))


class FileForm(forms.Form):
    """The file, and what it is. Whether it may come in is told by its content, when it is kept."""

    file = forms.FileField(
        label=_("File"),
        max_length=200,
        allow_empty_file=True,  # answered with what is wrong, as every other file
        help_text=_("A PDF, an Office or Hangul document, or a picture: the signed copy, or minutes."),
    )
    title = forms.CharField(
        label=_("Title"), max_length=120, required=False, help_text=_("The file’s name, if this is left empty.")
    )
