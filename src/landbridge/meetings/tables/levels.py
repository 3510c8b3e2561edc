"""The levels of an objective as a search knows them: label, value, bound, proved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from landbridge.engine.tools.levels import Level, Sense
from landbridge.meetings.wording import level_text


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level in words."""

    label: str
    level: Level

    @property
    def share(self) -> float:
        """How near the value is to its bound, 0..1; what the bar shows."""
        value, bound = self.level.value, self.level.bound
        if bound is None:
            return 0.0
        if self.level.proved:
            return 1.0
        best, worst = (value, bound) if self.level.sense is Sense.MAX else (bound, value)
        return max(0.0, min(1.0, best / worst)) if worst else 0.0


def level_rows(told: Sequence[Mapping[str, Any]]) -> list[LevelRow]:
    """Rows of what ``SolveRun.levels`` holds."""
    return [LevelRow(level_text(level.name), level) for level in map(level_of, told)]


def level_of(told: Mapping[str, Any]) -> Level:
    """A level as ``SolveRun.levels`` holds it."""
    return Level(told["name"], Sense(told["sense"]), told["value"], told["bound"])
