"""One question of a form, as its builder fills it in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from landbridge.base.text import LANGUAGES
from landbridge.programmes.forms.question_fields import LANGUAGE_NAMES, own_fields, read_options
from landbridge.programmes.questions.shape import Kind

COMPARISONS: Sequence[tuple[str, Any]] = (
    ("", gettext_lazy("always")),
    ("is", gettext_lazy("is")),
    ("in", gettext_lazy("is one of (with commas between)")),
    ("at_least", gettext_lazy("is at least")),
    ("at_most", gettext_lazy("is at most")),
    ("answered", gettext_lazy("is answered")),
)


class QuestionForm(forms.Form):
    """``QuestionForm(data, question=…, earlier=…)``: a question by its kind's fields; ``question()`` is the result.

    ``earlier`` are codes of the questions before it, with their labels. ``is_fixed`` keeps the code: answers are
    kept under it.
    """

    def __init__(
        self, *args: Any, question: Mapping[str, Any], earlier: Sequence[tuple[str, str]], is_fixed: bool, **more: Any
    ) -> None:
        super().__init__(*args, **{**more, "prefix": "q"})
        self.old = question
        self.kind = Kind(question["kind"])
        self.fields["code"] = forms.RegexField(
            r"^[a-z][a-z0-9_]{0,39}$",
            label=_("Code"),
            initial=question["code"],
            disabled=is_fixed,
            help_text=_("Small letters, digits and _. Rules and files name the question by it."),
        )
        for key, title in (("label", _("Question")), ("help", _("Help"))):
            for language in LANGUAGES:
                self.fields[f"{key}_{language}"] = forms.CharField(
                    label=f"{title} {LANGUAGE_NAMES[language]}",
                    initial=question.get(key, {}).get(language, ""),
                    required=False,
                    max_length=2_000,
                    widget=forms.Textarea({"rows": 2}),
                )
        if self.kind is not Kind.GROUP:
            self.fields["required"] = forms.BooleanField(
                label=_("Has to be answered"), initial=question.get("required", False), required=False
            )
        self.fields |= dict(own_fields(self.kind, question))
        self._condition_fields(question.get("when"), earlier)

    def clean(self) -> dict[str, Any]:
        """The question has a text, and its choices and condition can be read."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(f"label_{language}") for language in LANGUAGES):
            self.add_error("label_ko", _("Write the question in at least one language."))
        for name, read in (("options", read_options), ("when_json", _json)):
            if cleaned.get(name):
                try:
                    cleaned[name] = read(cleaned[name])
                except ValidationError as error:
                    self.add_error(name, error)
        return cleaned

    def question(self) -> dict[str, Any]:
        """The question as JSON; only after ``is_valid()``."""
        said = self.cleaned_data
        made: dict[str, Any] = {"code": said["code"], "kind": self.kind.value}
        for key in ("label", "help", "unit"):
            texts = {language: said.get(f"{key}_{language}", "").strip() for language in LANGUAGES}
            if any(texts.values()):
                made[key] = {language: text for language, text in texts.items() if text}
        for key in ("required", "currencies", "types", "register", "options", "prefill"):
            if said.get(key):
                made[key] = said[key]
        made |= self._bounds()
        if self.kind is Kind.GROUP:
            made["questions"] = self.old.get("questions", [])
        if when := self._when():
            made["when"] = when
        return made

    def _bounds(self) -> dict[str, Any]:
        """How few, many, early, late or large: numbers as text, so that none is rounded; counts as counts."""
        said, bounds = self.cleaned_data, {}
        for key in ("most", "least", "decimals"):
            if said.get(key) is not None:
                bounds[key] = str(said[key]) if isinstance(said[key], Decimal) else said[key]
        bounds |= {key: said[key].isoformat() for key in ("first", "last") if said.get(key)}
        return bounds | ({"max_bytes": int(said["megabytes"] * 1_000_000)} if said.get("megabytes") else {})

    def _condition_fields(self, when: Any, earlier: Sequence[tuple[str, str]]) -> None:
        simple = _simple(when)
        if when and simple is None:
            self.fields["when_json"] = forms.CharField(
                label=_("Asked only if"),
                initial=json.dumps(when, ensure_ascii=False, indent=1),
                required=False,
                widget=forms.Textarea({"rows": 5, "spellcheck": "false"}),
                help_text=_("A condition of several parts, as JSON; the guide describes it."),
            )
            return
        question, comparison, value = simple or ("", "", "")
        choices = [("", _("always asked")), *earlier]
        self.fields["when_question"] = forms.ChoiceField(
            label=_("Asked only if the answer to"), choices=choices, initial=question, required=False
        )
        self.fields["when_how"] = forms.ChoiceField(
            label=_("compares like this"), choices=COMPARISONS, initial=comparison, required=False
        )
        self.fields["when_value"] = forms.CharField(
            label=_("with"),
            initial=value,
            required=False,
            max_length=300,
            help_text=_("The code of a choice, “yes” for a tick, or a number, with the currency for an amount."),
        )

    def _when(self) -> dict[str, Any] | None:
        said = self.cleaned_data
        if "when_json" in said:
            return said["when_json"] or None
        question, how, value = said.get("when_question"), said.get("when_how"), said.get("when_value", "").strip()
        if not question or not how:
            return None
        if how == "answered":
            return {"question": question, "answered": True}
        if how == "in":
            return {"question": question, "in": [one.strip() for one in value.split(",") if one.strip()]}
        if how == "is":
            return {"question": question, "is": True if value == "yes" else value}
        number, _space, currency = value.partition(" ")
        condition = {"question": question, how: number}
        return {**condition, "currency": currency.strip().upper()} if currency.strip() else condition


def _simple(when: Any) -> tuple[str, str, str] | None:
    """A condition of one comparison, for the three fields; None for any other."""
    if not isinstance(when, dict) or "question" not in when:
        return None
    how = next((one for one, _label in COMPARISONS if one and one in when), "")
    value = when.get(how)
    if how == "answered" and value is not True:
        return None
    said = ", ".join(map(str, value)) if isinstance(value, list) else "yes" if value is True else str(value)
    return when["question"], how, f"{said} {when['currency']}" if when.get("currency") else said


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise ValidationError(_("This can’t be read as JSON.")) from error
