"""Codes proposed for a product: the rows of a published table whose texts mean most of what was written.

A proposal is read off words that both texts have in common, in whichever language; it is no classification, and
whoever writes it into a profile decides.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from landbridge.base.text import Trilingual
from landbridge.engine.matching.features import features
from landbridge.engine.matching.lexicon import Lexicon
from landbridge.engine.matching.space import UNIT, Space
from landbridge.matching.models import CodeRow, CodeTable
from landbridge.matching.planning.lexicon import current_lexicon

MOST, LEAST = 10, 0.04
LONGEST = 1000
#: The digits of the codes that are proposed; shorter ones are headings.
_DIGITS = {"hs": 6, "ksic": 3, "gbt": 3}
#: A heading's words count for what stands below it, but less.
HEADING = 0.4


@dataclass(frozen=True, slots=True)
class Proposal:
    """A code, what it covers in the reader's language (or the table's), and how alike it is, 0 to 1."""

    code: str
    text: str
    language: str
    likeness: float


@dataclass(frozen=True)
class _Read:
    """A table as the lexicon reads it."""

    codes: tuple[str, ...]
    texts: tuple[Trilingual, ...]
    space: Space
    #: By feature, the rows that have it and how many units of it.
    holders: Mapping[str, tuple[tuple[int, int], ...]]


@dataclass
class _Held:
    lock: threading.Lock = field(default_factory=threading.Lock)
    tables: dict[str, tuple[tuple[object, ...], _Read]] = field(default_factory=dict)


_held = _Held()


def propose_codes(text: str, scheme: str, *, language: str, most: int = MOST) -> list[Proposal]:
    """The codes that are likeliest, the best first; none without a table in force, or for words it does not have.

    Equal ones stand in the order of their codes.
    """
    table = CodeTable.objects.filter(scheme=scheme, is_current=True).values_list("pk", "at").first()
    text = text[:LONGEST].strip()
    if table is None or not text:
        return []
    lexicon = current_lexicon()
    read = _table(scheme, *table, lexicon)
    shared: defaultdict[int, int] = defaultdict(int)
    for feature, units in read.space.row(features(text, lexicon)).items():
        for at, theirs in read.holders.get(feature, ()):
            shared[at] += units * theirs
    best = sorted(((-product, at) for at, product in shared.items() if product >= LEAST * UNIT**2))[:most]
    return [Proposal(read.codes[at], *read.texts[at].read(language), round(-less / UNIT**2, 6)) for less, at in best]


def _table(scheme: str, table: int, at: datetime, lexicon: Lexicon) -> _Read:
    """The table, read once in a process for each state of the lexicon."""
    stamp = (table, at, lexicon.build)
    with _held.lock:
        held = _held.tables.get(scheme)
        if held is None or held[0] != stamp:
            held = _held.tables[scheme] = (stamp, _read(scheme, table, lexicon))
        return held[1]


def _read(scheme: str, table: int, lexicon: Lexicon) -> _Read:
    rows = list(CodeRow.objects.filter(table=table).order_by("code").values_list("code", "ko", "zh", "en"))
    known = {code: _features(texts, lexicon) for code, *texts in rows}
    wanted = [row for row in rows if sum(sign.isdigit() for sign in row[0]) >= _DIGITS[scheme]] or rows
    described = []
    for code, *_texts in wanted:
        words = dict(known[code])
        for length in range(2, len(code)):
            for feature, amount in known.get(code[:length], {}).items():
                words[feature] = max(words.get(feature, 0.0), HEADING * amount)
        described.append(words)
    space = Space.of(described)
    texts = tuple(Trilingual(ko, zh, en) for _code, ko, zh, en in wanted)
    holders: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, one in enumerate(described):
        for feature, units in space.row(one).items():
            holders[feature].append((at, units))
    kept = {feature: tuple(held) for feature, held in holders.items()}
    return _Read(tuple(row[0] for row in wanted), texts, space, kept)


def _features(texts: list[str], lexicon: Lexicon) -> dict[str, float]:
    words: dict[str, float] = {}
    for text in filter(None, texts):
        for feature, amount in features(text, lexicon).items():
            words[feature] = max(words.get(feature, 0.0), amount)
    return words
