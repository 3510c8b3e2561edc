"""Whom to speak to in an organisation, who is invited to keep its profile, and its files."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.base.pick import Pick
from landbridge.base.templatetags.ui.places import to_bcp47
from landbridge.people.models import Person, User
from landbridge.people.models.persons import NameOrder, Script
from landbridge.people.queries.persons import editable_persons
from landbridge.people.wording.names import display_name


class PlaceForm(forms.Form):
    """What a contact does there, and whether to speak to them first."""

    title = forms.CharField(label=_("Position"), max_length=120, required=False)
    is_first = forms.BooleanField(label=_("to be spoken to first"), required=False)


class KnownContactForm(PlaceForm):
    """Somebody whom one's side knows already."""

    field_order = ("person", "title", "is_first")
    person = forms.ModelChoiceField(label=_("Person"), queryset=Person.objects.none())

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - narrows the type
        field.widget = Pick("person_pick", label=_shown)
        field.queryset = editable_persons(user).prefetch_related("names")
        field.help_text = _("Begin to write the name, in any script.")
        field.error_messages["invalid_choice"] = _("Choose somebody your own side knows.")


class PlaceEditForm(PlaceForm):
    """The same, of a contact that is there: with the version of the organisation that was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class NewContactForm(PlaceForm):
    """Somebody new, with one spelling of their name; more are added on the person's own page."""

    field_order = ("family", "given", "script", "order", "title", "email", "phone", "language", "is_first")
    family = forms.CharField(label=_("Family name"), max_length=80, required=False)
    given = forms.CharField(label=_("Given name"), max_length=120)
    script = forms.ChoiceField(label=_("Script"), choices=Script.choices)
    order = forms.ChoiceField(label=_("Which part comes first"), choices=NameOrder.choices)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=32,
        required=False,
        help_text=_("With its country code if it is of another country: +82 10 1234 5678."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("not known")), *settings.LANGUAGES], required=False
    )

    def said(self) -> dict[str, Any]:
        """What was said, as ``actions.contacts.add_new_contact`` takes it."""
        said = dict(self.cleaned_data)
        return said | {"names": [{name: said.pop(name) for name in ("family", "given", "script", "order")}]}


class EditorForm(forms.Form):
    """Whom to invite to keep an organisation's profile."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("The link is for this address only."))
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("The person can write it otherwise."))
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)


def _shown(person: Person) -> tuple[str, str]:
    name, language = display_name(person.names.all(), get_language() or "en")
    return name, to_bcp47(language)
