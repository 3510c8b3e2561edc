"""Keys that put names in the order of each language, whatever collation the database has.

A key is made of ``0-9a-z`` only, which SQLite's bytes and PostgreSQL's collations order alike. Each character
becomes a class (which script comes first) and a place within its script:

- Hangul by syllable, which is the order of 가나다;
- Han by pinyin and tone (pypinyin, which knows 重庆 from 重量), then by character, so that 洪 and 红 do not mingle;
- Latin without accents or capitals.

Scripts follow one another as in the Unicode CLDR: Korean has Hangul, Han, Latin; Chinese has Han, Latin, Hangul;
English has Latin, Hangul, Han. Spaces come before digits, digits before letters; signs do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

KEY_LENGTH = 250

_CLASSES = {
    "ko": {"hangul": "a", "han": "b", "latin": "c"},
    "zh-hans": {"han": "a", "latin": "b", "hangul": "c"},
    "en": {"latin": "a", "hangul": "b", "han": "c"},
}
_OTHER = "d"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
#: Letters that Unicode does not take apart into a letter and its accent.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
_HANGUL_FROM = ord("가")
_SCRIPTS = (
    ("hangul", re.compile(r"[\uac00-\ud7a3]")),
    ("han", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")),
    ("latin", re.compile(r"[a-z]")),
)


def sort_key(text: str, language: str) -> str:
    """A key for ``text`` in the order of ``ko``, ``zh-hans`` or ``en``; at most 250 characters.

    >>> sorted(["홍길동", "洪吉童", "HONG Gildong", "가온"], key=lambda name: sort_key(name, "ko"))
    ['가온', '홍길동', '洪吉童', 'HONG Gildong']
    """
    classes = _CLASSES[language]
    return "".join(_pieces(_plain(text), classes))[:KEY_LENGTH]


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", " ".join(text.split())).casefold())
    # Back together, so that Hangul is whole syllables again; Latin has lost its accents by then.
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c))).translate(_PLAIN)


def _script(character: str) -> str:
    for name, pattern in _SCRIPTS:
        if pattern.match(character):
            return name
    if character.isspace():
        return "space"
    if character.isdecimal():
        return "digit"
    return "other" if character.isalnum() else "sign"


def _pieces(text: str, classes: dict[str, str]) -> Iterator[str]:
    for script, run in groupby(text, _script):
        characters = "".join(run)
        if script == "space":
            yield "0"
        elif script == "digit":
            yield from (f"1{int(digit)}" for digit in characters)
        elif script == "hangul":
            yield from (classes[script] + _based(ord(c) - _HANGUL_FROM, 3) for c in characters)
        elif script == "han":
            readings = _pinyin()(characters)
            yield from (
                classes[script] + reading + _based(ord(c), 4) for c, reading in zip(characters, readings, strict=True)
            )
        elif script == "latin":
            yield from (classes[script] + c for c in characters)
        elif script == "other":
            yield from (_OTHER + _based(ord(c), 4) for c in characters)


def _based(number: int, width: int) -> str:
    said = ""
    for _place in range(width):
        number, digit = divmod(number, len(_DIGITS))
        said = _DIGITS[digit] + said
    return said


@cache
def _pinyin() -> Any:
    """Gives the syllables of a run of Han characters, each closed by its tone. Loaded when a name first needs it."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - its dictionaries take 0.2 s

    as_it_is: Any = list  # typed by the library as giving one text; a list gives each character its own place

    def read(run: str) -> list[str]:
        # A character nobody knows how to read comes back as itself: it goes last.
        said = lazy_pinyin(run, style=Style.TONE3, neutral_tone_with_five=True, errors=as_it_is)
        return [syllable if syllable.isascii() else "zzz" for syllable in said]

    return read
