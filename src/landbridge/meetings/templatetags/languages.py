"""`{% load languages %}`: languages by name where there is room for it."""

from __future__ import annotations

from django import template

from landbridge.meetings.wording import language

register = template.Library()


@register.filter
def language_names(codes: str) -> str:
    """The languages that the board's narrow cells name by code: "ZH/KO" is "Chinese or Korean"."""
    return language(codes.lower())
