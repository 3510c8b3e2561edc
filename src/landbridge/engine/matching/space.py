"""The space texts are compared in: features weighed by how rare they are, kind by kind.

The features of one kind make a block of length one, times the kind's weight, so that a text with forty
Chinese pairs and one concept is not decided by the forty. Two texts' likeness is the cosine.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

#: What a block of each kind counts.
KINDS: Mapping[str, float] = {"C": 1.0, "Z": 1.0, "E": 1.0, "K": 0.7, "L": 0.5, "G": 0.3}
#: A feature in more than this share of the texts tells none from another.
COMMON = 0.2


@dataclass(frozen=True)
class Space:
    """Numbers and rarities of features, fixed from the texts it was made for until it is made anew.

    A feature that came later is as rare as one seen once.
    """

    numbers: Mapping[str, int]
    rarity: NDArray[np.float32]
    texts: int

    @classmethod
    def of(cls, texts: Iterable[Mapping[str, float]]) -> Space:
        """The space of some texts' features."""
        seen: Counter[str] = Counter()
        count = 0
        for one in texts:
            seen.update(one.keys())
            count += 1
        numbers = {feature: number for number, feature in enumerate(sorted(seen))}
        rarity = np.array(
            [math.log(1 + count / seen[name]) if seen[name] <= max(1, count * COMMON) else 0.0 for name in numbers],
            np.float32,
        )
        return cls(numbers, rarity, count)

    def vectors(self, texts: Iterable[Mapping[str, float]]) -> sparse.csr_matrix:
        """One row of length one (or zero, for a text without words) for each text; shape (texts, features)."""
        numbers: list[int] = []
        values: list[float] = []
        ends = [0]
        for one in texts:
            row = self.row(one)
            numbers += row.keys()
            values += row.values()
            ends.append(len(numbers))
        shape = (len(ends) - 1, len(self.numbers))
        return sparse.csr_matrix((np.array(values, np.float32), np.array(numbers, np.int32), np.array(ends)), shape)

    def row(self, text: Mapping[str, float]) -> dict[int, float]:
        """One text's row by feature number; what the space does not know is left out."""
        weighed: dict[str, dict[int, float]] = {}
        for feature, amount in text.items():
            number = self.numbers.get(feature)
            if number is not None and (rare := float(self.rarity[number])):
                heavy = 1 + math.log1p(amount) if amount > 1 else amount
                weighed.setdefault(feature[0], {})[number] = heavy * rare
        row: dict[int, float] = {}
        for kind, block in weighed.items():
            length = math.sqrt(sum(value * value for value in block.values()))
            row.update({number: KINDS[kind] * value / length for number, value in block.items()})
        length = math.sqrt(sum(value * value for value in row.values()))
        return {number: value / length for number, value in row.items()} if length else {}
