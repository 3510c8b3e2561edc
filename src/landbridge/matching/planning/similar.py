"""Words of profiles in another language that the encoder puts nearest to a term."""

from __future__ import annotations

import itertools
from collections import Counter

from landbridge.engine.matching.features import LONGEST_CHINESE
from landbridge.engine.matching.lexicon import Lexicon
from landbridge.engine.matching.text import Script, fold, units
from landbridge.matching.planning.index import live_index
from landbridge.matching.wording.particles import bare

MOST, LEAST, CANDIDATES, READ = 2, 0.5, 200, 2_000
_SCRIPTS = {"ko": Script.HANGUL, "zh-hans": Script.HAN, "en": Script.LATIN}


def similar_words_of(text: str, language: str, other: str) -> list[str]:
    """At most two words of ``other``, the nearest first; none without an encoder, or where nothing is near."""
    live = live_index()
    if live.build is None or not live.build.encoder_build:
        return []
    counted: Counter[str] = Counter()
    for entry in [one for one in live.index.entries() if one.language == other][:READ]:
        counted.update(set(_words(entry.text, other, live.lexicon)))
    candidates = [word for word, _count in sorted(counted.items(), key=lambda one: (-one[1], one[0]))][:CANDIDATES]
    if not candidates:
        return []
    vectors = live.encode([text, *candidates], [language, *[other] * len(candidates)])
    if vectors is None:
        return []
    likeness = vectors[1:] @ vectors[0]
    near = sorted(zip(likeness.tolist(), candidates, strict=True), key=lambda one: (-one[0], one[1]))
    return [word for share, word in near[:MOST] if share >= LEAST]


def _words(text: str, language: str, lexicon: Lexicon) -> list[str]:
    """The words of a text: between spaces, or of Chinese by the longest match, and two of those side by side."""
    folded = fold(text)
    row = [unit for unit in units(folded) if unit.script is _SCRIPTS[language]]
    if language == "en":
        return [folded[unit.start : unit.end] for unit in row if unit.end - unit.start > 2]
    runs: list[str] = []
    for unit in row:
        if unit.opens or not runs:
            runs.append("")
        runs[-1] += unit.key
    if language == "ko":
        return [word for run in runs if len(word := bare(run)) > 1]
    found: list[str] = []
    for run in runs:
        parts, at = [], 0
        while at < len(run):
            end = next(
                (e for e in range(min(len(run), at + LONGEST_CHINESE), at + 1, -1) if lexicon.knows(run[at:e])), at + 1
            )
            parts.append(run[at:end])
            at = end
        found += [part for part in parts if len(part) > 1]
        found += [one + two for one, two in itertools.pairwise(parts) if 2 < len(one + two) <= 6]
    return found
