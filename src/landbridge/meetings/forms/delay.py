"""A delay or another change on the day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from landbridge.base.scripts import in_script
from landbridge.meetings.models import Fair, FairSlot
from landbridge.meetings.planning import Absences


class DelayForm(forms.Form):
    """Who or what is away, from which round until which."""

    who = forms.ChoiceField(label=_("Who or what"))
    begin = forms.ChoiceField(label=_("Away from"), help_text=_("The first round that is missed."))
    end = forms.ChoiceField(
        label=_("Until"), required=False, help_text=_("The last round that is missed; the end of the fair if empty.")
    )

    def __init__(self, fair: Fair, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slots = list(fair.slots.all())
        self.slots = [slot.code for slot in slots]
        rounds = [(slot.code, _round(slot)) for slot in slots]
        groups = (
            ("companies", _("Companies"), fair.companies.all()),
            ("interpreters", _("Interpreters"), fair.interpreters.all()),
            ("tables", _("Tables"), fair.tables.all()),
        )
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            (label, [(f"{noun}:{row.code}", in_script(str(row))) for row in rows]) for noun, label, rows in groups
        ]
        self.fields["begin"].choices = rounds  # type: ignore[attr-defined]
        self.fields["end"].choices = [("", _("end of the fair")), *rounds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any] | None:
        """The end is not before the beginning."""
        cleaned = super().clean() or self.cleaned_data
        begin, end = cleaned.get("begin"), cleaned.get("end")
        if begin and end and self.slots.index(end) < self.slots.index(begin):
            self.add_error("end", _("This round is before the first one that is missed."))
        return cleaned

    def absences(self) -> Absences:
        """What was reported, as a repair takes it."""
        noun, _colon, code = self.cleaned_data["who"].partition(":")
        begin, end = self.cleaned_data["begin"], self.cleaned_data["end"] or self.slots[-1]
        return {noun: {code: self.slots[self.slots.index(begin) : self.slots.index(end) + 1]}}


def _round(slot: FairSlot) -> str:
    return f"{date_format(slot.day, 'MONTH_DAY_FORMAT')} {slot.start:%H:%M}–{slot.end:%H:%M}"
