"""Codes for a product text: rows of an imported table (HS, KSIC, GB/T 4754) whose names are most like it.

A proposal for people to choose from, never a classification.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from landbridge.engine.matching.encoder import Vectors
from landbridge.engine.matching.index import Index

#: Entries looked at for each code that is wanted: a code has one for each language its table names it in.
NAMES = 4


@dataclass(frozen=True, slots=True)
class Suggested:
    """A row of the table: its group in the index, its code, its score, and the entry (name) that is most like."""

    group: int
    code: str
    score: float
    number: int


def suggest_codes(
    features: Mapping[str, float], vector: Vectors | None, table: Index, *, most: int = 10
) -> tuple[Suggested, ...]:
    """The rows of ``table`` most like a text, best first, each once.

    ``table`` holds an offer for each row and language: ``group`` numbers the row, ``text`` is its name, and ``codes``
    has its code as the only one. Nothing is suggested that has no word or meaning in common.
    """
    best: dict[int, Suggested] = {}
    for hit in table.search(features, vector, most=most * NAMES):
        entry = table.entry(hit.number)
        if entry is not None and entry.codes and hit.group not in best:
            best[hit.group] = Suggested(hit.group, entry.codes[0], hit.score, hit.number)
    return tuple(best.values())[:most]
