"""Text in three languages: compared without its accidents, put in each language's order, read with its language.

Languages are Django's codes: ``ko``, ``zh-hans``, ``en``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from landbridge.base.plain_text import without_turns
from landbridge.base.sorting import sort_key

__all__ = ["LANGUAGES", "Trilingual", "fold", "language_of", "sort_key"]

LANGUAGES = ("ko", "zh-hans", "en")

_HANGUL = re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]")
_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")


def fold(text: str) -> str:
    """``text`` as it is compared: full width as half width, no capitals, one space where there were several.

    >>> fold("  ＨＯＮＧ   Gildong ㈜ ")
    'hong gildong (주)'
    """
    # Twice, as Unicode's caseless matching has it: folding can leave something that has a shorter form.
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(folded.split())


def language_of(text: str) -> str:
    """The language a text is most likely written in, by its script: ``ko``, ``zh-hans`` or ``en``.

    Names of firms mix scripts (LG化学), and so do sentences (“The firm 한빛 develops lidar”): a Latin word
    weighs as much as one CJK character, and CJK wins a tie.
    """
    hangul, han, words = (len(script.findall(text)) for script in (_HANGUL, _HAN, _LATIN_WORD))
    if hangul + han == 0 or words > hangul + han:
        return "en"
    return "ko" if hangul >= han else "zh-hans"


@dataclass(frozen=True, slots=True)
class Trilingual:
    """One text in up to three languages. ``original`` is the language it was written in, if that is known."""

    ko: str = ""
    zh: str = ""
    en: str = ""
    original: str = ""

    def read(self, language: str) -> tuple[str, str]:
        """What a reader of ``language`` is shown, and the language that is in.

        Where their own is missing: the original, else English, Korean, Chinese. ``("", language)`` if all are empty.
        Nothing in it turns the direction of what stands around it.
        """
        texts = {"ko": self.ko, "zh-hans": self.zh, "en": self.en}
        for code in (language, self.original, "en", "ko", "zh-hans"):
            if texts.get(code, "").strip():
                return without_turns(texts[code]), code
        return "", language

    @property
    def lacks_original(self) -> bool:
        """Whether the one text that is compulsory is missing: that in the language it claims to be written in."""
        texts = {"ko": self.ko, "zh-hans": self.zh, "en": self.en}
        return not texts.get(self.original, "").strip()
