"""Meetings x slots x tables x interpreters: who meets whom, when, where and in whose words.

>>> from landbridge.engine.timetable import Problem, solve

None of this imports a solver; ``solve`` does when it is called.
"""

from landbridge.engine.timetable.cause import Cause, Unmet
from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.explain import explain, explain_all
from landbridge.engine.timetable.problem import (
    Interpreter,
    Participant,
    Place,
    Plan,
    Priority,
    Problem,
    Slot,
    Table,
    Wish,
)
from landbridge.engine.timetable.published import read_published
from landbridge.engine.timetable.repair import Repair, repair
from landbridge.engine.timetable.result import Result, Status
from landbridge.engine.timetable.score import LEVELS, score
from landbridge.engine.timetable.solve import solve
from landbridge.engine.timetable.violation import Kind, Violation

__all__ = [
    "LEVELS",
    "Cause",
    "Interpreter",
    "Kind",
    "Participant",
    "Place",
    "Plan",
    "Priority",
    "Problem",
    "Repair",
    "Result",
    "Slot",
    "Status",
    "Table",
    "Unmet",
    "Violation",
    "Wish",
    "check",
    "explain",
    "explain_all",
    "read_published",
    "repair",
    "score",
    "solve",
]
