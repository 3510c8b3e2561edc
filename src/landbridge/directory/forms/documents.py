"""A file about an organisation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class DocumentForm(forms.Form):
    """The file, and what it is. Whether it may come in is told by its content, when it is kept."""

    file = forms.FileField(
        label=_("File"),
        max_length=200,
        allow_empty_file=True,  # answered with what is wrong, as every other file
        help_text=_("A PDF, an Office or Hangul document, or a picture, such as the registration or a catalogue."),
    )
    title = forms.CharField(
        label=_("Title"), max_length=120, required=False, help_text=_("The file’s name, if this is left empty.")
    )
