"""Offers and needs found by what they mean, in whichever language they were written, and why."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from landbridge.base.text import language_of
from landbridge.engine.matching.features import features
from landbridge.engine.matching.problem import Kind
from landbridge.engine.matching.reasons import shared_words, similar_words
from landbridge.matching.planning.index import live_index

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from landbridge.engine.matching.encoder import Vectors
    from landbridge.matching.planning.index import Live

#: A hit that shares no words with the question, no code, and is less alike than this, is chance.
ALIKE = 0.38
SHARES = 0.06
#: The score that is worth a half, and how steeply it rises there; the best is worth less than a name that is given.
CENTRE, STEEPNESS, BEST = 0.3, 6.0, 0.95
_HS = re.compile(r"(?<![\d.])(\d{4})[. ]?(\d{2})(?![\d.])")


@dataclass(frozen=True, slots=True)
class Near:
    """An item that means what was asked, from 0 to 1, and its organisation."""

    item: int
    organisation: int
    score: float


@dataclass(frozen=True, slots=True)
class Why:
    """One reason. ``how``: shared (the lexicon says so), similar (the encoder finds the wording alike), or code.

    ``mine`` is of the question, ``theirs`` of the item, ``concepts`` the ids of what both name.
    """

    how: str
    mine: str
    theirs: str
    share: float
    concepts: tuple[str, ...] = ()


class Nearness:
    """The index as it is at one moment, asked one question."""

    def __init__(self, words: str) -> None:
        self.live: Live = live_index()
        self.words = words
        self.language = language_of(words)
        self.codes = tuple(f"hs:{one}{other}" for one, other in _HS.findall(words))
        self._vector = self._encoded([words])

    @property
    def notice(self) -> str:
        """What the reader should know: "", "off", "failing", "building" or "empty"."""
        return self.live.notice

    def find(self, kinds: Sequence[str], allowed: Collection[int] | None, most: int) -> list[Near]:
        """The items nearest to the question, the best first. ``allowed``: the only ones that may be found."""
        if allowed is not None and not allowed:
            return []
        hits = self.live.index.search(
            features(self.words, self.live.lexicon),
            None if self._vector is None else self._vector[0],
            codes=self.codes,
            kinds={Kind(one) for one in kinds},
            allowed=allowed,
            most=most,
        )
        return [
            Near(hit.number, hit.group, round(BEST / (1 + math.exp(-STEEPNESS * (hit.score - CENTRE))), 6))
            for hit in hits
            if hit.lexical >= SHARES or hit.dense >= ALIKE or hit.code > 0
        ]

    def reasons(self, text: str, hs6: str, *, most: int = 4) -> tuple[Why, ...]:
        """Why the question and an item's text are alike, the greatest share first; similar wording only in want."""
        found = [
            Why("shared", one.mine, one.theirs, one.share, one.concepts)
            for one in shared_words(self.words, text, self.live.lexicon, self.live.index.space)
        ]
        if hs6 and any(code.partition(":")[2][:4] == hs6[:4] for code in self.codes):
            found.append(Why("code", "", hs6, 0.0))
        if not found and self._vector is not None:
            pairs = similar_words(self.words, text, self._encode, most=2)
            found = [Why("similar", one.mine, one.theirs, one.likeness) for one in pairs]
        return tuple(found[:most])

    def _encoded(self, texts: Sequence[str]) -> Vectors | None:
        return self.live.encode(texts, [language_of(text) for text in texts])

    def _encode(self, texts: Sequence[str]) -> Vectors:
        rows = self._encoded(texts)
        if rows is None:  # it failed a moment after it answered
            import numpy as np  # noqa: PLC0415 - rare

            return np.zeros((len(texts), 1), np.float32)
        return rows
