"""Text that people typed in several scripts at once, such as "Wishes · 상담 희망 · 洽谈意向"."""

from __future__ import annotations

import re

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()

#: Hangul words with what stands between them.
_KOREAN = re.compile(
    r"([\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]+(?:[ ·]+[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]+)*)"
)


@register.filter
def scripts(text: object) -> SafeString:
    """Mark the Korean in a text as Korean, so that a page in another language neither tears nor misreads it.

    >>> scripts("Wishes · 상담 희망 · <b>")
    'Wishes · <span lang="ko">상담 희망</span> · &lt;b&gt;'
    """
    parts = _KOREAN.split(str(text))
    return format_html_join("", "{}{}{}", [_marked(part, korean=at % 2 == 1) for at, part in enumerate(parts)])


def _marked(part: str, *, korean: bool) -> tuple[SafeString, str, SafeString]:
    before, after = ('<span lang="ko">', "</span>") if korean else ("", "")
    return SafeString(before), part, SafeString(after)
