"""Which words of a text no dictionary and no concept knows.

What a longest match leaves over counts (라이다 in 자율주행라이다), and so does a compound that is known only by its
parts (자율주행, 激光雷达): a dictionary says of its parts what they mean, which is often not what the whole does.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from landbridge.engine.matching.features import LONGEST_CHINESE, LONGEST_KOREAN, concept_spans
from landbridge.engine.matching.lexicon import Lexicon
from landbridge.engine.matching.text import Script, Unit, fold, units
from landbridge.matching.wording.particles import bare

LANGUAGES = {Script.HANGUL: "ko", Script.HAN: "zh-hans", Script.LATIN: "en"}
SHORTEST, SHORTEST_LATIN, LONGEST, LONGEST_COMPOUND = 2, 3, 24, 8


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """``key`` as terms are looked up by, ``text`` as it is written; ``is_compound`` where its parts are known."""

    key: str
    text: str
    language: str
    is_compound: bool = False


def unknown_words(text: str, lexicon: Lexicon) -> list[UnknownWord]:
    """The unknown words of a text, each once, in its order."""
    folded = fold(text)
    row = units(folded)
    named = _in_concepts(row, lexicon)
    found: dict[str, UnknownWord] = {}
    for word in _words(row, named):
        for one in _unknown(word, folded, lexicon):
            found.setdefault(one.key, one)
    return list(found.values())


def parted(key: str, wholes: Iterable[str]) -> list[str]:
    """The parts of an unknown word that are unknown words by themselves: 라이다센서 is 라이다 and 센서.

    ``wholes`` are the keys of all that stand alone somewhere. A word that has no such parts is its own.
    """
    known = wholes if isinstance(wholes, (set, frozenset, dict)) else set(wholes)
    for at in range(len(key) - SHORTEST, SHORTEST - 1, -1):
        if key[:at] in known:
            rest = parted(key[at:], known)
            if len(rest) > 1 or rest[0] in known:
                return [key[:at], *rest]
    return [key]


def _in_concepts(row: list[Unit], lexicon: Lexicon) -> list[bool]:
    named = [False] * len(row)
    for start, end in concept_spans(row, lexicon):
        named[start:end] = [True] * (end - start)
    return named


def _words(row: list[Unit], named: list[bool]) -> Iterator[list[Unit]]:
    """Runs of one script within a word, without what a concept names."""
    start = 0
    while start < len(row):
        if named[start]:
            start += 1
            continue
        end = start + 1
        while end < len(row) and not named[end] and row[end].script is row[start].script and not row[end].opens:
            end += 1
        yield row[start:end]
        start = end


def _unknown(word: list[Unit], folded: str, lexicon: Lexicon) -> Iterator[UnknownWord]:
    script = word[0].script
    if script is Script.LATIN:
        text = folded[word[0].start : word[0].end]
        if len(text) >= SHORTEST_LATIN and text.isalpha() and word[0].key.strip() not in _stems(lexicon):
            yield UnknownWord(word[0].key, text, "en")
        return
    text = "".join(unit.key for unit in word)
    if script is Script.HANGUL:
        text = bare(text)
    if len(text) < SHORTEST or len(text) > LONGEST or lexicon.knows(text):
        return
    parts = list(_parts(text, lexicon, LONGEST_KOREAN if script is Script.HANGUL else LONGEST_CHINESE))
    left = [part for part, is_known in parts if not is_known and len(part) >= SHORTEST]
    for part in left:
        yield UnknownWord(part, part, LANGUAGES[script])
    known = [part for part, is_known in parts if is_known]
    if not left and len(known) == len(parts):
        yield from (
            UnknownWord(one, one, LANGUAGES[script], is_compound=True) for one in _compounds(text, known, script)
        )


def _parts(text: str, lexicon: Lexicon, longest: int) -> Iterator[tuple[str, bool]]:
    at = left = 0
    while at < len(text):
        end = next((e for e in range(min(len(text), at + longest), at + 1, -1) if lexicon.knows(text[at:e])), None)
        if end is None:
            at += 1
            continue
        if left < at:
            yield text[left:at], False
        yield text[at:end], True
        at = left = end
    if left < len(text):
        yield text[left:], False


def _compounds(text: str, parts: list[str], script: Script) -> Iterator[str]:
    if script is Script.HANGUL:  # the word as it stands between spaces
        if len(parts) > 1 and len(text) <= LONGEST_COMPOUND:
            yield text
        return
    for one, other in itertools.pairwise(parts):  # Chinese has no spaces: two words side by side
        if len(one) + len(other) <= LONGEST_COMPOUND:
            yield one + other


def _stems(lexicon: Lexicon) -> frozenset[str]:
    """All English stems that a dictionary or a concept has; gathered once for a lexicon."""
    if _kept.get("build") != lexicon.build:
        stems = {stem for links in lexicon.english.values() for stem, _ in links}
        stems |= {stem for key in lexicon.concepts for stem in key.split()}
        _kept.update(build=lexicon.build, stems=frozenset(stems))
    return _kept["stems"]  # type: ignore[return-value]


_kept: dict[str, str | frozenset[str]] = {}
