"""The space texts are compared in: features weighed by how rare they are, kind by kind.

The features of one kind make a block of length one, times the kind's weight, so that a text with forty
Chinese pairs and one concept is not decided by the forty. Two texts' likeness is the cosine.

Rows are in whole units, ``UNIT`` to the length one. Sums of their products stay below 2**24, so that
single precision holds every one of them exactly, in whatever order and on whatever machine they are added.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy import sparse

#: What a block of each kind counts.
KINDS: Mapping[str, float] = {"C": 1.0, "Z": 1.0, "E": 1.0, "K": 0.7, "L": 0.5, "G": 0.3}
#: A feature in more than this share of the texts tells none from another; in so few texts every one may.
COMMON, FEW = 0.2, 10
#: Of length one. 4,000 and what rounding adds (half the root of the features) squared is below 2**24.
UNIT = 4000


@dataclass(frozen=True)
class Space:
    """How often features were seen in ``texts`` texts, fixed from those it was made for until it is made anew.

    A feature that came later is as rare as one seen once, and those are not kept: a row depends on its text and the
    counts alone, so that a term taken back gives the row that was there before it.
    """

    seen: Mapping[str, int]
    texts: int

    @classmethod
    def of(cls, texts: Iterable[Mapping[str, float]]) -> Space:
        """The space of some texts' features."""
        seen: Counter[str] = Counter()
        count = 0
        for one in texts:
            seen.update(one.keys())
            count += 1
        return cls({name: times for name, times in sorted(seen.items()) if times > 1}, count)

    def rarity(self, feature: str) -> float:
        """0 for what is in too many texts to tell one from another, else the more the rarer."""
        times = self.seen.get(feature, 1)
        return 0.0 if times > max(FEW, self.texts * COMMON) else math.log(1 + max(self.texts, times) / times)

    def row(self, text: Mapping[str, float]) -> dict[str, int]:
        """One text's row: units by feature; empty for a text without words. The order of ``text`` does not matter."""
        blocks: dict[str, dict[str, float]] = {}
        for feature, amount in text.items():
            if amount > 0 and (rare := self.rarity(feature)):
                heavy = 1 + math.log1p(amount) if amount > 1 else amount
                blocks.setdefault(feature[0], {})[feature] = heavy * rare
        whole = math.sqrt(sum(KINDS[kind] ** 2 for kind in sorted(blocks)))
        row: dict[str, int] = {}
        for kind, block in blocks.items():
            scale = UNIT * KINDS[kind] / whole / math.sqrt(math.fsum(value * value for value in block.values()))
            row.update({name: units for name, value in block.items() if (units := round(value * scale))})
        return row

    def vectors(self, texts: Iterable[Mapping[str, float]]) -> sparse.csr_matrix:
        """One row of length one (or zero) for each text; shape (texts, features that any of them has)."""
        numbers: dict[str, int] = {}
        columns: list[int] = []
        values: list[float] = []
        ends = [0]
        for text in texts:
            row = self.row(text)
            columns += [numbers.setdefault(name, len(numbers)) for name in row]
            values += [units / UNIT for units in row.values()]
            ends.append(len(columns))
        shape = (len(ends) - 1, len(numbers))
        return sparse.csr_matrix((np.array(values, np.float32), np.array(columns, np.int32), np.array(ends)), shape)

    def likeness(self, mine: Mapping[str, float], theirs: Mapping[str, float]) -> float:
        """The cosine of two texts' features, from 0 to 1 (give or take the rounding to units)."""
        one, other = self.row(mine), self.row(theirs)
        return sum(units * other.get(name, 0) for name, units in one.items()) / UNIT**2
