"""What lists and the calendar of programmes are narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.models import Field
from landbridge.people.models.accounts import ONE_SIDE
from landbridge.programmes.models import Programme, ProgrammeKind

ANY = ("", _("any"))


class ProgrammeFilters(forms.Form):
    """Words and filters of the list of programmes. What is not understood narrows nothing."""

    q = forms.CharField(label=_("Find"), required=False, max_length=200, widget=forms.TextInput({"type": "search"}))
    kind = forms.ModelChoiceField(
        label=_("Kind"), required=False, queryset=ProgrammeKind.objects.all(), empty_label=ANY[1], to_field_name="code"
    )
    side = forms.ChoiceField(label=_("Led by"), required=False, choices=[ANY, *ONE_SIDE])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[ANY, *Programme.State.choices])

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, auto_id="%s", use_required_attribute=False)
        self.is_valid()

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for."""
        return any(self.cleaned_data.values())

    def apply(self, rows: QuerySet[Programme]) -> QuerySet[Programme]:
        """The rows that are asked for."""
        said: dict[str, Any] = self.cleaned_data
        if words := said.get("q", "").split():
            for word in words[:8]:
                rows = rows.filter(
                    Q(name_ko__icontains=word) | Q(name_zh__icontains=word) | Q(name_en__icontains=word)
                    | Q(place__icontains=word)
                )  # fmt: skip
        return rows.filter(**{name: said[name] for name in ("kind", "side", "state") if said.get(name)})


class SeasonFilters(forms.Form):
    """The year, the field and the side of the calendar."""

    year = forms.IntegerField(required=False, min_value=2000, max_value=2100, widget=forms.HiddenInput)
    field = forms.ChoiceField(label=_("Field of cooperation"), required=False, choices=[ANY, *Field.choices])
    side = forms.ChoiceField(label=_("Led by"), required=False, choices=[ANY, *ONE_SIDE])

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, auto_id="%s", use_required_attribute=False)
        self.is_valid()
