"""Wording a notice anew."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from landbridge.base.templatetags.ui.places import to_bcp47
from landbridge.people.wording.notices import BODY_MOST, SUBJECT_MOST, Wording


class NoticeTemplateForm(forms.Form):
    """Subject and text in one language, which the controls carry: it may not be the page's."""

    subject = forms.CharField(label=_("Subject"), max_length=SUBJECT_MOST)
    body = forms.CharField(label=_("Text"), max_length=BODY_MOST, widget=forms.Textarea(attrs={"rows": 10}))
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("subject", "body"):
            self.fields[name].widget.attrs["lang"] = to_bcp47(language)

    def wording(self) -> Wording:
        """What was typed, once the form is valid."""
        return Wording(self.cleaned_data["subject"], self.cleaned_data["body"].replace("\r\n", "\n"))
