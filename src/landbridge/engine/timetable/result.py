"""What a timetable search answers: a plan, each level with its bound, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from landbridge.engine.timetable.problem import Plan
from landbridge.engine.tools.levels import Level


class Status(StrEnum):
    """What the search can vouch for."""

    OPTIMAL = "optimal"  # every level proved
    FEASIBLE = "feasible"  # a valid plan; some level is not proved
    INFEASIBLE = "infeasible"  # proved: no valid plan exists (locked places clash, or hold_all)
    UNKNOWN = "unknown"  # nothing found, nothing proved


@dataclass(frozen=True, slots=True)
class Result:
    """The answer of ``solve``.

    ``plan`` is empty where ``status`` is INFEASIBLE or UNKNOWN. ``levels`` stand in the order of
    the objective. ``reproducible`` is False only when the clock, and not counted work, ended a
    phase: then a faster machine may answer differently for the same seed.
    """

    status: Status
    plan: Plan
    levels: tuple[Level, ...]
    seed: int
    seconds: float
    reproducible: bool = True
    conflicts: tuple[str, ...] = ()  # ids of wishes whose locked places cannot stand together
