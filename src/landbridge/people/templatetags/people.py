"""`{% load people %}`: countries by name, languages as HTML names them, what a person agrees to, tabs."""

from __future__ import annotations

from django import template
from django.template import RequestContext
from django.utils.translation import get_language

from landbridge.base.access import allowed
from landbridge.base.countries import country_name
from landbridge.base.templatetags.ui.places import to_bcp47
from landbridge.people.models import Person
from landbridge.people.tables.privacy_places import PRIVACY, WRITING, Place

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


@register.simple_tag(takes_context=True)
def privacy_places(context: RequestContext) -> list[Place]:
    """The pages about privacy that the reader may open."""
    return [place for place in PRIVACY if allowed(context["request"].user, place.permission)]


@register.simple_tag(takes_context=True)
def writing_places(context: RequestContext) -> list[Place]:
    """The pages about what the house writes that the reader may open."""
    return [place for place in WRITING if allowed(context["request"].user, place.permission)]
