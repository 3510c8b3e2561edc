"""The facts of an organisation, as they are entered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxLengthValidator, URLValidator
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.base.countries import country_names
from landbridge.base.identifiers import BadNumber, check_number, display_number, guess_kind
from landbridge.base.phones import BadPhone, check_phone, display_phone
from landbridge.directory.models import Organisation

#: What decides whether there is such an organisation already; the form asks whenever one of them changes.
COMPARED = ("name_ko", "name_zh", "name_en", "country", "region", "number_kind", "number")
LONGEST_TEXT = 5000
NAMES = {"name_ko": "ko", "name_zh": "zh-Hans", "name_en": "en"}


class OrganisationForm(forms.ModelForm[Organisation]):
    """Everything about an organisation that stands in no rows. Its side is that of whoever enters it."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        max_length=200,
        validators=[URLValidator(("http", "https"))],
        widget=forms.URLInput({"placeholder": "https://"}),
    )

    class Meta:
        model = Organisation
        fields = (
            "name_ko", "name_zh", "name_en", "kind", "country", "region", "number_kind", "number",
            "founded", "employees", "website", "phone", "about",
        )  # fmt: skip

    def __init__(self, *args: Any, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.side = side
        for name, language in NAMES.items():
            self.fields[name].widget.attrs |= {"lang": language, "autocomplete": "off"}
        named = country_names(get_language() or "en")
        near = list(dict.fromkeys(settings.LANDBRIDGE_REGIONS[one] for one in (side, *settings.LANDBRIDGE_REGIONS)))
        ordered = {code: named.get(code, code) for code in (*near, *named)}
        self.fields["country"] = forms.ChoiceField(
            label=self.fields["country"].label, choices=list(ordered.items()), initial=near[0]
        )
        checked = {
            "hx-get": reverse_lazy("directory:check_number"),
            "hx-target": "#number-said",
            "hx-include": "#id_number_kind, #id_number",
        }
        self.fields["number"].widget.attrs |= checked | {"hx-trigger": "change", "autocomplete": "off"}
        self.fields["number_kind"].widget.attrs |= checked | {"hx-trigger": "change"}
        self.fields["number"].help_text = _("As it is printed; what stands between its digits does not matter.")
        self.fields["phone"].help_text = _("With its country code if it is of another country: +82 10 1234 5678.")
        self.fields["employees"].help_text = _("Only your side and the organisation’s editors see it.")
        self.fields["about"].widget = forms.Textarea({"rows": 5})
        self.fields["about"].validators.append(MaxLengthValidator(LONGEST_TEXT))
        self.fields["about"].help_text = _("In whichever of the languages; others may follow.")
        self.fields["founded"].widget.attrs |= {"min": 1000, "max": timezone.localdate().year}
        if self.instance.pk:
            self.initial["number"] = display_number(self.instance.number_kind, self.instance.number)
            self.initial["phone"] = display_phone(self.instance.phone)
            self.initial["version"] = self.instance.version

    def clean_founded(self) -> int | None:
        """No organisation was founded in a year to come."""
        year: int | None = self.cleaned_data["founded"]
        if year is not None and year > timezone.localdate().year:
            raise forms.ValidationError(_("This year has not come yet."))
        return year

    def clean(self) -> dict[str, Any]:
        """Check what belongs together: a name in some language, the number by its register, the number to dial."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) for name in NAMES) and not self.errors.keys() & NAMES.keys():
            self.add_error(None, _("Enter the legal name in at least one of the languages."))
        if number := cleaned.get("number"):
            kind = cleaned.get("number_kind") or guess_kind(number)
            try:
                cleaned["number"] = check_number(kind or "other", number)
            except BadNumber as error:
                self.add_error("number", error.message())
            cleaned["number_kind"] = kind or "other"
        elif cleaned.get("number_kind"):
            cleaned["number_kind"] = ""
        if cleaned.get("phone"):
            try:
                cleaned["phone"] = check_phone(cleaned["phone"], cleaned.get("country", ""))
            except BadPhone as error:
                self.add_error("phone", error.message())
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What was said, as the actions take it."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def draft(self) -> Organisation:
        """The organisation as far as it can be read by now, to be compared; it is never saved."""
        return draft_of(self.side, self.cleaned_data, number=self.instance.pk)

    def _post_clean(self) -> None:
        """The action checks and writes the row; the form must not change the one it shows."""


def draft_of(side: str, said: Any, *, number: int | None = None) -> Organisation:
    """An organisation of what a form holds so far; a number that can't be one is left out."""
    facts = {name: str(said.get(name) or "").replace("\0", "").strip()[:200] for name in COMPARED}
    kind = facts["number_kind"] or guess_kind(facts["number"])
    try:
        facts["number"] = check_number(kind, facts["number"])
    except (BadNumber, KeyError):
        facts["number"] = kind = ""
    return Organisation(pk=number, side=side, **facts | {"number_kind": kind})
