"""A name that people give in several scripts at once, and the part of it that its reader can read."""

from __future__ import annotations

import re

from django.utils.translation import get_language

#: What a name in the script of a language, given by its HTML code, is made of.
SCRIPTS = {
    "ko": re.compile(r"[\uac00-\ud7a3\d ]+"),
    "zh-Hans": re.compile(r"[\u4e00-\u9fff\d·]+"),
    "en": re.compile(r"[\u0020-\u024f]+"),
}


def reader_language() -> str:
    """The HTML code of the active language, as one of those that we have names in."""
    language = (get_language() or "en")[:2]
    return "zh-Hans" if language == "zh" else language if language in SCRIPTS else "en"


def in_script(text: str) -> str:
    """The part of a name given in several scripts that suits the reader best; a name without one stays whole.

    >>> from django.utils.translation import override
    >>> with override("zh-hans"):
    ...     in_script("박서연 · 朴瑞妍 · Park Seo-yeon"), in_script("Park Seo-yeon")
    ('朴瑞妍', 'Park Seo-yeon')
    """
    parts = text.split(" · ")
    own = SCRIPTS[reader_language()]
    return next((part for part in parts if own.fullmatch(part)), text) if len(parts) > 1 else text
