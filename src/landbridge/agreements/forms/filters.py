"""What lists of agreements and exchanges are narrowed to. What is not understood narrows nothing."""

from __future__ import annotations

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.models import Agreement, Body, Exchange, Field
from landbridge.agreements.queries.agreements import Sought

_ANY = ("", _("any"))


class AgreementFilters(forms.Form):
    """The words and filters of an address."""

    q = forms.CharField(
        label=_("Find"), required=False, max_length=200, widget=forms.TextInput(attrs={"type": "search"})
    )
    state = forms.ChoiceField(label=_("State"), required=False, choices=[_ANY, *Agreement.State.choices])
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[_ANY, *Agreement.Kind.choices])
    body = forms.ModelChoiceField(
        label=_("Public body"), required=False, queryset=Body.objects.none(), empty_label=_("any")
    )

    def __init__(self, data: object, *, bodies: QuerySet[Body]) -> None:
        super().__init__(data, auto_id="%s", use_required_attribute=False)  # type: ignore[arg-type] # of a request
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type
        field.queryset = bodies
        self.is_valid()

    @property
    def sought(self) -> Sought:
        """What is sought, as ``queries.agreements`` takes it."""
        said = self.cleaned_data
        body = said.get("body")
        return Sought(said.get("q", ""), said.get("state", ""), said.get("kind", ""), body.pk if body else None)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return self.sought != Sought()


class ExchangeFilters(forms.Form):
    """The field of exchanges."""

    field = forms.ChoiceField(label=_("Field"), required=False, choices=[_ANY, *Field.choices])
    direction = forms.ChoiceField(label=_("Direction"), required=False, choices=[_ANY, *Exchange.Direction.choices])

    def __init__(self, data: object) -> None:
        super().__init__(data, auto_id="%s", use_required_attribute=False)  # type: ignore[arg-type] # of a request
        self.is_valid()
