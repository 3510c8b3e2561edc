"""Where one is and can go: crumbs, tabs, steps, the language switch, the theme."""

from typing import Any

from django.http import HttpRequest
from django.template import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from landbridge.base.templatetags.ui.library import draw, one_of, register

STEP_STATES = ("", "done", "current")
THEMES = ("auto", "light", "dark")


@register.simple_tag
def crumb(text: object, *, href: str = "", lang: str = "") -> SafeString:
    """One step of the way here, inside block crumbs; the last one, the page itself, has no href."""
    return draw("crumb", locals())


@register.simple_block_tag(end_name="endtabs")
def tabs(content: SafeString, *, label: object) -> SafeString:
    """Views of one thing, each with an address of its own: {% tab %} inside."""
    return draw("tabs", locals())


@register.simple_tag
def tab(text: object, *, href: str, current: bool = False, count: object = "") -> SafeString:
    """One view inside {% tabs %}."""
    return draw("tab", locals())


@register.simple_block_tag(end_name="endsteps")
def steps(content: SafeString, *, label: object) -> SafeString:
    """A job done in an order: {% step %} inside."""
    return format_html('<ol class="steps" aria-label="{}">{}</ol>', label, content)


@register.simple_tag
def step(text: object, *, state: str = "", href: str = "") -> SafeString:
    """One step inside {% steps %}: still to come, current, or done."""
    one_of("state", state, STEP_STATES)
    return draw("step", locals())


@register.simple_tag(takes_context=True)
def theme(context: RequestContext) -> str:
    """The reader's choice of light, dark or auto, from the cookie that theme.js writes."""
    request: HttpRequest | None = context.get("request")
    chosen = request.COOKIES.get("theme", "auto") if request else "auto"
    return chosen if chosen in THEMES else "auto"


@register.simple_tag
def html_lang() -> str:
    """The reader's language as HTML names it (BCP 47): en, ko, zh-Hans."""
    return to_bcp47(get_language() or "en")


@register.inclusion_tag("ui/langs.html", takes_context=True)
def langs(context: RequestContext) -> dict[str, Any]:
    """The language switch: the page stays, its language changes, and a person's choice is remembered."""
    request: HttpRequest | None = context.get("request")
    here = request.get_full_path() if request and request.method == "GET" else "/"
    return {"here": here, "csrf_token": context.get("csrf_token")}


def to_bcp47(code: str) -> str:
    """Django's zh-hans as zh-Hans; a code without a script stays as it is."""
    language, _, script = code.partition("-")
    return f"{language}-{script.title()}" if len(script) == 4 else code
