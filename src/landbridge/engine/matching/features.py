"""What a text is about, as weighted features that texts of the three languages share.

===  =====================================================  =============================
C    a concept of the lexicon                                concept:term
Z    Chinese characters and their pairs, written or meant    Z:激光
E    English stems, written or meant                         E:laser
K    the sound of a loanword                                 K:cklt
L    Latin words and numbers as they stand                   L:lfp
G    pairs of Hangul syllables                               G:센서
===  =====================================================  =============================

A Korean word is taken apart by the longest term first, inside its eojeol; what no term covers is left to
its sound. Of a Chinese run every known substring counts, an inner one half.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from landbridge.engine.matching.lexicon import Lexicon
from landbridge.engine.matching.sounds import hangul_sound, latin_sound
from landbridge.engine.matching.text import Script, Unit, fold, units

LONGEST_KOREAN, LONGEST_CHINESE = 7, 6
#: A lone character says half of what a pair does; a meaning reached over Chinese less than one that is known.
LONE, OVER_CHINESE, INNER, SOUND_OF_MEANING = 0.5, 0.7, 0.5, 0.3
#: What the sound of a whole eojeol counts beside that of its parts.
WHOLE = 0.5
#: A character of which no longer word is known may be a word itself.
LONE_WORD, LONE_COVERED = 0.4, 0.1
#: Meanings of a Chinese word that may lend it their sound, and letters below which a word has none.
SOUNDED, SHORTEST_SOUNDED = 4, 4
_PARTICLES = re.compile(
    "(?:으로|에서|에게|까지|부터|처럼|보다|이나|하고|한다|했다|합니다|하는|하기|에|은|는|이|가|을|를|의|로|와|과|도|만|들)$"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A feature, how much of it, and the stretch of the folded text it was read from."""

    feature: str
    weight: float
    start: int
    end: int


def features(text: str, lexicon: Lexicon) -> dict[str, float]:
    """The features of a text, summed: ``{"Z:激光": 1.0, "E:laser": 0.7, ...}``; empty for a text without words."""
    weights: dict[str, float] = {}
    for one in evidence(fold(text), lexicon):
        weights[one.feature] = weights.get(one.feature, 0.0) + one.weight
    return weights


def evidence(folded: str, lexicon: Lexicon) -> Iterator[Evidence]:
    """The same features one by one, each with where in the folded text it stands."""
    row = units(folded)
    yield from _concepts(row, lexicon)
    start = 0
    while start < len(row):
        end = start + 1
        while end < len(row) and row[end].script is row[start].script and not row[end].opens:
            end += 1
        word = row[start:end]
        if word[0].script is Script.HANGUL:
            yield from _korean(word, lexicon)
        elif word[0].script is Script.HAN:
            yield from _chinese(word, lexicon)
        else:
            yield from _latin(word[0], folded)
        start = end


def _concepts(row: list[Unit], lexicon: Lexicon) -> Iterator[Evidence]:
    for start, end in concept_spans(row, lexicon):
        for concept, weight in lexicon.concepts["".join(unit.key for unit in row[start:end])]:
            yield Evidence(f"C:{concept}", weight, row[start].start, row[end - 1].end)


