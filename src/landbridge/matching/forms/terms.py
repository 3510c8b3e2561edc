"""Concepts and blocked pairs as they are written down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from landbridge.matching.models import Concept, ConceptTerm
from landbridge.matching.wording.terms import Word

#: The fields of words, and the language of each.
LANGUAGES = {"ko": "ko", "zh": "zh-hans", "en": "en"}
_LINES = _("One word a line; the first is the one that is shown.")


def _words(label: Any, lang: str) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=4_000, widget=forms.Textarea(attrs={"rows": 3, "lang": lang})
    )


class ConceptForm(forms.Form):
    """The words of one concept in the three languages."""

    ko = _words(_("Korean"), "ko")
    zh = _words(_("Chinese"), "zh-Hans")
    en = _words(_("English"), "en")
    kind = forms.ChoiceField(label=_("Kind"), choices=Concept.Kind.choices, initial=Concept.Kind.PRODUCT)
    note = forms.CharField(
        label=_("Note"), max_length=300, required=False, help_text=_("For the others who keep terms.")
    )

    def __init__(self, *args: Any, concept: Concept | None = None, **kwargs: Any) -> None:
        if concept is not None:
            kwargs["initial"] = _said(concept) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self._known = {} if concept is None else {(one.language, one.key): one for one in concept.terms.all()}
        self.fields["ko"].help_text = _LINES

    def clean(self) -> dict[str, Any]:
        """Refuse a concept without words."""
        if not self.errors and not any(self.cleaned_data.get(name) for name in LANGUAGES):
            raise ValidationError(_("Write the word in at least two languages."))
        return dict(self.cleaned_data)

    def words(self) -> list[Word]:
        """The words, with the weight and origin that they had before."""
        return [self._as_it_was(word) for word in read_words(self.cleaned_data)]

    def _as_it_was(self, word: Word) -> Word:
        known: ConceptTerm | None = self._known.get((word.language, word.key))
        if known is None or not word.key:
            return word
        return replace(word, weight=known.weight, origin=known.origin, confidence=known.confidence)


def read_words(said: dict[str, Any]) -> list[Word]:
    """The words of the three fields; the first of each is preferred."""
    return [
        Word(language, line.strip(), preferred=place == 0)
        for name, language in LANGUAGES.items()
        for place, line in enumerate(_lines(said.get(name) or ""))
    ]


def _lines(text: str) -> Iterable[str]:
    return [line for line in text.splitlines() if line.strip()]


def _said(concept: Concept) -> dict[str, Any]:
    terms = list(concept.terms.all())
    words = {
        name: "\n".join(one.term for one in terms if one.language == language) for name, language in LANGUAGES.items()
    }
    return {**words, "kind": concept.kind, "note": concept.note}


class PairForm(forms.Form):
    """Two words that are not one meaning."""

    one = forms.CharField(label=_("Word"), max_length=120)
    other = forms.CharField(label=_("is not"), max_length=120, help_text=_("A word of another language."))
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
