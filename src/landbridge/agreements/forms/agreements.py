"""An agreement as it is written: facts, parties, texts side by side."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from landbridge.agreements.actions.agreements import LONGEST_TEXT
from landbridge.agreements.forms.fields import TITLES, UnsavedForm, day_field
from landbridge.agreements.models import Agreement, Body
from landbridge.base.templatetags.ui.places import to_bcp47

MOST_PARTIES = 8


class AgreementForm(UnsavedForm):
    """The facts of an agreement, and its text in each language, as Markdown."""

    in_force_on = day_field(label=_("In force from"), help_text=_("Empty: from the day it is signed."))
    expires_on = day_field(label=_("Expires on"), help_text=_("Its last day. Empty: it does not end by itself."))
    source_url = forms.URLField(
        label=_("Public source"),
        required=False,
        assume_scheme="https",
        validators=[URLValidator(("http", "https"))],
        widget=forms.URLInput({"placeholder": "https://"}),
        help_text=_("Where it was announced."),
    )

    class Meta:
        model = Agreement
        fields = (
            "kind", "title_ko", "title_zh", "title_en", "original", "governing", "in_force_on", "expires_on",
            "renewal", "renewal_months", "notice_months", "source_url",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mark_languages(TITLES)
        self.fields["governing"].help_text = _(
            "Which text decides where they differ. Empty: all are equally authentic."
        )
        self.fields["governing"].required = False
        texts = {text.language: text.body for text in self.instance.texts.all()} if self.instance.pk else {}
        for language, name in settings.LANGUAGES:
            self.fields[text_field(language)] = forms.CharField(
                label=name,
                required=False,
                max_length=LONGEST_TEXT,
                initial=texts.get(language, ""),
                widget=forms.Textarea({"rows": 16, "lang": to_bcp47(language)}),
            )

    @property
    def text_fields(self) -> list[forms.BoundField]:
        """The fields of the texts, to be laid out side by side."""
        return [self[text_field(language)] for language, _name in settings.LANGUAGES]

    def texts(self) -> dict[str, str]:
        """The texts by language, as the actions take them."""
        return {language: self.cleaned_data[text_field(language)] for language, _name in settings.LANGUAGES}


class PartyForm(forms.Form):
    """A body that signs, and who signs for it. A row without a body is none."""

    body = forms.ModelChoiceField(label=_("Public body"), queryset=Body.objects.all(), required=False)
    signatory_name = forms.CharField(label=_("Signed by"), max_length=120, required=False)
    signatory_title = forms.CharField(label=_("Title of the signatory"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """A name signs for some body."""
        said = super().clean() or {}
        if not said.get("body") and (said.get("signatory_name") or said.get("signatory_title")):
            self.add_error("body", _("Choose the body for which this person signs."))
        return said


class BasePartyFormSet(forms.BaseFormSet[PartyForm]):
    """The parties in their order. No body signs twice."""

    def clean(self) -> None:
        """Each body once."""
        if any(self.errors):
            return
        bodies = [party["body"].pk for party in self.parties()]
        if len(set(bodies)) < len(bodies):
            raise forms.ValidationError(_("A body can be party only once."))

    def parties(self) -> list[dict[str, Any]]:
        """The rows that name a body, as the actions take them."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data.get("body")]


def party_forms(data: Any = None, *, agreement: Agreement | None = None) -> BasePartyFormSet:
    """The rows of an agreement's parties, with room for two more."""
    rows = agreement.parties.select_related("body") if agreement else ()
    initial = [
        {"body": row.body_id, "signatory_name": row.signatory_name, "signatory_title": row.signatory_title}
        for row in rows
    ]
    made = forms.formset_factory(
        PartyForm,
        formset=BasePartyFormSet,
        extra=max(0, min(2 if initial else 3, MOST_PARTIES - len(initial))),
        max_num=MOST_PARTIES,
        absolute_max=MOST_PARTIES,
    )
    return cast("BasePartyFormSet", made(data, initial=initial, prefix="parties"))


def text_field(language: str) -> str:
    """The name of the field of a text: ``text_zh_hans``."""
    return f"text_{language.replace('-', '_')}"
