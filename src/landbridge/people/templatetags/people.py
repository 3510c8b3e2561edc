"""`{% load people %}`: countries by name, languages as HTML names them, what a person agrees to, tabs."""

from __future__ import annotations

from django import template
from django.template import RequestContext
from django.utils.translation import get_language

from landbridge.base.access import allowed
from landbridge.base.countries import country_name
from landbridge.base.templatetags.ui.places import to_bcp47
from landbridge.people.models import Person
from landbridge.people.rules import OTHER_SIDE, is_border_open, sees_persons
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


@register.inclusion_tag("people/parts/border_closed.html", takes_context=True)
def border_closed(context: RequestContext) -> dict[str, object]:
    """Says that nobody of the other side is shown, where no assessed flow lets them; says nothing where one does."""
    user = context["request"].user
    is_closed = sees_persons(user) and not is_border_open(OTHER_SIDE[user.side], user.side)
    return {"is_closed": is_closed}
