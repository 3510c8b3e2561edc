"""A company's name taken apart: who, what, and where."""

from __future__ import annotations

import re
from dataclasses import dataclass

from landbridge.base.text import fold
from landbridge.directory.wording.latin import pinyin, romanised, unaccented
from landbridge.directory.wording.legal_names import without_form
from landbridge.directory.wording.trades import PLACE_ENDINGS, PLACES, TRADES

_SIGNS = re.compile(r"[\W_]+")
_EAST = re.compile(r"[가-힣\u3400-\u9fff]")


def _finder(words: dict[str, str]) -> re.Pattern[str]:
    eastern = sorted((word for word in words if _EAST.match(word)), key=len, reverse=True)
    return re.compile("|".join(eastern))


_TRADE = _finder(TRADES)
_PLACE_FIRST = re.compile(rf"^({_finder(PLACES).pattern})({'|'.join(PLACE_ENDINGS[:10])})?")


@dataclass(frozen=True, slots=True)
class NameParts:
    """``proper`` is the name proper, without spaces; ``latin`` the same in Latin letters; the others are meanings."""

    language: str
    proper: str
    latin: str
    trades: frozenset[str]
    places: frozenset[str]


def take_apart(name: str, language: str) -> NameParts:
    """The parts of a name in ``language`` (ko, zh-hans or en).

    A name of nothing but trades and places is kept whole: 中国石油 is who, too.
    """
    folded = fold(name)
    bare = without_form(folded) or folded
    trades, places, proper = _western(bare) if language == "en" else _eastern(bare)
    if len(proper) < 2:
        proper, trades, places = _SIGNS.sub("", bare), set(), set()
    latin = unaccented(proper) if language == "en" else (romanised if language == "ko" else pinyin)(proper)
    return NameParts(language, proper, latin, frozenset(trades), frozenset(places))


def _eastern(bare: str) -> tuple[set[str], set[str], str]:
    name = _SIGNS.sub("", bare)
    places = set()
    if found := _PLACE_FIRST.match(name):
        places.add(PLACES[found.group(1)])
        name = name[found.end() :]
    # The name proper comes first: a trade's word in its first two signs is a part of it.
    head, tail = name[:2], name[2:]
    trades = {TRADES[word] for word in _TRADE.findall(tail)}
    return trades, places, head + _TRADE.sub("", tail)


def _western(bare: str) -> tuple[set[str], set[str], str]:
    words = [word for word in _SIGNS.split(unaccented(bare)) if word]
    places = {PLACES[words[0]]} if words and words[0] in PLACES else set()
    rest = words[1:] if places else words
    trades = {TRADES[word] for word in rest[1:] if word in TRADES}
    return trades, places, "".join(rest[:1] + [word for word in rest[1:] if word not in TRADES])
