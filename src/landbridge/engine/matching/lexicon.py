"""What words mean in the two other languages: layers of terms, compiled into one place to look in.

A layer gives, for the key of a term (:func:`~landbridge.engine.matching.text.key_of`), its Chinese, its
English stems, and the concepts it names, each with a weight from 0 to 1. A later layer's word on a key
stands in place of an earlier one's: what staff approved wins over what a dictionary guessed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property

from landbridge.engine.matching.text import Script, fold, key_of, script_of, units

Links = tuple[tuple[str, float], ...]
Book = Mapping[str, Links]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a concept in one language, as people write it. ``weight``: how sure it is, above 0 to 1."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Concept:
    """One meaning and its terms; ``id`` is the caller's, and what a reason names."""

    id: str
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Layer:
    """The words of one source. ``build`` names what it was made of, so that a result can be made again."""

    build: str
    chinese: Book = field(default_factory=dict)
    english: Book = field(default_factory=dict)
    concepts: Book = field(default_factory=dict)


@dataclass(frozen=True)
class Lexicon:
    """All layers in one. ``chinese`` is by Korean keys, ``english`` by Korean and Chinese ones."""

    build: str
    chinese: Book
    english: Book
    concepts: Book

    @classmethod
    def of(cls, layers: Iterable[Layer], *, blocked: Set[tuple[str, str]] = frozenset()) -> Lexicon:
        """Lay ``layers`` over each other, the last on top, and leave out ``blocked`` pairs of keys."""
        layers = tuple(layers)
        kept = {
            name: _without({key: links for layer in layers for key, links in getattr(layer, name).items()}, blocked)
            for name in ("chinese", "english", "concepts")
        }
        said = [*(layer.build for layer in layers), *(f"{one}\t{other}" for one, other in sorted(blocked))]
        return cls(hashlib.sha256("\n".join(said).encode()).hexdigest()[:16], **kept)

    @cached_property
    def longest(self) -> int:
        """The units of the longest term of a concept."""
        return max((len(units(key)) for key in self.concepts), default=0)

    def knows(self, key: str) -> bool:
        """Whether a dictionary or a concept has the key."""
        return key in self.chinese or key in self.english or key in self.concepts


def layer_of(build: str, concepts: Iterable[Concept]) -> Layer:
    """The layer of concepts: every term of one stands for it, and for its terms in the other languages."""
    chinese: dict[str, dict[str, float]] = {}
    english: dict[str, dict[str, float]] = {}
    named: dict[str, dict[str, float]] = {}
    for concept in concepts:
        keys = {script: _keys(concept, script) for script in Script}
        for script in Script:
            for key, weight in keys[script].items():
                _raise(named.setdefault(key, {}), concept.id, weight)
        for key, weight in keys[Script.HANGUL].items():
            for other, sure in keys[Script.HAN].items():
                _raise(chinese.setdefault(key, {}), other, weight * sure)
        for key, weight in [*keys[Script.HANGUL].items(), *keys[Script.HAN].items()]:
            for other, sure in keys[Script.LATIN].items():
                stems = other.split()
                for word in stems:
                    _raise(english.setdefault(key, {}), word, weight * sure / len(stems) ** 0.5)
    return Layer(build, *(_book(words) for words in (chinese, english, named)))


def _keys(concept: Concept, script: Script) -> dict[str, float]:
    found: dict[str, float] = {}
    for term in concept.terms:
        key = key_of(term.text)
        if key and script_of(fold(term.text).lstrip(" \t([\"'")) is script:
            _raise(found, key, term.weight)
    return found


def _raise(weights: dict[str, float], key: str, weight: float) -> None:
    weights[key] = max(weights.get(key, 0.0), weight)


def _book(words: Mapping[str, Mapping[str, float]]) -> Book:
    return {key: tuple(sorted(links.items(), key=lambda link: (-link[1], link[0]))) for key, links in words.items()}


def _without(book: Book, blocked: Set[tuple[str, str]]) -> Book:
    if not blocked:
        return book
    kept = {key: tuple(link for link in links if (key, link[0]) not in blocked) for key, links in book.items()}
    return {key: links for key, links in kept.items() if links}
