"""The facts of a call, its rubric and its texts, as they are entered."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from landbridge.base.clocks import clock_name
from landbridge.people.models.accounts import ONE_SIDE
from landbridge.programmes.forms.instants import InstantField
from landbridge.programmes.models import Call, Programme
from landbridge.programmes.questions.numbers import plain


class CallForm(forms.ModelForm[Call]):
    """When a call is open, for whom and for how many; moments are entered on the programme's own clock."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    opens_at = InstantField(label=_("Opens at"))
    closes_at = InstantField(label=_("Closes at"))

    class Meta:
        model = Call
        fields = (
            "opens_at", "closes_at", "for_side", "places", "reserve_places", "evaluations_each", "pass_mark",
            "tie_rule",
        )  # fmt: skip

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clock = clock_name(programme.zone)
        for name in ("opens_at", "closes_at"):
            field = self.fields[name]
            field.zone = ZoneInfo(programme.zone)  # type: ignore[attr-defined]
            field.help_text = _("On the programme’s clock: %(clock)s.") % {"clock": clock}
        self.fields["for_side"] = forms.ChoiceField(
            label=_("who may apply"), required=False, choices=[("", _("Both sides")), *ONE_SIDE]
        )
        self.fields["pass_mark"].help_text = _("Of 100; who has less is not selected.")
        if self.instance.pk:
            self.initial["version"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        """Check what belongs together."""
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if opens and closes and closes <= opens:
            self.add_error("closes_at", _("It must close after it opens."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What was said, as the actions take it."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self) -> None:
        """The action checks and writes the row; the form must not change the one it shows."""


class TextForm(forms.Form):
    """A call in one language."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    title = forms.CharField(label=_("Title"), max_length=200)
    summary = forms.CharField(label=_("In one sentence"), max_length=300, required=False)
    body = forms.CharField(label=_("Text"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 18}))

    def __init__(self, *args: Any, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "summary", "body"):
            self.fields[name].widget.attrs["lang"] = lang
        self.fields["body"].help_text = _("Headings begin with ##, lists with -, links are written [words](https://…).")


class CriterionForm(forms.Form):
    """One criterion of a rubric; a row without any name is left out."""

    code = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    ko = forms.CharField(label=_("Korean"), required=False, max_length=120, widget=forms.TextInput({"lang": "ko"}))
    zh = forms.CharField(
        label=_("Chinese"), required=False, max_length=120, widget=forms.TextInput({"lang": "zh-Hans"})
    )
    en = forms.CharField(label=_("English"), required=False, max_length=120, widget=forms.TextInput({"lang": "en"}))
    weight = forms.DecimalField(label=_("Weight"), required=False, min_value=0, max_digits=6, decimal_places=2)
    most = forms.DecimalField(label=_("Highest mark"), required=False, min_value=0, max_digits=6, decimal_places=2)

    def clean(self) -> dict[str, Any]:
        """A named criterion has a name in each language and a weight."""
        cleaned = super().clean() or {}
        if not self.is_named:
            return cleaned
        for name in ("ko", "zh", "en"):
            if not cleaned.get(name):
                self.add_error(name, _("A name is needed in each language."))
        for name in ("weight", "most"):
            if name not in self.errors and not cleaned.get(name):
                self.add_error(name, _("A number above 0 is needed."))
        return cleaned

    @property
    def is_named(self) -> bool:
        """Whether the row says anything."""
        return any((self.cleaned_data.get(name) or "").strip() for name in ("ko", "zh", "en"))


RubricForms = forms.formset_factory(CriterionForm, extra=2, max_num=20, absolute_max=20)


def rows_of(rubric: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A rubric as the rows of the editor."""
    return [
        {
            "code": one["code"], "weight": one.get("weight"), "most": one.get("most", "10"),
            "ko": one["label"].get("ko", ""), "zh": one["label"].get("zh-hans", ""), "en": one["label"].get("en", ""),
        }
        for one in rubric
    ]  # fmt: skip


def rubric_of(formset: Any, before: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rubric that the rows say; a criterion keeps its code, its help and its step, a new one gets a code."""
    known = {one["code"]: one for one in before}
    taken = set(known)
    rubric: list[dict[str, Any]] = []
    for form in formset:
        if not form.is_named:
            continue
        said = form.cleaned_data
        code = said["code"] if said["code"] in known else ""
        if not code:
            code = next(name for number in range(1, 100) if (name := f"criterion_{number}") not in taken)
            taken.add(code)
        label = {"ko": said["ko"].strip(), "zh-hans": said["zh"].strip(), "en": said["en"].strip()}
        kept = known.get(code, {"step": "0.5"})
        rubric.append({**kept, "code": code, "label": label} | {name: plain(said[name]) for name in ("weight", "most")})
    return rubric
