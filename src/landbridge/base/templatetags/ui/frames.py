"""Frames around content: card, statistics, table, notice, empty state."""

from django.utils.safestring import SafeString

from landbridge.base.templatetags.ui.library import draw, one_of, register

NOTICE_KINDS = ("", "good", "warn", "bad")


@register.simple_block_tag(end_name="endcard")
def card(
    content: SafeString, *, title: object = "", href: str = "", link: object = "", level: int = 2,
    flush: bool = False, id: str = "",  # noqa: A002 — the attribute's own name
) -> SafeString:  # fmt: skip
    """A surface with a title of heading `level` and perhaps one link; flush lets a table touch its edges."""
    return draw("card", locals())


@register.simple_block_tag(end_name="endstats")
def stats(content: SafeString, *, cards: bool = False) -> SafeString:
    """A strip of {% stat %} figures; as cards where they are what the page is about."""
    return draw("stats", locals())


@register.simple_block_tag(end_name="enddatatable")
def datatable(
    content: SafeString, *, caption: object, show_caption: bool = False, sticky: bool = False, id: str = "",  # noqa: A002
) -> SafeString:  # fmt: skip
    """A table (thead and tbody inside) that scrolls on its own where it is too wide; the caption names it for all."""
    return draw("datatable", locals())


@register.simple_block_tag(end_name="endnotice")
def notice(content: SafeString, *, kind: str = "", title: object = "", live: bool = False, id: str = "") -> SafeString:  # noqa: A002
    """Something to know before going on. live = announced when htmx brings it into a page already open."""
    one_of("kind", kind, NOTICE_KINDS)
    return draw("notice", locals())


@register.simple_block_tag(end_name="endemptystate")
def emptystate(content: SafeString, *, title: object, level: int = 2) -> SafeString:
    """What stands where nothing is yet: says why, and offers the first step."""
    return draw("emptystate", locals())
