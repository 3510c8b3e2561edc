"""How long data stays, why somebody is erased, what forbids it, and the word that confirms it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from landbridge.people.models import RetentionRule
from landbridge.people.wording.retention import KEPT

LONGEST = 36_500


class RuleForm(forms.Form):
    """One rule."""

    days = forms.IntegerField(label=_("Days it is kept"), min_value=1, max_value=LONGEST)
    basis = forms.CharField(
        label=_("Ground"),
        max_length=300,
        required=False,
        help_text=_("The law or promise that says so. Left empty, the house’s own words stand."),
    )
    is_on = forms.BooleanField(label=_("This rule is applied"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, rule: RetentionRule) -> None:
        shown = {"days": rule.days, "basis": rule.basis, "is_on": rule.is_on, "version": rule.version}
        super().__init__(data, initial=shown)
        self.fields["days"].help_text = gettext("At least %(days)s.") % {"days": KEPT[rule.code].least}


class EraseForm(forms.Form):
    """Why somebody is to be erased."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=200,
        help_text=_("Kept in the certificate, for good. Name nobody here."),
    )


class ConfirmForm(forms.Form):
    """The number of people, typed: what can't be undone is not done by a slip."""

    people = forms.IntegerField(label=_("How many people are erased? Type the number."))

    def __init__(self, *args: Any, people: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = people
        self.fields["people"].widget.attrs["autocomplete"] = "off"

    def clean_people(self) -> int:
        """It must be the number the page says."""
        said: int = self.cleaned_data["people"]
        if said != self._people:
            raise ValidationError(gettext("The rehearsal names %(people)s.") % {"people": self._people})
        return said


class HoldForm(forms.Form):
    """Why somebody's data may not be erased for now."""

    reason = forms.CharField(
        label=_("Why the data must stay"), max_length=300, help_text=_("Which claim or duty needs it.")
    )
    until = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=["%Y-%m-%d"],
        help_text=_("Left empty, until somebody lifts it."),
    )
