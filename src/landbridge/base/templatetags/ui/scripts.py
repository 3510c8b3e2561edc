"""Words in another script than the page's are marked with their language: fonts, line breaks and voices follow it."""

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from landbridge.base.plain_text import without_turns
from landbridge.base.scripts import in_script
from landbridge.base.templatetags.ui.library import register
from landbridge.base.templatetags.ui.places import to_bcp47
from landbridge.base.text import language_of

# A run begins and ends with the script itself; spaces, digits and marks inside it belong to it.
_HANGUL = r"[가-힣ㄱ-ㆎ](?:[가-힣ㄱ-ㆎ\d\s()&.,·-]*[가-힣ㄱ-ㆎ])?"
_HAN = r"[\u4e00-\u9fff](?:[\u4e00-\u9fff\d\s()（）&，。、·-]*[\u4e00-\u9fff])?"
_RUN = re.compile(f"(?P<ko>{_HANGUL})|(?P<zh>{_HAN})")
_NAMES = {"ko": "ko", "zh": "zh-Hans"}


@register.filter
def own_script(text: object) -> str:
    """The part of a name in several scripts that the reader can read; any other text as it is."""
    return in_script(str(text))


@register.filter
def with_lang(text: object) -> SafeString:
    """The text with Korean and Chinese runs marked, where the page is not in that language already.

    Han characters are taken for Chinese, on a Korean page too: names of partners are far more common there than Hanja.
    """
    here = (get_language() or "en")[:2]
    said = without_turns(str(text))
    parts, end = [], 0
    for run in _RUN.finditer(said):
        language = str(run.lastgroup)
        if language == here:
            continue
        parts += [format_html("{}", said[end : run.start()])]
        parts += [format_html('<span lang="{}">{}</span>', _NAMES[language], run.group())]
        end = run.end()
    return mark_safe("".join([*parts, format_html("{}", said[end:])]))  # noqa: S308 — every part is escaped


@register.simple_tag
def in_language(text: object, lang: str = "") -> SafeString:
    """Text that somebody wrote, marked with the language it is in: the one given (Django's code), else by script."""
    said = without_turns(str(text))
    return format_html('<span lang="{}">{}</span>', to_bcp47(lang or language_of(said)), said)
