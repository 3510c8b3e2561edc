"""Asking about one's own data, putting on record what came by letter, and answering."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from landbridge.people.models.retention import RequestKind

#: A copy needs no request: it is there at once.
ASKED = [(kind.value, kind.label) for kind in RequestKind if kind is not RequestKind.EXPORT]


class AskForm(forms.Form):
    """What is asked, in the person's own words."""

    kind = forms.ChoiceField(label=_("What do you ask for?"), choices=ASKED, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Which data it is about, and what should be otherwise. Erasure needs no reason."),
    )


class LetterForm(AskForm):
    """What came otherwise than by this site."""

    received_on = forms.DateField(
        label=_("The day it came"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
        help_text=_("The ten days to answer run from here."),
    )
    field_order = ("received_on", "kind", "text")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].label = _("What is asked for?")
        self.fields["kind"].choices = RequestKind.choices  # type: ignore[attr-defined]
        self.fields["text"].label = _("What it says")
        self.fields["text"].help_text = ""


class AnswerForm(forms.Form):
    """What was done, or why it can't be."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("The person reads it: what was done, or why it can’t be, and where they can complain."),
    )
