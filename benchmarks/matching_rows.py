"""Aligned texts in three languages, the lexicon of packages, and how retrieval over them is measured."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from landbridge.engine.matching.encoder import Centres, Encoder, Vectors
from landbridge.engine.matching.features import features
from landbridge.engine.matching.lexicon import Layer, Lexicon
from landbridge.engine.matching.space import Space
from landbridge.matching.lexicons.packages import PACKAGES, Missing

ROOT = Path(__file__).resolve().parents[1]
DATA = Path(os.environ.get("LANDBRIDGE_SHARED", ROOT.parent / "shared")) / "bench" / "matching"
LEXICAL, HUBNESS, NEAREST = 0.5, 0.5, 10


def aligned(name: str) -> dict[str, list[str]]:
    """The texts of a set by language, row by row; a language that the set lacks is left out."""
    lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines[1:]]
    said = {language: [row[at] for row in cells] for at, language in ((2, "ko"), (3, "zh"), (4, "en"))}
    return {language: texts for language, texts in said.items() if all(texts)}


def lexicon_of_packages() -> Lexicon:
    """What the packages on this machine say, without names of OpenStreetMap: those are asked for below."""
    return Lexicon.of(_layers())


def _layers() -> Iterator[Layer]:
    for package in PACKAGES.values():
        if package.name == "osm":
            continue
        try:
            yield package.layer()
        except Missing:
            print(f"missing: {package.name}")


def lexical(said: dict[str, list[str]], lexicon: Lexicon, one: str, other: str) -> Vectors:
    """Cosines of words of all pairs, in a space of all of the set's texts."""
    read = {language: [features(text, lexicon) for text in texts] for language, texts in said.items()}
    space = Space.of(row for rows in read.values() for row in rows)
    rows = space.vectors([*read[one], *read[other]])
    return np.asarray((rows[: len(read[one])] @ rows[len(read[one]) :].T).toarray(), np.float32)


def dense(said: dict[str, list[str]], encoder: Encoder) -> dict[str, Vectors]:
    """Centred vectors by language."""
    found = {}
    for language, texts in said.items():
        vectors, languages = encoder.encode(texts), [language] * len(texts)
        found[language] = Centres.of(vectors, languages).centred(vectors, languages)
    return found


def less_hubness(scores: Vectors) -> Vectors:
    """Scores less half the mean of each column's best."""
    best = np.partition(scores, len(scores) - NEAREST, axis=0)[-NEAREST:]
    return np.asarray(scores - HUBNESS * best.mean(axis=0), np.float32)


@dataclass(frozen=True)
class Recall:
    """Shares of queries whose answer stands first, and among the first ten."""

    first: float
    tenth: float

    @classmethod
    def of(cls, scores: Vectors) -> Recall:
        """The answer to row i is column i; ties take the mean rank."""
        own = np.diag(scores)[:, None]
        rank = 1 + (scores > own).sum(1) + ((scores == own).sum(1) - 1) / 2
        return cls(float((rank <= 1).mean()), float((rank <= NEAREST).mean()))

    def __str__(self) -> str:
        return f"{self.first:.3f}/{self.tenth:.3f}"
