"""The one box, and what narrows it; and the name a search is kept under."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from landbridge.directory.forms.filters import OrganisationFilters
from landbridge.matching.models import SavedSearch
from landbridge.matching.planning.searching import LONGEST
from landbridge.matching.queries.searching import Filters
from landbridge.people.models import User

NARROWING = ("side", "kind", "country", "region", "level", "industry", "what")
_WHAT = [("", _("offers and needs")), ("offer", _("only what is offered")), ("seek", _("only what is sought"))]


class SearchForm(OrganisationFilters):
    """The words and filters of an address, as the directory's list reads them; what makes no sense narrows nothing."""

    q = forms.CharField(
        label=_("Find organisations"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "enterkeyhint": "search"}),
    )
    what = forms.ChoiceField(label=_("Look in"), required=False, choices=_WHAT)

    def __init__(self, data: QueryDict, *, user: User) -> None:
        known = QueryDict(mutable=True)
        for name in ("q", *NARROWING):
            if name in data:
                known[name] = str(data[name] or "")
        super().__init__(known, user=user)
        for name in self.fields.keys() - {"q", *NARROWING}:
            del self.fields[name]

    @property
    def words(self) -> str:
        """What is looked for."""
        return str(self.cleaned_data.get("q", "")).strip()

    @property
    def filters(self) -> Filters:
        """What was understood."""
        data: dict[str, Any] = self.cleaned_data
        said = {name: str(data.get(name) or "") for name in NARROWING}
        return Filters(**said | {"industry": said["industry"].upper()})

    @property
    def kept(self) -> dict[str, str]:
        """The filters as a kept search holds them."""
        return {name: str(value) for name in NARROWING if (value := self.cleaned_data.get(name))}


def again(search: SavedSearch) -> SearchForm:
    """The form of a kept search. A filter that means nothing any more narrows nothing."""
    return SearchForm(query_of(search.words, search.filters), user=search.user)


def query_of(words: str, filters: Mapping[str, str]) -> QueryDict:
    """Words and filters as an address carries them."""
    query = QueryDict(mutable=True)
    query["q"] = words
    for name in NARROWING:
        if value := filters.get(name):
            query[name] = value
    return query


class SavedSearchForm(forms.ModelForm[SavedSearch]):
    """``user`` is its owner, who calls no two searches the same."""

    class Meta:
        model = SavedSearch
        fields = ("name", "notifies")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_name(self) -> str:
        """A name not used yet."""
        name = str(self.cleaned_data["name"]).strip()
        if SavedSearch.objects.filter(user=self._user, name=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("You have a search called “%(name)s” already."), params={"name": name})
        return name
