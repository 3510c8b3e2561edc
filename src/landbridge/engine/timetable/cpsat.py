"""One question to CP-SAT, asked so that the answer does not depend on the machine.

Work is bounded by the solver's own deterministic time, with one worker or with workers that
take turns (``interleave_search``); the clock of ``Stop`` is the safety net. A watching thread passes on
the wish to stop, as the solver itself only calls back when it finds something.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum

from ortools.sat.python import cp_model

from landbridge.engine.timetable.exact_slots import Expression, Literal
from landbridge.engine.tools.levels import Sense
from landbridge.engine.tools.stop import Stop

Reader = Callable[[Literal], bool]  # the value of a literal in a solution
OnSolution = Callable[[Reader], None]

#: Seconds between two looks at whether somebody asked to stop.
WATCH = 0.2


class Answer(StrEnum):
    """What the solver could say."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Effort:
    """How the solver searches. ``work`` is in seconds of one quiet core, about, by the solver's own count.

    ``cores`` proves from below by unsatisfiable cores, without a linear programme; otherwise the solver
    searches as it sees fit. One worker probes deeply before it starts; of two, side by side, the first does not, and
    takes its cores as they come: which of them is fast is a matter of luck.
    """

    work: float
    workers: int = 1
    cores: bool = False

    @property
    def pace(self) -> float:
        """Deterministic time in about a second: cores are found without a linear programme, twice as fast."""
        return 2.0 if self.cores else 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """``bound`` on the expression asked for; ``work`` done; whether the clock ended it."""

    answer: Answer
    bound: int | None
    work: float
    by_clock: bool


def optimise(
    model: cp_model.CpModel,
    expression: Expression,
    sense: Sense,
    *,
    effort: Effort,
    seed: int,
    stop: Stop,
    on_solution: OnSolution,
) -> Outcome:
    """Optimise ``expression``; every better solution found is shown to ``on_solution``."""
    if stop.now() or effort.work <= 0:
        return Outcome(Answer.UNKNOWN, None, 0.0, stop.now())
    if sense is Sense.MAX:
        model.maximize(expression)
    else:
        model.minimize(expression)
    if effort.cores and effort.workers > 1:
        solver, status = _side_by_side(model, effort, seed, stop)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            on_solution(lambda literal: bool(solver.value(literal)))
    else:
        solver = _solver(effort, seed, stop)
        with _watched(solver, stop):
            status = solver.solve(model, _Listener(on_solution))
    if status == cp_model.MODEL_INVALID:
        raise ValueError(f"the model is not valid: {model.validate()}")
    answer = _ANSWERS.get(status, Answer.UNKNOWN)
    bound = None
    if isinstance(expression, int):
        bound = expression
    elif answer in (Answer.OPTIMAL, Answer.FEASIBLE):
        bound = round(solver.best_objective_bound)
    elif answer is Answer.UNKNOWN:
        bound = _bound_without_solution(solver)
    settled = answer in (Answer.OPTIMAL, Answer.INFEASIBLE)
    return Outcome(answer, bound, solver.response_proto.deterministic_time / effort.pace, not settled and stop.now())


def _solver(effort: Effort, seed: int, stop: Stop) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.random_seed = seed & 0x7FFFFFFF
    parameters.num_workers = 1 if effort.cores else effort.workers
    parameters.interleave_search = not effort.cores and effort.workers > 1
    if effort.cores:
        parameters.optimize_with_core = True
        parameters.linearization_level = 0
        parameters.cp_model_probing_level, parameters.core_minimization_level = 3, 1
    parameters.max_deterministic_time = effort.work * effort.pace
    parameters.max_time_in_seconds = stop.left()
    return solver


def _side_by_side(
    model: cp_model.CpModel, effort: Effort, seed: int, stop: Stop
) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
    """Two searches at once. The first counts if it settles the question, whichever was the faster.

    So the clock has no say in which solution is taken, and only the second can be cut short.
    """
    first, second = (_solver(effort, seed, stop) for _ in range(2))
    first.parameters.cp_model_probing_level, first.parameters.core_minimization_level = 2, 0
    found: list[cp_model.CpSolverStatus] = []
    beside = threading.Thread(target=lambda: found.append(second.solve(model.clone())), daemon=True)
    with _watched(first, stop), _watched(second, stop):
        beside.start()
        status = first.solve(model)
        while status in _SETTLED and beside.is_alive():
            second.stop_search()  # again and again: it may not have begun yet
            beside.join(WATCH)
        beside.join()
    if status not in _SETTLED and found and found[0] in _SETTLED:
        return second, found[0]
    return first, status


_SETTLED = (cp_model.OPTIMAL, cp_model.INFEASIBLE)


def _bound_without_solution(solver: cp_model.CpSolver) -> int | None:
    """Zero may just mean that the solver did not get as far as a bound."""
    value = solver.best_objective_bound
    return round(value) if 0 < abs(value) < 2**53 else None


_ANSWERS = {
    cp_model.OPTIMAL: Answer.OPTIMAL,
    cp_model.FEASIBLE: Answer.FEASIBLE,
    cp_model.INFEASIBLE: Answer.INFEASIBLE,
}


class _Listener(cp_model.CpSolverSolutionCallback):
    def __init__(self, on_solution: OnSolution) -> None:
        super().__init__()
        self._on_solution = on_solution

    def on_solution_callback(self) -> None:
        self._on_solution(self._read)

    def _read(self, literal: Literal) -> bool:
        return bool(literal) if isinstance(literal, int) else bool(self.boolean_value(literal))


@contextmanager
def _watched(solver: cp_model.CpSolver, stop: Stop) -> Iterator[None]:
    """Ends the search within a moment of being asked to."""
    if stop.asked is None:
        yield
        return
    done = threading.Event()

    def watch() -> None:
        while not done.wait(WATCH):
            if stop.now():
                solver.stop_search()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
