"""What an unknown term may mean in the two other languages, and who says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Q

from landbridge.engine.matching.features import LONGEST_CHINESE, LONGEST_KOREAN
from landbridge.engine.matching.learned import learned_pairs
from landbridge.engine.matching.lexicon import Lexicon
from landbridge.engine.matching.text import Script, fold, key_of, units
from landbridge.matching.lexicons.packages import cedict_entries
from landbridge.matching.models import CodeRow
from landbridge.matching.planning.lexicon import current_lexicon
from landbridge.matching.planning.similar import similar_words_of
from landbridge.programmes.models import Programme

MOST, MOST_TITLES = 8, 400
KOREAN, CHINESE, ENGLISH = "ko", "zh-hans", "en"
_ASIDES = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``source``: ``characters`` (each part read as its hanja, or back), ``dictionary``, ``titles``, ``similar``."""

    language: str
    text: str
    source: str


def suggestions_for(text: str, language: str) -> list[Suggestion]:
    """Suggestions for the two other languages, the surest first, each once."""
    lexicon = current_lexicon()
    found: dict[tuple[str, str], Suggestion] = {}
    for one in (
        *_from_titles(text, language),
        *_from_characters(text, language, lexicon),
        *_from_dictionary(text, language, lexicon),
        *similar_words(text, language),
    ):
        if key_of(one.text) and one.language != language:
            found.setdefault((one.language, key_of(one.text)), one)
    return list(found.values())[:MOST]


def similar_words(text: str, language: str) -> Iterator[Suggestion]:
    """Words of profiles in the other languages that an encoder takes for alike: a guess, and called so."""
    for other in (KOREAN, CHINESE, ENGLISH):
        if other != language:
            yield from (Suggestion(other, word, "similar") for word in similar_words_of(text, language, other))


def _from_characters(text: str, language: str, lexicon: Lexicon) -> Iterator[Suggestion]:
    key = key_of(text)
    if language == KOREAN:
        parts = _covered(key, lexicon.chinese.keys(), LONGEST_KOREAN)
        if parts:
            yield Suggestion(CHINESE, "".join(lexicon.chinese[part][0][0] for part in parts), "characters")
    elif language == CHINESE:
        readings: dict[str, tuple[float, str]] = {}
        for word, links in lexicon.chinese.items():
            for chinese, share in links:
                if chinese in key and (share, word) > readings.get(chinese, (0.0, "")):
                    readings[chinese] = (share, word)
        if parts := _covered(key, readings.keys(), LONGEST_CHINESE):
            yield Suggestion(KOREAN, "".join(readings[part][1] for part in parts), "characters")


def _from_dictionary(text: str, language: str, lexicon: Lexicon) -> Iterator[Suggestion]:
    key = key_of(text)
    if language == ENGLISH:
        wanted = fold(text).strip()
        for chinese, definitions in cedict_entries():
            if not any(wanted in one.lower() for one in definitions):
                continue  # most of a hundred thousand: not worth being folded
            if any(wanted in (fold(meaning) for meaning in _meanings(one)) for one in definitions):
                yield Suggestion(CHINESE, chinese, "dictionary")
                yield from _from_characters(chinese, CHINESE, lexicon)
        return
    chinese = key
    if language == KOREAN:
        chinese = next((one.text for one in _from_characters(text, KOREAN, lexicon)), "")
    parts = _covered(chinese, lexicon.english.keys(), LONGEST_CHINESE)
    if parts:
        said = {word: next(_meanings(*definitions), "") for word, definitions in _definitions(set(parts)).items()}
        if all(said.get(part) for part in parts):
            yield Suggestion(ENGLISH, " ".join(said[part] for part in parts), "dictionary")


def _definitions(words: Collection[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word, definitions in cedict_entries():
        if word in words and not all(one.startswith(("surname", "variant of", "old variant")) for one in definitions):
            found.setdefault(word, definitions)
    return found


def _meanings(*definitions: str) -> Iterator[str]:
    for definition in definitions:
        for meaning in re.split("[;,]", _ASIDES.sub("", definition)):
            plain = meaning.strip().removeprefix("to ")
            if plain and not plain.startswith(("CL:", "variant of", "see ")):
                yield plain


def _covered(key: str, known: Collection[str], longest: int) -> list[str]:
    """The parts of a key by the longest known word first, if they cover it whole and are no single letters."""
    parts, at = [], 0
    while at < len(key):
        end = next((e for e in range(min(len(key), at + longest), at + 1, -1) if key[at:e] in known), None)
        if end is None:
            return []
        parts.append(key[at:end])
        at = end
    return parts


def _from_titles(text: str, language: str) -> Iterator[Suggestion]:
    """Words of titles that are written in several languages, where this one stands in many of them."""
    titles = list(_titles(text, language))
    for other in {KOREAN, CHINESE, ENGLISH} - {language}:
        pairs = [
            (_words(one[language], language), _words(one[other], other))
            for one in titles
            if one[language] and one[other]
        ]
        learned = learned_pairs([pair for pair in pairs if pair[0] and pair[1]])
        for word, _share in learned.get(key_of(text).strip(), ()):
            yield Suggestion(other, word, "titles")


def _titles(text: str, language: str) -> Iterator[dict[str, str]]:
    name = {KOREAN: "ko", CHINESE: "zh", ENGLISH: "en"}[language]
    holding = list(
        CodeRow.objects.filter(Q(**{f"{name}__icontains": text}), table__is_current=True)[: MOST_TITLES // 2]
    )
    if holding:
        others = CodeRow.objects.filter(table__is_current=True).exclude(pk__in=[one.pk for one in holding])
        for row in (*holding, *others[: MOST_TITLES // 2]):
            yield {KOREAN: row.ko, CHINESE: row.zh, ENGLISH: row.en}
    for programme in Programme.objects.filter(is_joint=True, **{f"name_{name}__icontains": text})[:MOST_TITLES]:
        yield {KOREAN: programme.name_ko, CHINESE: programme.name_zh, ENGLISH: programme.name_en}


def _words(text: str, language: str) -> list[str]:
    row = units(fold(text))
    if language == ENGLISH:
        return [unit.key.strip() for unit in row if unit.script is Script.LATIN]
    script = Script.HANGUL if language == KOREAN else Script.HAN
    words: list[str] = []
    for unit in row:
        if unit.script is not script:
            continue
        if unit.opens or not words:
            words.append("")
        words[-1] += unit.key
    return [word for word in words if len(word) > 1]
