"""How alike two names are."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from landbridge.directory.wording.name_parts import NameParts

#: Names at least as alike as this are put before somebody who decides.
ALIKE = 0.9
#: Two names in one language that are less alike than this say that the organisations differ, whatever else agrees.
APART = 0.6


def likeness(one: Iterable[NameParts], other: Iterable[NameParts]) -> float:
    """From 0 to 1, how likely two organisations have one name, each given by its names in several languages.

    Names in one language are compared as they are written, and the best pair counts unless another one contradicts
    it. Only where the two share no language are they compared by sound.
    """
    mine, theirs = {parts.language: parts for parts in one}, {parts.language: parts for parts in other}
    shared = [alike(mine[language], theirs[language]) for language in mine.keys() & theirs.keys()]
    if shared:
        return 0.0 if min(shared) < APART else max(shared)
    return max((_by_sound(a, b) for a in mine.values() for b in theirs.values()), default=0.0)


def alike(one: NameParts, other: NameParts) -> float:
    """How alike two names in one language are."""
    if not _can_be_one(one, other):
        return 0.0
    return jaro(_letters(one.proper), _letters(other.proper))


def _by_sound(one: NameParts, other: NameParts) -> float:
    # Korean and Chinese sounds of one character differ; only an English name is written as either sounds.
    if "en" not in {one.language, other.language} or not _can_be_one(one, other):
        return 0.0
    return jaro(one.latin, other.latin)


def _can_be_one(one: NameParts, other: NameParts) -> bool:
    """Neither says another trade or place than the other."""
    return not (_differ(one.trades, other.trades) or _differ(one.places, other.places))


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return not (one <= other or other <= one)


def _letters(text: str) -> str:
    # A syllable of Hangul is two or three letters: a slip changes one of them.
    return unicodedata.normalize("NFD", text)


def jaro(one: str, other: str) -> float:
    """The Jaro similarity: shared letters at about the same place, less those in another order.

    M. A. Jaro, Journal of the American Statistical Association 84 (1989), 414-420.
    """
    if one == other:
        return 1.0
    reach = max(len(one), len(other)) // 2 - 1
    if not one or not other or reach < 0:
        return 0.0
    taken = [False] * len(other)
    matched = []
    for place, letter in enumerate(one):
        for near in range(max(0, place - reach), min(len(other), place + reach + 1)):
            if not taken[near] and other[near] == letter:
                taken[near] = True
                matched.append(letter)
                break
    if not matched:
        return 0.0
    in_other = [letter for letter, is_taken in zip(other, taken, strict=True) if is_taken]
    swapped = sum(a != b for a, b in zip(matched, in_other, strict=True)) / 2
    shared = len(matched)
    return (shared / len(one) + shared / len(other) + (shared - swapped) / shared) / 3
