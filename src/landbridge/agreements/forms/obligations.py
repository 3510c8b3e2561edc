"""A promise, and the evidence of what was done for it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.forms.fields import TITLES, UnsavedForm, day_field
from landbridge.agreements.models import Obligation


class ObligationForm(UnsavedForm):
    """What is promised, by whom, how many, and until when."""

    due_on = day_field(label=_("Due on"), required=True)

    class Meta:
        model = Obligation
        fields = ("field", "title_ko", "title_zh", "title_en", "original", "owner", "due_on", "target")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mark_languages(TITLES)
        self.fields["target"].widget.attrs |= {"min": 1, "max": 1_000_000}
        self.fields["target"].help_text = _("How many of them are promised until that day.")

    def clean_target(self) -> int:
        """At least one, and no more than anybody could count."""
        target: int = self.cleaned_data["target"]
        if not 1 <= target <= 1_000_000:
            raise forms.ValidationError(_("Enter a number from 1 to 1,000,000."))
        return target


class EvidenceForm(forms.Form):
    """What was done, when and how many, with a file that shows it."""

    happened_on = day_field(label=_("Happened on"), required=True, initial=timezone.localdate)
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=1_000_000, initial=1)
    note = forms.CharField(label=_("What was done"), max_length=1000, widget=forms.Textarea({"rows": 4}))
    note_language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("as its script tells")), *settings.LANGUAGES],
    )
    file = forms.FileField(
        label=_("File"),
        max_length=200,
        required=False,
        allow_empty_file=True,
        help_text=_("What shows it: a report, a programme, a picture. The other side’s staff can open it."),
    )


class DisputeForm(forms.Form):
    """Why it was not so."""

    because = forms.CharField(
        label=_("Why it is disputed"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The other side reads this."),
    )
