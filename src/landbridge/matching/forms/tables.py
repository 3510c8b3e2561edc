"""A published table of codes to take in."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from landbridge.matching.models import CodeTable


class CodeTableForm(forms.ModelForm[CodeTable]):
    """The file, and whose it is."""

    file = forms.FileField(
        label=_("Excel or CSV file"),
        allow_empty_file=True,  # answered by the reader, in its words
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text=_("One code a row, under the headings “code” and “ko”, “zh” or “en”. Titles above are understood."),
    )
    field_order = ("scheme", "file", "edition", "source", "licence", "valid_from")

    class Meta:
        model = CodeTable
        fields = ("scheme", "edition", "source", "licence", "valid_from")
        widgets: ClassVar = {"valid_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts: ClassVar = {
            "edition": _("Such as HS 2022 or KSIC 11."),
            "source": _("Who publishes it, and where."),
        }
