"""Names in Latin letters, to compare a Korean or a Chinese name with an English one. Never shown to anybody."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Revised Romanization, letter by letter: syllables do not change each other here, so equal names stay equal.
_INITIALS = "g kk n d tt r m b pp s ss - j jj ch k t p h".replace("-", "").split(" ")
_VOWELS = tuple("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split())  # noqa: SIM905 — read as a row
_FINALS = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t".replace("-", "").split(" ")
_FIRST, _LAST = 0xAC00, 0xD7A3


def romanised(text: str) -> str:
    """Korean text in Latin letters, one space between words."""
    return "".join(_syllable(sign) if _FIRST <= ord(sign) <= _LAST else sign for sign in text)


def _syllable(sign: str) -> str:
    initial, rest = divmod(ord(sign) - _FIRST, 588)
    vowel, final = divmod(rest, 28)
    return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]


@lru_cache(maxsize=20_000)
def pinyin(text: str) -> str:
    """Chinese text in Latin letters, without tones or spaces between syllables."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 — its dictionary takes long to load, and most pages need none

    return "".join(lazy_pinyin(text)).replace("ü", "v")


def unaccented(text: str) -> str:
    """Text without marks above or below its letters."""
    decomposed = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFKC", "".join(sign for sign in decomposed if not unicodedata.combining(sign)))
