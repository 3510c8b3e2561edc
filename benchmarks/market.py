"""A market of 1,500 by 1,500 whose true partners are known: who finds whom, and how attention is spread.

Run it as ``python -m benchmarks.market [--firms 1500]``. Korean firms offer 2 to 4 and seek 1 to 3 of 3,070 things,
a few things often and most rarely; so do Chinese ones, in Chinese. A pair is mutual if each offers a thing the other
seeks. One in three firms has one such partner made for it.
"""

from __future__ import annotations

import argparse
import time

import numpy as np
from benchmarks.matching_rows import aligned, dense, lexicon_of_packages
from numpy.typing import NDArray

from landbridge.engine.matching.exposure import gini, prices
from landbridge.engine.matching.features import features
from landbridge.engine.matching.mutual import Calibration, Matrix, direction, fit, hubness
from landbridge.engine.matching.space import Space
from landbridge.matching.encoders.named import encoder_named

Things = list[dict[str, NDArray[np.int64]]]
LEXICAL, HUBNESS, LIST = 0.5, 0.5, 10


def likeness() -> Matrix:
    """Scores of all things in Korean against all in Chinese."""
    encoder, lexicon = encoder_named("use"), lexicon_of_packages()
    assert encoder is not None
    sets = [aligned(name) for name in ("osm", "cldr")]
    vectors = [dense({language: said[language] for language in ("ko", "zh")}, encoder) for said in sets]
    read = {
        language: [features(text, lexicon) for said in sets for text in said[language]] for language in ("ko", "zh")
    }
    space = Space.of(row for rows in read.values() for row in rows)
    rows = space.vectors([*read["ko"], *read["zh"]])
    half = len(read["ko"])
    meaning = np.concatenate([one["ko"] for one in vectors]) @ np.concatenate([one["zh"] for one in vectors]).T
    return np.asarray(meaning + LEXICAL * (rows[:half] @ rows[half:].T).toarray(), np.float32)


def drawn(firms: int, things: int) -> tuple[Things, Things]:
    """Both sides' firms with the things they offer and seek."""
    chance = np.random.default_rng(11)
    often = 1 / np.arange(1, things + 1) ** 0.5
    often /= often.sum()
    order = chance.permutation(things)

    def some(least: int, most: int) -> NDArray[np.int64]:
        return order[chance.choice(things, int(chance.integers(least, most + 1)), replace=False, p=often)]

    sides = tuple([{"offers": some(2, 4), "seeks": some(1, 3)} for _ in range(firms)] for _ in range(2))
    partners = zip(chance.permutation(firms)[: int(0.35 * firms)], chance.permutation(firms), strict=False)
    for one, other in partners:
        sides[1][other]["seeks"][0] = sides[0][one]["offers"][0]
        sides[0][one]["seeks"][0] = sides[1][other]["offers"][0]
    return sides[0], sides[1]


def one_way(mine: Things, theirs: Things, things: Matrix) -> Matrix:
    """a(A to B) for all pairs."""
    seeks = np.concatenate([firm["seeks"] for firm in mine])
    offers = np.concatenate([firm["offers"] for firm in theirs])
    scores = things[seeks][:, offers]
    scores = scores - np.float32(HUBNESS) * hubness(scores)
    seekers = np.repeat(np.arange(len(mine)), [len(firm["seeks"]) for firm in mine])
    offerers = np.repeat(np.arange(len(theirs)), [len(firm["offers"]) for firm in theirs])
    return direction(scores, seekers, offerers, (len(mine), len(theirs)))


def wanted(mine: Things, theirs: Things) -> NDArray[np.bool_]:
    """Whether B offers a thing that A seeks."""
    return np.array([[bool(np.intersect1d(a["seeks"], b["offers"]).size) for b in theirs] for a in mine], np.bool_)


def say(label: str, scores: Matrix, mutual: NDArray[np.bool_]) -> None:
    """How the lists of the best do."""
    top = np.argpartition(-scores, LIST, axis=1)[:, :LIST]
    shown = np.bincount(top.ravel(), minlength=scores.shape[1])
    having = np.flatnonzero(mutual.any(axis=1))
    ranks = np.array([1 + (scores[firm] > scores[firm][mutual[firm]].max()).sum() for firm in having])
    print(
        f"{label:24} mutual hit@1 {np.mean(ranks <= 1):.3f}  hit@10 {np.mean(ranks <= LIST):.3f}  "
        f"Gini {gini(shown):.3f}  never shown {np.mean(shown == 0):.2%}",
        flush=True,
    )


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--firms", type=int, default=1500)
    firms = asked.parse_args().firms
    things = likeness()
    mine, theirs = drawn(firms, len(things))
    mutual = wanted(mine, theirs) & wanted(theirs, mine).T
    start = time.process_time()
    there, back = one_way(mine, theirs, things), one_way(theirs, mine, np.ascontiguousarray(things.T)).T
    fits = fit(Calibration.of(there).share(there), Calibration.of(back).share(back))
    found = prices(fits)
    print(f"{firms} by {firms} firms, {time.process_time() - start:.1f} s of CPU")
    say("one-sided", there, mutual)
    say("both ways", fits, mutual)
    say("both ways, with prices", fits - found.price, mutual)


if __name__ == "__main__":
    main()
