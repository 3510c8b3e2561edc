"""What lies above the page when asked for: dialog, menu."""

from django.utils.safestring import SafeString

from landbridge.base.templatetags.ui.library import draw, one_of, register


@register.simple_block_tag(end_name="enddialog")
def dialog(content: SafeString, *, id: str, title: object) -> SafeString:  # noqa: A002 — the attribute's own name
    """A question or a small form in a window of its own, opened by {% button opens=id %}; Esc closes it."""
    return draw("dialog", locals())


@register.simple_block_tag(end_name="endmenu")
def menu(content: SafeString, *, label: object, kind: str = "", side: str = "right", small: bool = False) -> SafeString:
    """Links and buttons behind one button; works without scripts, Esc and a click elsewhere close it."""
    one_of("kind", kind, ("", "primary", "ghost"))
    one_of("side", side, ("right", "left"))
    return draw("menu", locals())
