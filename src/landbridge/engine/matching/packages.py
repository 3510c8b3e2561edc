"""Layers from the texts of free packages: hanja readings, CC-CEDICT, Unicode's names of emoji.

Here is what their lines mean; who opens the files is the caller's. Licences differ, so each package is a
layer, and an artefact, of its own: libhangul's hanja table is BSD-3-Clause, CC-CEDICT is CC BY-SA 4.0 and
asks to be named, CLDR is under the Unicode licence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from landbridge.engine.matching.learned import learned_pairs
from landbridge.engine.matching.lexicon import Concept, Layer, Links, Term, layer_of
from landbridge.engine.matching.text import Script, fold, key_of, stem, units

#: Of hanja that are read alike the first ones are kept; one that Chinese does not know counts for less.
MOST_HANJA, LEAST_SHARE, NOT_CHINESE = 3, 0.12, 0.35
#: Meanings of a Chinese word, each later one for less; longer ones are sentences rather than words.
MOST_MEANINGS, LONGEST_MEANING = 5, 4
#: What dictionaries write around a meaning.
_ASIDES = re.compile(r"\([^)]*\)")
_NO_MEANING = ("CL:", "variant of", "old variant", "surname", "see ", "used in", "abbr. for")
_GLOSSARY_WORDS = frozenset(
    stem(word)
    for word in (
        *("sb", "sth", "etc", "esp", "also", "used", "up", "out", "not", "no", "than", "other", "others", "thing"),
        *("things", "something", "someone", "person", "type", "kind", "variant", "old", "see", "classifier", "abbr"),
        *("surname", "place", "name", "prefecture", "n", "e", "s"),
    )
)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]+")


def hanja_layer(build: str, lines: Iterable[str], is_chinese: Callable[[str], bool]) -> Layer:
    """Sino-Korean words and their Chinese from libhangul's ``hanja.txt`` (``가격:價格:``, in order of use).

    ``is_chinese`` says whether a simplified word is in a Chinese dictionary: 施设 is not, and 设施 is no reading
    of 시설, so the characters still count, but for less.
    """
    readings: dict[str, list[str]] = {}
    for line in lines:
        word, _, rest = line.partition(":")
        hanja = rest.partition(":")[0]
        if not line.startswith("#") and len(word) == len(hanja) > 1 and _HAN.fullmatch(hanja):
            readings.setdefault(word, []).append(fold(hanja))
    return Layer(build, chinese={word: _shares(found, is_chinese) for word, found in readings.items()})


def _shares(found: Sequence[str], is_chinese: Callable[[str], bool]) -> Links:
    weights: dict[str, float] = {}
    for rank, chinese in enumerate(found, 1):
        weights[chinese] = max(weights.get(chinese, 0.0), (1.0 if is_chinese(chinese) else NOT_CHINESE) / rank)
    best = sorted(weights.items(), key=lambda link: (-link[1], link[0]))[:MOST_HANJA]
    total = sum(weight for _, weight in best)
    return tuple((chinese, weight / total) for chinese, weight in best if weight / total > LEAST_SHARE)


def cedict_layer(build: str, entries: Iterable[tuple[str, Sequence[str]]]) -> Layer:
    """Chinese words and their English stems from CC-CEDICT: simplified form, and its definitions."""
    meanings: dict[str, list[tuple[str, ...]]] = {}
    for simplified, definitions in entries:
        found = meanings.setdefault(fold(simplified), [])
        for definition in definitions:
            plain = _ASIDES.sub("", definition)
            if plain.startswith(_NO_MEANING):
                continue
            for meaning in re.split("[;,]", plain):
                stems = tuple(word for word in _stems(meaning) if word not in _GLOSSARY_WORDS)
                if 0 < len(stems) <= LONGEST_MEANING and stems not in found:
                    found.append(stems)
    english = {}
    for simplified, found in meanings.items():
        weights: dict[str, float] = {}
        for rank, stems in enumerate(found[:MOST_MEANINGS]):
            for word in stems:
                weights[word] = max(weights.get(word, 0.0), 1 / (1 + 0.5 * rank) / len(stems) ** 0.5)
        if weights:
            english[simplified] = tuple(weights.items())
    return Layer(build, english=english)


def annotation_layer(build: str, annotations: Mapping[str, Mapping[str, tuple[str, str]]]) -> Layer:
    """Everyday words from CLDR's annotations: for each sign and language its name and its keywords (``a | b``).

    Names stand beside each other and are taken as they are; keywords do not, so which belongs to which is learned.
    """
    names = [
        Concept(f"cldr:{sign}", tuple(Term(name) for name, _ in said.values()))
        for sign, said in annotations.items()
        if set(said) == {"ko", "zh", "en"}
    ]
    named = layer_of(build, names)
    words = [{language: _keywords(*both, language) for language, both in said.items()} for said in annotations.values()]
    chinese = learned_pairs([(said["ko"], said["zh"]) for said in words if said.get("ko") and said.get("zh")])
    english = learned_pairs([(said["ko"], said["en"]) for said in words if said.get("ko") and said.get("en")])
    return Layer(build, chinese=_joined(chinese, named.chinese), english=_joined(english, named.english))


def _keywords(name: str, keywords: str, language: str) -> list[str]:
    said = [word for word in (*keywords.split(" | "), name) if word]
    if language == "en":
        return list(dict.fromkeys(word for text in said for word in _stems(text)))
    script, longest = (Script.HANGUL, 7) if language == "ko" else (Script.HAN, 6)
    keys = dict.fromkeys(key_of(word) for word in said if {unit.script for unit in units(fold(word))} == {script})
    return [key for key in keys if 1 < len(key) <= longest]


def _joined(below: Mapping[str, Links], above: Mapping[str, Links]) -> dict[str, Links]:
    keys = [*below, *(key for key in above if key not in below)]
    return {
        key: (*above.get(key, ()), *(one for one in below.get(key, ()) if one[0] not in dict(above.get(key, ()))))
        for key in keys
    }


def _stems(text: str) -> list[str]:
    return [
        word
        for word in (unit.key.strip() for unit in units(fold(text)) if unit.script is Script.LATIN)
        if len(word) > 1
    ]
