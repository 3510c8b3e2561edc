"""`{% load board %}`: what keeps a page of a thousand cells light."""

from __future__ import annotations

import re

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_SPACE = re.compile(r"\s+")


@register.simple_block_tag(end_name="endtight")
def tight(content: SafeString) -> SafeString:
    """The content with every run of white space as one: the templates' indentation is half the weight of a grid."""
    return mark_safe(_SPACE.sub(" ", content))  # noqa: S308 - rendered by a template, and only spaces go
