"""A workbook to be kept and read."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from landbridge.base.sheets import Limits


class UploadForm(forms.Form):
    """A fair's workbook. Whether it is one is told by its content, when it is read."""

    file = forms.FileField(
        label=_("Workbook"),
        help_text=_("An Excel workbook (.xlsx) laid out like the template."),
        allow_empty_file=True,  # answered by the reader, in its place and with its remedy
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse what is too large to be kept."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        limit = Limits().file_bytes
        if file.size is None or file.size > limit:
            raise ValidationError(
                _("The file is larger than %(limit)s. Remove pictures and unused sheets, and upload it again."),
                params={"limit": filesizeformat(limit)},
            )
        return file
