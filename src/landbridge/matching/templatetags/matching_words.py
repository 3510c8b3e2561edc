"""``{% load matching_words %}``: what a concept is called, and where a suggestion comes from."""

from __future__ import annotations

from collections.abc import Mapping

from django import template
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from landbridge.matching.models import Concept
from landbridge.matching.wording.terms import LANGUAGES

register = template.Library()

_WHENCE: Mapping[str, Promise] = {
    "characters": _("read character by character"),
    "dictionary": _("from CC-CEDICT"),
    "titles": _("from titles in several languages"),
    "similar": _("similar wording"),
}


@register.filter
def called(concept: Concept) -> str:
    """The word that is shown for a concept: the reader's language first, then any other."""
    terms = sorted(concept.terms.all(), key=lambda one: (not one.preferred, one.pk))
    words = {one.language: one.term for one in reversed(terms)}
    here = get_language() or "en"
    return next((words[one] for one in (here, *LANGUAGES) if one in words), str(concept))


@register.filter
def in_words(concept: Concept, language: str) -> str:
    """All its words of a language, the one that is shown first; a dash where it has none."""
    return ", ".join(one.term for one in concept.terms.all() if one.language == language) or "–"


@register.filter
def whence(suggestion: object) -> str | Promise:
    """Where a suggestion comes from."""
    return _WHENCE.get(getattr(suggestion, "source", ""), "")


@register.filter
def at(table: Mapping[str, object], key: str) -> object:
    """What a table has at a key; empty where it has nothing."""
    return table.get(key, "")
