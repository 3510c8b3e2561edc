"""Why two texts are alike, in the words that stand in them.

Features that both texts have are traced to their words; features of the same words are one reason, and its share
is what they add to the cosine. Words that only the encoder finds alike are given apart, as similar wording: they
are a likeness, never a fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from landbridge.engine.matching.encoder import Vectors
from landbridge.engine.matching.features import Evidence, evidence, features
from landbridge.engine.matching.lexicon import Lexicon
from landbridge.engine.matching.space import UNIT, Space
from landbridge.engine.matching.text import Script, fold, units

#: Pairs of words below this likeness are chance.
ALIKE = 0.35


@dataclass(frozen=True, slots=True)
class Shared:
    """Words of both texts that mean one thing, their share of the likeness (0 to 1), and the concepts they name."""

    mine: str
    theirs: str
    share: float
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Similar:
    """Words the encoder finds alike, and how much."""

    mine: str
    theirs: str
    likeness: float


def shared_words(mine: str, theirs: str, lexicon: Lexicon, space: Space) -> tuple[Shared, ...]:
    """The reasons the lexicon gives, greatest share first; the shares add up to the cosine of both texts."""
    texts = fold(mine), fold(theirs)
    rows = [space.row(features(text, lexicon)) for text in texts]
    widest = [_widest(evidence(text, lexicon)) for text in texts]
    groups: list[_Group] = []
    for feature in sorted(widest[0].keys() & widest[1].keys()):
        share = rows[0].get(feature, 0) * rows[1].get(feature, 0) / UNIT**2
        if share > 0:
            _add(groups, _Group(widest[0][feature], widest[1][feature], share, {feature}))
    found = [
        Shared(
            texts[0][slice(*group.mine)],
            texts[1][slice(*group.theirs)],
            group.share,
            tuple(sorted(name[2:] for name in group.features if name.startswith("C:"))),
        )
        for group in groups
    ]
    return tuple(sorted(found, key=lambda one: (-round(one.share, 9), one.mine, one.theirs)))


@dataclass(slots=True)
class _Group:
    mine: tuple[int, int]
    theirs: tuple[int, int]
    share: float
    features: set[str]


def _add(groups: list[_Group], new: _Group) -> None:
    """Join ``new`` with every group whose words overlap its own in both texts."""
    for group in [one for one in groups if _meet(one.mine, new.mine) and _meet(one.theirs, new.theirs)]:
        groups.remove(group)
        new.mine, new.theirs = _around(group.mine, new.mine), _around(group.theirs, new.theirs)
        new.share += group.share
        new.features |= group.features
    groups.append(new)


def _widest(found: Iterable[Evidence]) -> dict[str, tuple[int, int]]:
    spans: dict[str, tuple[int, int]] = {}
    for one in found:
        start, end = spans.get(one.feature, (one.start, one.start))
        if one.end - one.start > end - start:
            spans[one.feature] = one.start, one.end
    return spans


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _around(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return min(one[0], other[0]), max(one[1], other[1])


def similar_words(
    mine: str, theirs: str, encode: Callable[[Sequence[str]], Vectors], *, most: int = 5
) -> tuple[Similar, ...]:
    """Pairs of words that are each other's nearest by the encoder, the most alike first."""
    left, right = _words(fold(mine)), _words(fold(theirs))
    if not left or not right:
        return ()
    likeness = np.asarray(encode(left) @ encode(right).T)
    pairs = [
        Similar(left[at], right[other], float(likeness[at, other]))
        for at in range(len(left))
        for other in [int(likeness[at].argmax())]
        if int(likeness[:, other].argmax()) == at and likeness[at, other] >= ALIKE
    ]
    return tuple(sorted(pairs, key=lambda pair: (-round(pair.likeness, 6), pair.mine))[:most])


def _words(folded: str) -> list[str]:
    """Words as they stand: between spaces, and where scripts part; of Chinese, which has no spaces, whole runs."""
    words: list[list[int]] = []
    script: Script | None = None
    for unit in units(folded):
        if unit.opens or unit.script is not script:
            words.append([unit.start, unit.end])
        words[-1][1] = unit.end
        script = unit.script
    return list(dict.fromkeys(folded[start:end] for start, end in words))
