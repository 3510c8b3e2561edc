"""A text as the other parts read it: folded, and cut into units that a term can be found in.

Folding is NFKC, lower case, and simplified characters for traditional ones (OpenCC, t2s), with the
forms that Korean and Japanese keep and OpenCC leaves. No tokeniser: a unit is one Hangul syllable, one
Han character, or one Latin word or number. What words they make up is for the lexicon to say.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

import opencc


class Script(StrEnum):
    """What a piece of text is written in."""

    HANGUL = "ko"
    HAN = "zh"
    LATIN = "en"


@dataclass(frozen=True, slots=True)
class Unit:
    """One syllable, character or word: its ``key``, and where it stands in the folded text.

    ``opens`` where a word begins: after a space, a sign, or another script. The key of a Latin word is
    its stem after a space, so that the keys of several units, joined, say where words part.
    """

    script: Script
    key: str
    start: int
    end: int
    opens: bool


#: Forms that Korean texts keep and OpenCC, which knows Taiwan's and Hong Kong's, does not fold.
_VARIANTS = str.maketrans(
    "粧硏敎爲靑淸戶內說稅悅銳强眞寬郞册爭產祕舘鷄峯綠彥飮飜廻氷",
    "妆研教为青清户内说税悦锐强真宽郎册争产秘馆鸡峰绿彦饮翻回冰",
)
_PIECES = re.compile(
    r"[\uac00-\ud7a3]+|[\u3400-\u4dbf\u4e00-\u9fff]+|[a-z][a-z0-9]*(?:[+\-][a-z0-9]+)*\+*|\d+(?:\.\d+)?[a-z]*"
)
#: English words that say nothing of what is offered; short, as the weights see to the rest.
EMPTY_WORDS = frozenset(
    {"a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "in", "into", "is", "it", "its"}
    | {"of", "on", "or", "one", "some", "such", "that", "the", "this", "to", "with"}
)


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@cache
def _stemmer() -> Any:
    import snowballstemmer  # noqa: PLC0415 - it loads thirty languages

    return snowballstemmer.stemmer("english")


@cache
def stem(word: str) -> str:
    """The Snowball stem of one lower-case English word."""
    return str(_stemmer().stemWord(word))


def fold(text: str) -> str:
    """The text in NFKC, lower case and simplified characters; as long as its NFKC form, give or take a letter.

    >>> fold("ＬｉＤＡＲ 雷達")
    'lidar 雷达'
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    return str(_simplifier().convert(plain)).translate(_VARIANTS)


def script_of(folded: str) -> Script:
    """The script of a folded piece, by its first letter."""
    first = folded[0]
    if "\uac00" <= first <= "\ud7a3":
        return Script.HANGUL
    return Script.HAN if "\u3400" <= first <= "\u9fff" else Script.LATIN


def units(folded: str) -> list[Unit]:
    """The units of a folded text, in its order; signs and empty English words are left out."""
    found: list[Unit] = []
    for piece in _PIECES.finditer(folded):
        text, start = piece.group(), piece.start()
        script = script_of(text)
        if script is not Script.LATIN:
            found.extend(Unit(script, letter, start + at, start + at + 1, at == 0) for at, letter in enumerate(text))
        elif text not in EMPTY_WORDS:
            found.append(Unit(script, f" {stem(text)}", start, piece.end(), opens=True))
    return found


def key_of(term: str) -> str:
    """What a term is looked up by: the keys of its units, joined; empty where it has none.

    >>> key_of("자율 주행"), key_of("LED lamps")
    ('자율주행', ' led lamp')
    """
    return "".join(unit.key for unit in units(fold(term)))
