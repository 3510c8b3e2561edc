"""Narrowing a month of the access log, signing it off, taking it along."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from landbridge.people.models import User
from landbridge.people.queries.access_review import UNUSUAL
from landbridge.people.wording.looks import ACTIONS, MARKS

HOUSE = "house"
_LARGEST_NUMBER = 2**62


class EntryFilter(forms.Form):
    """Which entries of a month are shown. What can't be read narrows nothing."""

    actor = forms.ChoiceField(label=_("Who looked"), required=False)
    action = forms.ChoiceField(label=_("How"), choices=[("", _("any")), *ACTIONS.items()], required=False)
    unusual = forms.ChoiceField(label=_("Unusual"), choices=[("", _("any")), *MARKS.items()], required=False)
    person = forms.IntegerField(label=_("Person’s number"), required=False, min_value=1, max_value=_LARGEST_NUMBER)
    route = forms.CharField(label=_("Page"), required=False, max_length=80)

    def __init__(self, *args: Any, actors: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(actor.pk), str(actor)) for actor in actors]
        self.fields["actor"].choices = [("", _("anybody")), (HOUSE, _("the house itself")), *named]  # type: ignore[attr-defined]

    def asked(self) -> Q:
        """What was asked, for a queryset of entries."""
        said = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        asked = Q()
        if actor := said.get("actor"):
            asked &= Q(actor=None) if actor == HOUSE else Q(actor=int(actor))
        if action := said.get("action"):
            asked &= Q(action=action)
        if route := said.get("route"):
            asked &= Q(route=route)
        if person := said.get("person"):
            asked &= Q(subjects__person_number=person)
        if mark := said.get("unusual"):
            asked &= UNUSUAL[mark]
        return asked


class SignOffForm(forms.Form):
    """What was found in a month."""

    findings = forms.CharField(
        label=_("What you found"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What was unusual, whom you asked about it and what came of it; or that nothing was."),
    )


class ExportForm(forms.Form):
    """What the file is for, and which part of a long month."""

    reason = forms.CharField(
        label=_("What is the file for?"),
        max_length=300,
        help_text=_("Kept in the access log, where it is reviewed every month."),
    )
    part = forms.TypedChoiceField(label=_("Part"), coerce=int)

    def __init__(self, *args: Any, parts: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if parts > 1:
            self.fields["part"].choices = [(number, str(number)) for number in range(1, parts + 1)]  # type: ignore[attr-defined]
        else:
            del self.fields["part"]
