"""A rule as fields: its words, its points, why it changes; and what staff decide by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from landbridge.programmes.questions.numbers import plain
from landbridge.programmes.wording.facts import FAULTS


class ChangeForm(forms.Form):
    """What every change of a call's rules says: which rules it was made from, and why."""

    number = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why the rules change"),
        max_length=300,
        required=False,
        help_text=_("Needed once the call is published: it stands in the log."),
    )


class RuleForm(ChangeForm):
    """What a rule says and what follows from it."""

    kind = forms.ChoiceField(
        label=_("What follows from it"),
        choices=[("eligibility", _("Eligibility: who does not meet it is out")), ("bonus", _("Bonus points"))],
    )
    text_ko = forms.CharField(
        label=_("Text in Korean"), max_length=400, required=False, widget=forms.Textarea({"rows": 2, "lang": "ko"})
    )
    text_zh = forms.CharField(
        label=_("Text in Chinese"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 2, "lang": "zh-Hans"}),
    )
    text_en = forms.CharField(
        label=_("Text in English"), max_length=400, required=False, widget=forms.Textarea({"rows": 2, "lang": "en"})
    )
    points = forms.DecimalField(
        label=_("Points"),
        required=False,
        min_value=Decimal("0.01"),
        max_digits=5,
        decimal_places=2,
        help_text=_("For bonus points only."),
    )
    join = forms.ChoiceField(
        label=_("Of several conditions"),
        required=False,
        choices=[("all", _("all must hold")), ("any", _("one is enough"))],
    )

    def clean(self) -> dict[str, Any]:
        """A text in at least one language; points where they count."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"text_{code}") for code in ("ko", "zh", "en")):
            self.add_error("text_ko", str(FAULTS["text"]))
        if cleaned.get("kind") == "bonus" and not cleaned.get("points") and "points" not in self.errors:
            self.add_error("points", str(FAULTS["points"]))
        return cleaned

    def rule(self, code: str, when: Any) -> dict[str, Any]:
        """The rule as JSON."""
        said = self.cleaned_data
        made = {
            "code": code,
            "kind": said["kind"],
            "text": {"ko": said["text_ko"], "zh-hans": said["text_zh"], "en": said["text_en"]},
            "when": when,
        }
        return made if said["kind"] != "bonus" else made | {"points": plain(said["points"])}


class CapForm(ChangeForm):
    """What all bonus points come to at most."""

    points = forms.DecimalField(
        label=_("All bonus points together count at most"), required=False, min_value=Decimal("0.01"), max_digits=5,
        decimal_places=2, help_text=_("Leave it empty for no limit."),
    )  # fmt: skip


class RemoveRuleForm(ChangeForm):
    """Why a rule is removed."""


class DecideForm(forms.Form):
    """What the facts do not tell, decided by staff."""

    is_met = forms.ChoiceField(
        label=_("Decision"), choices=[("yes", _("met")), ("no", _("not met"))], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("It stands beside the verdict."),
    )
