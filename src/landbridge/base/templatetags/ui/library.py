"""The tag library the component modules register with, and the two things all of them need."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


def one_of(argument: str, value: str, choices: tuple[str, ...]) -> str:
    """The value, if it is one of the choices; TemplateSyntaxError, naming them, otherwise."""
    if value not in choices:
        known = ", ".join(repr(choice) for choice in choices)
        raise template.TemplateSyntaxError(f"{argument}={value!r} is not one of {known}")
    return value


def draw(name: str, context: Mapping[str, Any]) -> SafeString:
    """Render ui/<name>.html without its surrounding white space."""
    return mark_safe(get_template(f"ui/{name}.html").render(dict(context)).strip())  # noqa: S308 — a rendered template
