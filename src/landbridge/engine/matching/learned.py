"""Term pairs learned from aligned titles: IBM model 1 in both directions, kept where both agree.

Brown et al., "The mathematics of statistical machine translation", Computational Linguistics 19 (1993).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

Pairs = Sequence[tuple[Sequence[str], Sequence[str]]]
ROUNDS = 6
#: A pair is kept where the first word is translated so at least one time in ten, and both directions
#: together say no less than this.
LEAST, LEAST_BOTH = 0.1, 0.03
MOST_EACH = 3


def learned_pairs(pairs: Pairs) -> dict[str, tuple[tuple[str, float], ...]]:
    """For each word of the left sides up to three of the right with their strength (0 to 1), strongest first.

    ``pairs`` are the words of aligned texts: ``[(["라이다", "센서"], ["lidar", "sensor"]), ...]``. The strength
    is the geometric mean of both directions' probabilities. The answer depends on the pairs alone.
    """
    there = _translations(pairs)
    back = _translations([(right, left) for left, right in pairs])
    learned: dict[str, tuple[tuple[str, float], ...]] = {}
    for word, chances in there.items():
        both = {
            other: chance * back.get(other, {}).get(word, 0.0) for other, chance in chances.items() if chance > LEAST
        }
        kept = sorted(((other, share**0.5) for other, share in both.items() if share > LEAST_BOTH), key=_strongest)
        if kept:
            learned[word] = tuple(kept[:MOST_EACH])
    return learned


def _strongest(pair: tuple[str, float]) -> tuple[float, str]:
    return -round(pair[1], 12), pair[0]


def _translations(pairs: Pairs) -> Mapping[str, Mapping[str, float]]:
    """t(right | left) after a few rounds of expectation and maximisation, from a uniform start."""
    chances: dict[str, dict[str, float]] = defaultdict(dict)
    for left, right in pairs:
        for word in left:
            chances[word].update(dict.fromkeys(right, 1.0))
    for _ in range(ROUNDS):
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for left, right in pairs:
            for other in right:
                total = sum(chances[word][other] for word in left)
                for word in left:
                    counts[word][other] += chances[word][other] / total
        chances = {
            word: {other: count / total for other, count in others.items()}
            for word, others in counts.items()
            if (total := sum(others.values()))
        }
    return chances
