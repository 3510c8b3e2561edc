"""What a list of organisations is narrowed to.

A plain form: every filter is a rule of its own (who may ask by what is confidential, what counts as matching), which
generated filters would only hide.
"""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from landbridge.base.countries import find_country
from landbridge.directory.models import Kind
from landbridge.directory.queries.lists import CURRENCIES, SORTS, Sought
from landbridge.directory.tables.organisations import COLUMNS, DEFAULT_COLUMNS
from landbridge.people.models import Side, User
from landbridge.people.rules import is_staff

_ANY = ("", _("any"))
_LEVELS = [
    _ANY,
    ("0", _("0: nothing checked")),
    ("1", _("1 or above")),
    ("2", _("2 or above")),
    ("3", _("3: seen on site")),
]


class OrganisationFilters(forms.Form):
    """The words and filters of an address. What is not understood is told, and narrows nothing."""

    q = forms.CharField(
        label=_("Find"), required=False, max_length=1000, widget=forms.TextInput(attrs={"type": "search"})
    )
    side = forms.ChoiceField(
        label=_("Side"), required=False, choices=[_ANY, *(choice for choice in Side.choices if choice[0])]
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[_ANY, *Kind.choices])
    country = forms.CharField(label=_("Country"), required=False, max_length=60)
    region = forms.CharField(label=_("Region"), required=False, max_length=80)
    level = forms.ChoiceField(label=_("Verification level"), required=False, choices=_LEVELS)
    industry = forms.CharField(label=_("Industry code begins with"), required=False, max_length=10)
    blocked = forms.ChoiceField(
        label=_("On a blacklist"), required=False, choices=[_ANY, ("yes", _("yes")), ("no", _("no"))]
    )
    since = forms.DateField(
        label=_("Changed since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        # The first moments of year 1 in Asia are none in UTC, and the last of 9999 in America neither.
        validators=[MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2999, 12, 31))],
    )
    exports = forms.DecimalField(
        label=_("Exports in a year of at least"), required=False, min_value=0, max_digits=18, decimal_places=2
    )
    currency = forms.ChoiceField(label=_("in"), required=False, choices=[(code, code) for code in CURRENCIES])
    sort = forms.ChoiceField(required=False, choices=[(sort, sort) for sort in SORTS], widget=forms.HiddenInput)
    column = forms.MultipleChoiceField(
        label=_("Columns"), required=False, choices=list(COLUMNS.items()), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: QueryDict, *, user: User) -> None:
        shown = data.copy()
        shown.setdefault("currency", "USD")
        if "column" not in data:
            shown.setlist("column", list(DEFAULT_COLUMNS))
        super().__init__(shown, auto_id="%s", prefix=None, use_required_attribute=False)
        if not is_staff(user):
            # What is confidential narrows for those who may know it.
            for name in ("blocked", "exports", "currency"):
                del self.fields[name]
        self._asked = shown
        self.is_valid()

    def clean_country(self) -> str:
        """The code of a country given by code or name, in any of the three languages."""
        said = str(self.cleaned_data["country"])
        code = find_country(said) if said else ""
        if code is None:
            raise forms.ValidationError(_("No country is called “%(name)s”."), params={"name": said}, code="country")
        return code

    @property
    def narrowing(self) -> tuple[forms.BoundField, ...]:
        """The filters, without the words, the order and the columns."""
        return tuple(self[name] for name in self.fields if name not in {"q", "sort", "column"})

    @property
    def sought(self) -> Sought:
        """What was understood."""
        data: dict[str, Any] = self.cleaned_data
        since = data.get("since")
        return Sought(
            words=data.get("q", ""),
            side=data.get("side", ""),
            kind=data.get("kind", ""),
            country=data.get("country", ""),
            region=data.get("region", ""),
            level=data.get("level", ""),
            industry=data.get("industry", "").upper(),
            blocked={"yes": True, "no": False}.get(data.get("blocked", "")),
            exports=data.get("exports"),
            currency=data.get("currency") or "USD",
            since=timezone.make_aware(datetime.combine(since, time.min)) if since else None,
        )

    @property
    def sorting(self) -> str:
        """The order asked for: the best match if there are words and nothing else is said, else by name."""
        asked = str(self.cleaned_data.get("sort", ""))
        return asked or ("match" if self.cleaned_data.get("q") else "name")

    @property
    def columns(self) -> list[str]:
        """The columns to show."""
        return [name for name in COLUMNS if name in self.cleaned_data.get("column", DEFAULT_COLUMNS)]

    @property
    def filters_set(self) -> int:
        """How many filters narrow the list."""
        return sum(bool(self.cleaned_data.get(bound.name)) for bound in self.narrowing if bound.name != "currency")

    def query(self, **other: str) -> str:
        """The list as the query of an address, without what is empty or usual; ``other`` replaces parts of it."""
        kept = QueryDict(mutable=True)
        for name in self.fields:
            values = [value for value in self._asked.getlist(name) if value]
            usual = {"column": list(DEFAULT_COLUMNS), "currency": ["USD"], "sort": [other.get("sort", "")]}
            if values and values != usual.get(name):
                kept.setlist(name, values)
        for name, value in other.items():
            kept.pop(name, None)
            if value:
                kept[name] = value
        if not kept.get("exports"):
            kept.pop("currency", None)
        return kept.urlencode()
