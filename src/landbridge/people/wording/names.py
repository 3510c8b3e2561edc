"""A person's name as its reader has it: in the reader's script if there is one, in the order that language has.

홍길동 · 洪吉童 · HONG Gildong are one person. A Korean reads the first, a Chinese reader the second, everybody else
the third. Hangul and Han names stand together, family name first; a Latin name keeps its own order, and the family
name of one written family first is in capitals, as in a passport, so that nobody takes it for the given name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple, Protocol, TypeVar

HANGUL, SIMPLIFIED, TRADITIONAL, LATIN = "Hang", "Hans", "Hant", "Latn"
GIVEN_FIRST, FAMILY_FIRST = "given_first", "family_first"

#: The scripts a reader of a language is glad of, the best first.
PREFERRED = {
    "ko": (HANGUL, LATIN, SIMPLIFIED, TRADITIONAL),
    "zh-hans": (SIMPLIFIED, TRADITIONAL, LATIN, HANGUL),
    "en": (LATIN, SIMPLIFIED, TRADITIONAL, HANGUL),
}
LANGUAGE_OF = {HANGUL: "ko", SIMPLIFIED: "zh-hans", TRADITIONAL: "zh-hant", LATIN: "en"}

#: Family names of two syllables, which a name without a space does not show.
_TWO_SYLLABLES = "남궁 황보 제갈 사공 선우 독고 서문 동방 어금 망절 무본 소봉 장곡 강전"
_TWO_CHARACTERS = (
    "欧阳 歐陽 太史 端木 上官 司马 司馬 东方 東方 独孤 獨孤 南宫 南宮 夏侯 诸葛 諸葛 尉迟 尉遲 皇甫 公孙 公孫 慕容 "
    "令狐 司徒 司空 长孙 長孫 宇文 轩辕 軒轅 西门 西門 鲜于 鮮于 申屠 呼延 百里 东郭 東郭 闻人 聞人 澹台 澹臺 淳于 "
    "单于 單于 公羊 濮阳 濮陽 赫连 赫連 钟离 鍾離 宗政 拓跋"
)
TWO_SYLLABLES = frozenset(_TWO_SYLLABLES.split())
TWO_CHARACTERS = frozenset(_TWO_CHARACTERS.split())
_HANGUL_NAME = re.compile(r"[가-힣 ]+")
_HAN_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff· ]+")


class Spelling(Protocol):
    """What is read of a name; a row of PersonName has it."""

    script: str
    family: str
    given: str
    order: str
    is_suggestion: bool


S = TypeVar("S", bound=Spelling)


class Parts(NamedTuple):
    """A name taken apart."""

    script: str
    family: str
    given: str
    order: str


def display_name(names: Iterable[Spelling], language: str) -> tuple[str, str]:
    """The name a reader of ``language`` is shown, and the language it is in (a Django code).

    The person's own spellings come before suggested ones, whatever their script: someone who gave only 洪吉童 is
    not shown to an English reader under a romanisation that nobody but the house has ever used. ``("", language)``
    if there is no name, as after an erasure.
    """
    name = chosen(names, language)
    return ("", language) if name is None else (written(name), LANGUAGE_OF[name.script])


def chosen(names: Iterable[S], language: str) -> S | None:
    """The spelling that ``display_name`` shows."""
    wanted = PREFERRED.get(language, PREFERRED["en"])
    return min(names, key=lambda name: (name.is_suggestion, wanted.index(name.script)), default=None)


def written(name: Spelling | Parts) -> str:
    """One spelling in full.

    >>> written(Parts(HANGUL, "홍", "길동", FAMILY_FIRST)), written(Parts(LATIN, "Hong", "Gildong", FAMILY_FIRST))
    ('홍길동', 'HONG Gildong')
    >>> written(Parts(LATIN, "de la Cruz", "Ana", GIVEN_FIRST)), written(Parts(SIMPLIFIED, "", "阿依古丽", ""))
    ('Ana de la Cruz', '阿依古丽')
    """
    if name.script != LATIN:
        parts = (name.given, name.family) if name.order == GIVEN_FIRST else (name.family, name.given)
        # A foreign name in Han or Hangul is set apart by its own sign or by spaces; a family name before it is not.
        return (" " if name.order == GIVEN_FIRST else "").join(part for part in parts if part)
    if name.order == GIVEN_FIRST:
        return " ".join(part for part in (name.given, name.family) if part)
    return " ".join(part for part in (name.family.upper(), name.given) if part)


def both_orders(name: Spelling | Parts) -> tuple[str, ...]:
    """All the ways somebody may type a spelling: together or apart, either part first."""
    family, given = name.family, name.given
    if not family:
        return (given, given.replace(" ", "").replace("-", ""))
    joined = re.sub(r"[\s-]", "", given)
    return tuple(
        dict.fromkeys(
            (f"{family} {given}", f"{given} {family}", f"{family}{given}", f"{family} {joined}", f"{family}{joined}",
             f"{joined}{family}")
        )
    )  # fmt: skip


def split_name(text: str) -> Parts:
    """A name in one piece taken apart, as well as can be known: the person may correct it.

    >>> split_name("홍길동")[:3], split_name("남궁민수")[:3], split_name("欧阳娜娜")[:3]
    (('Hang', '홍', '길동'), ('Hang', '남궁', '민수'), ('Hans', '欧阳', '娜娜'))
    >>> split_name("HONG Gildong"), split_name("Ana de la Cruz").family
    (Parts(script='Latn', family='Hong', given='Gildong', order='family_first'), 'Cruz')
    """
    text = " ".join(unicodedata.normalize("NFKC", text).split())
    if _HANGUL_NAME.fullmatch(text):
        return _east_asian(text, HANGUL, TWO_SYLLABLES)
    if _HAN_NAME.fullmatch(text) and "·" not in text:
        return _east_asian(text, SIMPLIFIED, TWO_CHARACTERS)
    if _HAN_NAME.fullmatch(text):
        return Parts(SIMPLIFIED, "", text, FAMILY_FIRST)
    return _latin(text)


def script_of(text: str) -> str:
    """The script of a text by its characters; Han that is the same in both is taken for simplified."""
    if re.search("[가-힣]", text):
        return HANGUL
    return SIMPLIFIED if re.search("[\u3400-\u9fff]", text) else LATIN


def _east_asian(text: str, script: str, doubles: frozenset[str]) -> Parts:
    family, _, given = text.partition(" ")
    if given:
        return Parts(script, family, given.replace(" ", ""), FAMILY_FIRST)
    length = 2 if len(text) > 2 and text[:2] in doubles else 1
    return Parts(script, text[:length], text[length:], FAMILY_FIRST) if text[length:] else _unsplit(script, text)


def _latin(text: str) -> Parts:
    words = text.split(" ")
    capitals = [word for word in words if len(word) > 1 and word.isupper()]
    if capitals and len(capitals) < len(words):
        rest = " ".join(word for word in words if word not in capitals)
        order = FAMILY_FIRST if words[0] in capitals else GIVEN_FIRST
        return Parts(LATIN, " ".join(word.title() for word in capitals), rest, order)
    if len(words) == 1:
        return _unsplit(LATIN, text)
    return Parts(LATIN, words[-1], " ".join(words[:-1]), GIVEN_FIRST)


def _unsplit(script: str, text: str) -> Parts:
    return Parts(script, "", text, FAMILY_FIRST)
