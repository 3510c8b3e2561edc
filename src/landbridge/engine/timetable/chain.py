"""Level after level with the exact model: optimise one, hold it, go on to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from landbridge.engine.timetable.cpsat import Answer, Effort, Outcome, Reader, optimise
from landbridge.engine.timetable.exact import ExactModel
from landbridge.engine.timetable.exact_slots import Expression
from landbridge.engine.timetable.standing import SENSE, InfeasibleError, Standing
from landbridge.engine.tools.levels import Sense
from landbridge.engine.tools.stop import Stop

#: Of the work and time that are left, a level may take this share; the last may take all.
SHARE = 0.5

Efforts = Callable[[str, float], Sequence[Effort]]  # how to spend so much work on a level


class Chain:
    """Levels of one exact model, climbed one after the other from where ``standing`` is."""

    def __init__(self, exact: ExactModel, standing: Standing, efforts: Efforts, seed: int) -> None:
        self._exact = exact
        self._standing = standing
        self._efforts = efforts
        self._seed = seed

    def climb(self, names: Iterable[str], *, work: float, stop: Stop) -> float:
        """Optimise the levels ``names`` in turn within ``work``. Returns the work left.

        A level that is not proved in its share keeps the value reached, and the next one starts
        from there. Raises InfeasibleError when there is no plan at all.
        """
        left = list(names)
        while left:
            name = left.pop(0)
            expression = self._exact.levels[name]()
            if isinstance(expression, int) and self._standing.seats is None and left:
                continue  # nothing to choose, and the next level will say whether there is a plan
            share = SHARE if left else 1.0
            if not self._standing.proved(name):
                work -= self._level(name, expression, work * share, stop.within(stop.left() * share))
            if self._standing.seats is None:
                break
            self._keep(name, expression)
        return work

    def _keep(self, name: str, expression: Expression) -> None:
        """From here on, nothing worse than the best plan on this level."""
        if not isinstance(expression, int):
            value = self._standing.value(name)
            self._exact.model.add(expression >= value if SENSE[name] is Sense.MAX else expression <= value)

    def _tell_bound(self, name: str, expression: Expression) -> None:
        """Nothing better than what is proved: so the solver is done as soon as it gets there."""
        bound = self._standing.bound(name)
        if bound is not None and not isinstance(expression, int):
            self._exact.model.add(expression <= bound if SENSE[name] is Sense.MAX else expression >= bound)

    def _level(self, name: str, expression: Expression, work: float, stop: Stop) -> float:
        """Spend up to ``work`` on one level. Returns the work done."""
        standing, done = self._standing, 0.0
        for effort in self._efforts(name, work):
            if standing.proved(name):
                break
            self._tell_bound(name, expression)
            if standing.seats is not None:
                self._keep(name, expression)
                self._exact.suggest(standing.seats)
            outcome = optimise(
                self._exact.model,
                expression,
                SENSE[name],
                effort=effort,
                seed=self._seed,
                stop=stop,
                on_solution=lambda value: self._found(value, name),
            )
            done += outcome.work
            standing.reproducible &= not outcome.by_clock
            self._learn(name, outcome)
        return done

    def _found(self, value: Reader, name: str) -> None:
        self._standing.offer(self._exact.seats(value), name)

    def _learn(self, name: str, outcome: Outcome) -> None:
        standing = self._standing
        if outcome.answer is Answer.INFEASIBLE and standing.seats is None:
            raise InfeasibleError
        if outcome.answer is Answer.OPTIMAL:
            standing.prove(name, standing.value(name), name)
        elif outcome.bound is not None and standing.seats is not None:
            standing.prove(name, outcome.bound, name)