def concept_spans(row: list[Unit], lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """From where to where in a row of units the longest concept from each place on stands.

    A term over several words begins where a word does.
    """
    for at, first in enumerate(row):
        for end in range(min(len(row), at + lexicon.longest), at, -1):
            span = row[at:end]
            known = "".join(unit.key for unit in span) in lexicon.concepts
            if known and (first.opens or not any(unit.opens for unit in span[1:])):
                yield at, end
                break


def _korean(word: list[Unit], lexicon: Lexicon) -> Iterator[Evidence]:
    text = "".join(unit.key for unit in word)
    for at in range(len(text) - 1):
        yield Evidence(f"G:{text[at : at + 2]}", 1.0, word[at].start, word[at + 1].end)
    at = unknown = 0
    while at < len(text):
        known = next(
            (end for end in range(min(len(text), at + LONGEST_KOREAN), at + 1, -1) if lexicon.knows(text[at:end])), None
        )
        if known is None:
            at += 1
            continue
        yield from _heard(word[unknown:at])
        for feature, weight in _meant(text[at:known], lexicon):
            yield Evidence(feature, weight, word[at].start, word[known - 1].end)
        if text[at:known] not in lexicon.chinese:
            yield from _heard(word[at:known])
        at = unknown = known
    yield from _heard(word[unknown:])
    if len(word) > 2:
        # A loanword that begins or ends like a word of the lexicon is heard whole, too.
        yield from _heard(word, WHOLE)


def _meant(key: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """What a Korean term means in Chinese characters and English stems."""
    english = lexicon.english.get(key, ())
    for chinese, share in lexicon.chinese.get(key, ()):
        yield from _characters(chinese, share)
        if not english:
            for part in [chinese] if chinese in lexicon.english else _parts(chinese, lexicon):
                for stem, weight in lexicon.english[part]:
                    yield f"E:{stem}", OVER_CHINESE * share * weight
    for stem, weight in english:
        yield f"E:{stem}", weight


def _parts(chinese: str, lexicon: Lexicon) -> Iterator[str]:
    for length in (2, 3):
        for at in range(len(chinese) - length + 1):
            if chinese[at : at + length] in lexicon.english:
                yield chinese[at : at + length]


def _characters(text: str, share: float) -> Iterator[tuple[str, float]]:
    for character in text:
        yield f"Z:{character}", LONE * share
    for at in range(len(text) - 1):
        yield f"Z:{text[at : at + 2]}", share


def _heard(word: list[Unit], share: float = 1.0) -> Iterator[Evidence]:
    text = "".join(unit.key for unit in word)
    bare = _PARTICLES.sub("", text) if len(text) > 2 else text
    sound = hangul_sound(bare) if len(bare) > 1 else ""
    if sound:
        yield Evidence(f"K:{sound}", share, word[0].start, word[len(bare) - 1].end)


def _chinese(word: list[Unit], lexicon: Lexicon) -> Iterator[Evidence]:
    text = "".join(unit.key for unit in word)
    for feature, weight, at, length in _chinese_characters(text):
        yield Evidence(feature, weight, word[at].start, word[at + length - 1].end)
    covered = [False] * len(text)
    for at in range(len(text)):
        for end in range(min(len(text), at + LONGEST_CHINESE), at + 1, -1):
            stems = lexicon.english.get(text[at:end])
            if stems is None:
                continue
            share = INNER if all(covered[at:end]) else 1.0
            covered[at:end] = [True] * (end - at)
            for stem, weight in stems:
                yield Evidence(f"E:{stem}", weight * share, word[at].start, word[end - 1].end)
            for sound in sorted({latin_sound(stem) for stem, _ in stems[:SOUNDED] if len(stem) >= SHORTEST_SOUNDED}):
                if sound:
                    yield Evidence(f"K:{sound}", SOUND_OF_MEANING, word[at].start, word[end - 1].end)
    for at, character in enumerate(text):
        for stem, weight in lexicon.english.get(character, ()):
            share = LONE_COVERED if covered[at] else LONE_WORD
            yield Evidence(f"E:{stem}", weight * share, word[at].start, word[at].end)


def _chinese_characters(text: str) -> Iterator[tuple[str, float, int, int]]:
    for at, character in enumerate(text):
        yield f"Z:{character}", LONE, at, 1
    for at in range(len(text) - 1):
        yield f"Z:{text[at : at + 2]}", 1.0, at, 2


def _latin(unit: Unit, folded: str) -> Iterator[Evidence]:
    word = folded[unit.start : unit.end]
    yield Evidence(f"L:{word}", 1.0, unit.start, unit.end)
    if word[0].isalpha():
        if len(word) > 1:
            yield Evidence(f"E:{unit.key.strip()}", 1.0, unit.start, unit.end)
        if len(word) >= SHORTEST_SOUNDED and (sound := latin_sound(word)):
            yield Evidence(f"K:{sound}", 1.0, unit.start, unit.end)
