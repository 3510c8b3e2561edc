"""What two items' codes have in common: HS, KSIC and GB/T 4754 are trees, and a longer shared prefix says more."""

from __future__ import annotations

from collections.abc import Sequence

#: What the shared first digits say, by how many there are.
LEVELS = ((6, 1.0), (4, 0.7), (3, 0.55), (2, 0.4))


def shared_code(mine: Sequence[str], theirs: Sequence[str]) -> float:
    """From 0 (nothing shared) to 1 (the same code, or the same six digits); codes are ``scheme:digits``.

    >>> shared_code(["hs:854140"], ["hs:854143", "ksic:26"])
    0.7
    """
    return max((_shared(one, other) for one in mine for other in theirs), default=0.0)


def _shared(one: str, other: str) -> float:
    if one == other:
        return 1.0
    scheme, _, mine = one.partition(":")
    others, _, theirs = other.partition(":")
    if scheme != others:
        return 0.0
    return next((worth for digits, worth in LEVELS if mine[:digits] == theirs[:digits] and len(mine) >= digits), 0.0)
