"""`{% load people %}`: countries by name, languages as HTML names them, what a person agrees to."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from landbridge.base.countries import country_name
from landbridge.base.templatetags.ui.places import to_bcp47
from landbridge.people.models import Person

register = template.Library()


@register.filter
def countries(codes: str) -> str:
    """Country codes with spaces between, as names in the reader's language."""
    language = get_language() or "en"
    return ("、" if language == "zh-hans" else ", ").join(country_name(code, language) for code in codes.split())


@register.filter
def bcp47(code: str) -> str:
    """Django's zh-hans as HTML's zh-Hans."""
    return to_bcp47(code)


@register.filter
def agreed_purposes(person: Person) -> list[str]:
    """The names of what a person agrees to now; their consents are prefetched."""
    return [state.get_purpose_display() for state in person.consents.all() if state.granted]
