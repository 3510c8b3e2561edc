"""Meetings x slots x tables x interpreters: who meets whom, when, where and in whose words.

>>> from landbridge.engine.timetable import Problem, solve

Names are looked up when they are first used, so that stating a problem never imports a solver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from landbridge.engine.timetable.check import check as check
    from landbridge.engine.timetable.problem import Interpreter as Interpreter
    from landbridge.engine.timetable.problem import Participant as Participant
    from landbridge.engine.timetable.problem import Place as Place
    from landbridge.engine.timetable.problem import Plan as Plan
    from landbridge.engine.timetable.problem import Priority as Priority
    from landbridge.engine.timetable.problem import Problem as Problem
    from landbridge.engine.timetable.problem import Slot as Slot
    from landbridge.engine.timetable.problem import Table as Table
    from landbridge.engine.timetable.problem import Wish as Wish
    from landbridge.engine.timetable.published import read_published as read_published
    from landbridge.engine.timetable.result import Result as Result
    from landbridge.engine.timetable.result import Status as Status
    from landbridge.engine.timetable.score import score as score
    from landbridge.engine.timetable.solve import solve as solve
    from landbridge.engine.timetable.violation import Violation as Violation

_HOME = {
    "Interpreter": "problem",
    "Participant": "problem",
    "Place": "problem",
    "Plan": "problem",
    "Priority": "problem",
    "Problem": "problem",
    "Result": "result",
    "Slot": "problem",
    "Status": "result",
    "Table": "problem",
    "Violation": "violation",
    "Wish": "problem",
    "check": "check",
    "read_published": "published",
    "score": "score",
    "solve": "solve",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(_HOME)
