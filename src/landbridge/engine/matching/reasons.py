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
from landbridge.engine.matching.original import Original
from landbridge.engine.matching.space import UNIT, Space
from landbridge.engine.matching.text import Script, fold, units

#: Pairs of words below this likeness are chance.
ALIKE = 0.35


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shared:
    """Words of both texts that mean one thing, their share of the likeness (0 to 1), and the concepts they name.

    The words are as they were written, and ``spans`` say where, so that a page can mark them. Where folding changed
    a text so that nobody can say which of its letters became which, they are as folded, and there is no span.
    """

    mine: str
    theirs: str
    share: float
    concepts: tuple[str, ...] = ()
    spans_mine: tuple[Span, ...] = ()
    spans_theirs: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Similar:
    """Words the encoder finds alike, and how much."""

    mine: str
    theirs: str
    likeness: float


def shared_words(mine: str, theirs: str, lexicon: Lexicon, space: Space) -> tuple[Shared, ...]:
    """The reasons the lexicon gives, greatest share first; the shares add up to the cosine of both texts."""
    texts = Original.of(mine), Original.of(theirs)
    rows = [space.row(features(text.written, lexicon)) for text in texts]
    widest = [_widest(evidence(text.folded, lexicon)) for text in texts]
    groups: list[_Group] = []
    for feature in sorted(widest[0].keys() & widest[1].keys()):
        share = rows[0].get(feature, 0) * rows[1].get(feature, 0) / UNIT**2
        if share > 0:
            groups.append(_Group(widest[0][feature], widest[1][feature], share, {feature}))
    groups = _joined(_joined(groups, _Group.overlaps), _Group.adjoins)
    found = [
        Shared(
            texts[0].words(group.mine),
            texts[1].words(group.theirs),
            group.share,
            tuple(sorted(group.concepts())),
            texts[0].spans(group.mine),
            texts[1].spans(group.theirs),
        )
        for group in groups
    ]
    return tuple(sorted(found, key=lambda one: (-round(one.share, 9), one.mine, one.theirs, one.spans_mine)))


@dataclass(slots=True)
class _Group:
    mine: Span
    theirs: Span
    share: float
    features: set[str]

    def concepts(self) -> set[str]:
        return {name[2:] for name in self.features if name.startswith("C:")}

    def overlaps(self, other: _Group) -> bool:
        """Whether words of both stand in each other's way, in both texts."""
        return _meet(self.mine, other.mine) and _meet(self.theirs, other.theirs)

    def adjoins(self, other: _Group) -> bool:
        """Whether both are parts of one word: they follow each other in both texts alike, and name no concept."""
        if self.concepts() or other.concepts():
            return False
        near = _touch(self.mine, other.mine) and _touch(self.theirs, other.theirs)
        apart = not _meet(self.mine, other.mine) and not _meet(self.theirs, other.theirs)
        return near and (not apart or (self.mine < other.mine) == (self.theirs < other.theirs))


def _joined(groups: list[_Group], are_one: Callable[[_Group, _Group], bool]) -> list[_Group]:
    """The groups, joined as long as two of them are one."""
    left, done = list(groups), list[_Group]()
    while left:
        one = left.pop(0)
        while found := [group for group in (*done, *left) if are_one(one, group)]:
            for group in found:
                (done if group in done else left).remove(group)
                one.mine, one.theirs = _around(group.mine, one.mine), _around(group.theirs, one.theirs)
                one.share += group.share
                one.features |= group.features
        done.append(one)
    return done


def _widest(found: Iterable[Evidence]) -> dict[str, Span]:
    spans: dict[str, Span] = {}
    for one in found:
        start, end = spans.get(one.feature, (one.start, one.start))
        if one.end - one.start > end - start:
            spans[one.feature] = one.start, one.end
    return spans


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _touch(one: Span, other: Span) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _around(one: Span, other: Span) -> Span:
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
