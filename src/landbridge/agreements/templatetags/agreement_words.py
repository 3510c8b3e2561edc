"""`{% load agreement_words %}`: codes that an approved content holds, in the reader's words."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from landbridge.agreements.models import Agreement
from landbridge.agreements.models.obligations import Owner
from landbridge.base.markdown import render_markdown
from landbridge.people.models import Side

register = template.Library()


@register.filter
def kind_of_agreement(code: str) -> str:
    """The kind of an agreement; a code that is none any more stays as it is."""
    return str(dict(Agreement.Kind.choices).get(code, code))


@register.filter
def renewal_of_agreement(code: str) -> str:
    """What happens at an agreement's end."""
    return str(dict(Agreement.Renewal.choices).get(code, code))


@register.filter
def owner_name(code: str) -> str:
    """Whose task a promise is."""
    return str(dict(Owner.choices).get(code, code))


@register.filter
def side_name(code: str) -> str:
    """A side."""
    return str(dict(Side.choices).get(code, code))


@register.filter
def language_name(code: str) -> str:
    """A language of the house."""
    return gettext(str(dict(settings.LANGUAGES).get(code, code)))


@register.filter
def markdown(text: str) -> SafeString:
    """Markdown of people as HTML that is safe (``base.markdown``)."""
    return render_markdown(text)
