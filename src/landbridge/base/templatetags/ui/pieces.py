"""Small pieces: tag, button, post button, statistic, progress bar, key."""

from django.template import RequestContext, TemplateSyntaxError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from landbridge.base.templatetags.ui.library import draw, one_of, register

TAG_KINDS = ("", "host", "guest", "plum", "river", "good", "warn", "bad")
BUTTON_KINDS = ("", "primary", "ghost", "danger")
STAT_TONES = ("", "good", "warn", "bad")
BAR_TONES = ("", "good", "late")


@register.simple_tag(name="tag")
def tag(text: object, *, kind: str = "", lang: str = "", title: str = "") -> SafeString:
    """A word in a pill. The kind colours it: a side, an interpreter (plum), a state; the word carries the meaning."""
    one_of("kind", kind, TAG_KINDS)
    extra = format_html_join("", ' {}="{}"', [(k, v) for k, v in (("lang", lang), ("title", title)) if v])
    return format_html('<span class="{}"{}>{}</span>', f"tag {kind}".strip(), extra, text)


@register.simple_tag
def button(
    label: object,
    *,
    href: str = "",
    kind: str = "",
    type: str = "submit",  # noqa: A002 — the attribute's own name
    name: str = "",
    value: object = "",
    id: str = "",  # noqa: A002
    form: str = "",
    opens: str = "",
    confirm: object = "",
    disabled: bool = False,
    small: bool = False,
    wide: bool = False,
    download: bool = False,
    describe: object = "",
    hx_get: str = "",
    hx_post: str = "",
    hx_target: str = "",
    hx_swap: str = "",
) -> SafeString:
    """A button; with href a link that looks like one.

    `opens` is the id of a dialog to open, `confirm` a question asked first, `describe` a longer name for those who
    don't see what surrounds the button ("Remove wish W12" on a button that says "Remove").
    """
    one_of("kind", kind, BUTTON_KINDS)
    one_of("type", type, ("submit", "button", "reset"))
    if href and (name or form or opens or hx_get or hx_post):
        raise TemplateSyntaxError("button: a link (href) submits nothing, opens nothing and asks nothing of htmx")
    if opens or hx_get or hx_post:
        type = "button"  # noqa: A001
    return draw("button", locals())


@register.simple_tag
def submit(label: object, *, cancel: str, name: str = "", value: object = "") -> SafeString:
    """The last row of a form: the button that sends it, and the way out without sending."""
    return draw("submit", {"button": button(label, kind="primary", name=name, value=value), "cancel": cancel})


@register.simple_tag(takes_context=True)
def post(
    context: RequestContext,
    label: object,
    *,
    action: str,
    kind: str = "",
    name: str = "",
    value: object = "",
    confirm: object = "",
    disabled: bool = False,
    small: bool = False,
    wide: bool = False,
    describe: object = "",
) -> SafeString:
    """A form of one button that POSTs to `action`: whatever changes something and needs no input."""
    one_of("kind", kind, BUTTON_KINDS)
    drawn = button(
        label, kind=kind, name=name, value=value, confirm=confirm, disabled=disabled, small=small, wide=wide,
        describe=describe,
    )  # fmt: skip
    return draw("post", {"action": action, "button": drawn, "csrf_token": context.get("csrf_token")})


@register.simple_tag
def stat(label: object, value: object, *, of: object = "", note: object = "", tone: str = "") -> SafeString:
    """One figure inside {% stats %}: label, value, the whole it is a part of, and a note (its change, its proof)."""
    one_of("tone", tone, STAT_TONES)
    return draw("stat", locals())


@register.simple_tag
def progress(
    label: object,
    *,
    value: float | None = None,
    max: float = 1,  # noqa: A002
    said: object = "",
    tone: str = "",
    id: str = "",  # noqa: A002
) -> SafeString:
    """A bar from 0 to max with its label, and the same in words (`said`); without a value it says "under way"."""
    one_of("tone", tone, BAR_TONES)
    return draw("progress", locals())


@register.simple_tag
def keys(*names: str) -> SafeString:
    """Keys to press together."""
    return format_html('<span class="keys">{}</span>', format_html_join(" + ", "<kbd>{}</kbd>", [(k,) for k in names]))
