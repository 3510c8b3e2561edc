"""A consent that came on paper, and the next version of a notice."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from landbridge.base.countries import country_names, find_country
from landbridge.people.actions.privacy_notices import WORDS, part_label
from landbridge.people.models import PrivacyNotice, Purpose
from landbridge.people.models.consents import ConsentAction, ConsentChannel


class ConsentForm(forms.Form):
    """What a person answered elsewhere than on their own page, and where the proof of it is."""

    purpose = forms.ChoiceField(label=_("Purpose"), choices=[("", "—"), *Purpose.choices])
    answer = forms.ChoiceField(label=_("Answer"), choices=ConsentAction.choices, widget=forms.RadioSelect)
    channel = forms.ChoiceField(
        label=_("How it came"), choices=[one for one in ConsentChannel.choices if one[0] != ConsentChannel.PAGE]
    )
    proof = forms.CharField(
        label=_("Where the proof is"),
        max_length=300,
        help_text=_("Folder and sheet, date of the mail, or who heard it."),
    )
    guardian = forms.CharField(
        label=_("Parent or guardian"),
        max_length=160,
        required=False,
        help_text=_("Who agreed for a person under 14."),
    )


class NoticeForm(forms.Form):
    """The texts of a notice in all languages; fields are named ``title-ko``, and so on."""

    countries = forms.CharField(
        label=_("Countries the data goes to"),
        max_length=120,
        required=False,
        help_text=_("Names or two-letter codes, with commas between. Empty if it stays in the country."),
    )
    asks_again = forms.BooleanField(
        label=_("Needs a new consent"),
        required=False,
        help_text=_(
            "Tick it when what is done with the data changes. All who agreed before are asked again, "
            "and count as not agreeing until they answer."
        ),
    )
    after = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language, _name in settings.LANGUAGES:
            for part in WORDS:
                self.fields[f"{part}-{language}"] = _text(part, language)

    def languages(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Code, name and fields of each language."""
        return [(code, str(name), [self[f"{part}-{code}"] for part in WORDS]) for code, name in settings.LANGUAGES]

    def clean_countries(self) -> str:
        """Codes with spaces between."""
        said = [word.strip() for word in self.cleaned_data["countries"].replace("，", ",").split(",") if word.strip()]
        codes = [find_country(word) for word in said]
        for word, code in zip(said, codes, strict=True):
            if code is None:
                raise ValidationError(gettext("“%(word)s” is no country.") % {"word": word})
        return " ".join(code for code in codes if code)

    def words(self) -> dict[str, dict[str, str]]:
        """What was written, by language and part."""
        return {
            code: {part: self.cleaned_data[f"{part}-{code}"].replace("\r\n", "\n") for part in WORDS}
            for code, _name in settings.LANGUAGES
        }


def notice_initial(rows: list[PrivacyNotice]) -> dict[str, Any]:
    """The last version, as the form shows it."""
    names = country_names(get_language() or "en")
    first = rows[0] if rows else None
    return {
        **{f"{part}-{row.language}": getattr(row, part) for row in rows for part in WORDS},
        "after": first.number if first else 0,
        "countries": ", ".join(names.get(code, code) for code in first.countries.split()) if first else "",
    }


def _text(part: str, language: str) -> forms.CharField:
    widget = forms.TextInput() if part == "title" else forms.Textarea(attrs={"rows": 6 if part == "text" else 3})
    widget.attrs["lang"] = "zh-Hans" if language == "zh-hans" else language
    return forms.CharField(
        label=part_label(part).capitalize(),
        max_length=200 if part == "title" else 8000,
        required=part != "recipients",
        widget=widget,
    )
