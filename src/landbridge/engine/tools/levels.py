"""What a lexicographic search reached on each level of its objective, and what it proved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Sense(StrEnum):
    """Whether more is better on a level, or less."""

    MAX = "max"
    MIN = "min"


@dataclass(frozen=True, slots=True)
class Level:
    """One level of an objective: the value reached and the best that could have been.

    ``bound`` holds for every plan that keeps the values of the levels above; ``None`` where
    nothing was proved. Values and bounds are whole numbers.

    >>> Level("musts", Sense.MAX, value=7, bound=7).proved
    True
    >>> Level("breaks", Sense.MIN, value=9, bound=4).gap
    5
    """

    name: str
    sense: Sense
    value: int
    bound: int | None = None

    @property
    def proved(self) -> bool:
        """Whether no plan with the same values above can do better here."""
        return self.bound is not None and self.value == self.bound

    @property
    def gap(self) -> int | None:
        """Distance between value and bound, or ``None`` where there is no bound."""
        return None if self.bound is None else abs(self.value - self.bound)


@dataclass(frozen=True, slots=True)
class Progress:
    """What a running search tells those who wait: its phase and the levels so far."""

    phase: str
    levels: tuple[Level, ...]
    seconds: float


OnProgress = Callable[[Progress], None]
