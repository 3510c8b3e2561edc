"""A person, their names, and how a list of persons is narrowed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.base.countries import country_names
from landbridge.people.actions.names import MOST_NAMES
from landbridge.people.models import NameOrder, Person, PersonName, Purpose, Script, Side, User
from landbridge.people.models.persons import AgeBand
from landbridge.people.queries.persons import accounts_without_person


class PersonForm(forms.ModelForm[Person]):
    """What is known of a person besides their names."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)

    class Meta:
        model = Person
        fields = ("email", "phone", "residence", "language", "age_band", "photo_note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("not known")), *country_names(get_language() or "en").items()]
        self.fields["residence"] = forms.ChoiceField(
            label=self.fields["residence"].label, choices=choices, required=False
        )
        self.fields["age_band"].help_text = _("All that is asked about age. Under 14, a parent or guardian agrees.")
        self.fields["phone"].help_text = _("With its country code if it is of another country: +82 10 1234 5678.")
        self.fields["photo_note"].help_text = _("Such as: no flash, not on stage.")

    def facts(self) -> dict[str, Any]:
        """What was said, as the actions take it."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields if name in self.cleaned_data}

    def _post_clean(self) -> None:
        """The action checks and writes the row; the form must not change the one it shows."""


class NameForm(forms.Form):
    """One spelling of a name; a row left empty is no name."""

    script = forms.ChoiceField(label=_("Script"), choices=Script.choices, initial=Script.HANGUL)
    family = forms.CharField(label=_("Family name"), max_length=80, required=False)
    given = forms.CharField(label=_("Given name"), max_length=120)
    order = forms.ChoiceField(
        label=_("Which part comes first"), choices=NameOrder.choices, initial=NameOrder.FAMILY_FIRST
    )
    reading = forms.CharField(label=_("Reading"), max_length=160, required=False)
    is_passport = forms.BooleanField(label=_("as in the passport"), required=False)


class BaseNames(forms.BaseFormSet[NameForm]):
    """The names of one person, in the order they are shown."""

    @property
    def said(self) -> list[dict[str, Any]]:
        """The names that were written and not struck out, as the actions take them."""
        return [
            {key: value for key, value in form.cleaned_data.items() if key != "DELETE"}
            for form in self.forms
            if form.cleaned_data.get("given") and not form.cleaned_data.get("DELETE")
        ]

    def add_fields(self, form: NameForm, index: int | None) -> None:
        """Words for the box that strikes a name out."""
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Remove this name")


NameFormSet = forms.formset_factory(
    NameForm, formset=BaseNames, extra=1, can_delete=True, can_delete_extra=False, max_num=MOST_NAMES
)


def names_initial(person: Person) -> list[dict[str, Any]]:
    """A person's own names as the form shows them; what the house suggested is not theirs to keep."""
    rows = [row for row in person.names.all() if not row.is_suggestion]
    return [{name: getattr(row, name) for name in NameForm.base_fields} for row in rows]


def suggested_name(person: Person) -> PersonName | None:
    """The spelling the house suggests, if it does."""
    return next((row for row in person.names.all() if row.is_suggestion), None)


class PersonFilter(forms.Form):
    """How the list of persons is narrowed. What cannot be understood narrows nothing."""

    find = forms.CharField(label=_("Find by name"), max_length=100, required=False)
    side = forms.ChoiceField(
        label=_("Side"), required=False, choices=[("", _("Both sides")), *(one for one in Side.choices if one[0])]
    )
    purpose = forms.ChoiceField(
        label=_("Agrees to"), required=False, choices=[("", _("Anything or nothing")), *Purpose.choices]
    )
    account = forms.ChoiceField(
        label=_("Account"),
        required=False,
        choices=[("", _("With or without")), ("yes", _("Has one")), ("no", _("Has none"))],
    )

    def asked(self) -> dict[str, Any]:
        """Arguments for ``queries.persons.find_persons``."""
        self.is_valid()
        said = self.cleaned_data
        return {
            "query": said.get("find", ""),
            "side": said.get("side", ""),
            "purpose": said.get("purpose", ""),
            "has_account": {"yes": True, "no": False}.get(said.get("account", "")),
        }


class AccountLinkForm(forms.Form):
    """Which account of the side is this person's."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    user = forms.ModelChoiceField(label=_("Account"), queryset=User.objects.none())

    def __init__(self, *args: Any, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["user"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type
        field.queryset = accounts_without_person(side)


AGES = [choice for choice in AgeBand.choices if choice[0]]
