"""What each kind of likeness counts. The defaults are those the published figures were reached with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Score = dense · cosine of meaning + lexicon · cosine of words + code · shared code − hubness · popularity.

    ``best`` is the share of the best pair in a direction, the rest is the mean over all that is sought; ``power`` is
    of the mean of both directions: 1 is the plain mean, less asks more of the weaker direction.
    """

    dense: float = 1.0
    lexicon: float = 0.5
    code: float = 0.15
    hubness: float = 0.5
    best: float = 0.7
    power: float = 1.0
