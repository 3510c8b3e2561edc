"""`{% load programmes %}`: moments on both clocks, names in the reader's language, texts in Markdown."""

from __future__ import annotations

import re
from datetime import date, datetime

from babel.dates import format_date
from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, to_locale

from landbridge.base.clocks import clock_name
from landbridge.base.markdown import render_markdown
from landbridge.base.templatetags.ui.places import to_bcp47
from landbridge.base.text import Trilingual
from landbridge.programmes.tables.moments import on_both_clocks

register = template.Library()

#: A line of a list before one that neither goes on with it nor is empty.
_LIST = re.compile(r"^((?:[-*+]|\d{1,2}[.)]) .*)\n(?=[^\s\-*+\d])", re.MULTILINE)


@register.filter
def both_clocks(moment: datetime, zone: str) -> SafeString:
    """A moment on the clocks of both sides, as a ``<time>``."""
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), on_both_clocks(moment, zone))


@register.filter
def clocks_of_day(moment: datetime, zone: str) -> SafeString:
    """The same beside its day."""
    said = on_both_clocks(moment, zone, says_day=False)
    return format_html('<time datetime="{}">{}</time>', moment.isoformat(), said)


@register.filter
def weekday(day: date) -> str:
    """The day of the week, as short as calendars have it: Mon, 월, 周一."""
    return str(format_date(day, "EEE", locale=to_locale(get_language() or "en")))


@register.filter
def instant(said: str, zone: str) -> SafeString:
    """The same for a moment kept as text, such as stands in what was approved."""
    return both_clocks(datetime.fromisoformat(said), zone)


@register.filter
def day(said: str) -> str:
    """A day kept as text, as its reader writes days."""
    return date_format(date.fromisoformat(said), "DATE_FORMAT")


@register.filter
def clock(zone: str) -> str:
    """A zone's clock in words."""
    return clock_name(zone)


@register.filter
def read(text: Trilingual) -> SafeString:
    """A name in the reader's language or the next best, marked with the language it is in."""
    here = get_language() or "en"
    said, language = text.read(here)
    if language == here:
        return format_html("{}", said)
    return format_html('<span lang="{}">{}</span>', to_bcp47(language), said)


@register.filter
def read_table(words: dict[str, str]) -> SafeString:
    """The same for words kept as a table by language."""
    return read(Trilingual(words.get("ko", ""), words.get("zh-hans", ""), words.get("en", "")))


@register.filter
def bcp47(code: str) -> str:
    """Django's name of a language as HTML has it."""
    return to_bcp47(code)


@register.filter
def markdown(text: str) -> SafeString:
    """A text of people as HTML that is safe in a page; a line below a list that is no part of it stands apart."""
    return render_markdown(_LIST.sub(r"\1\n\n", text))
