"""The best timetable of a tiny fair, found by trying every plan. Slow, plain, and meant to be believed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from tests.engine.timetable.fairs import UNFINISHED, places

from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.problem import Place, Priority, Problem, Wish
from landbridge.engine.timetable.score import LEVELS, score
from landbridge.engine.tools.levels import Sense

Values = tuple[int, ...]


def best(problem: Problem) -> Values | None:
    """The eight levels of the best plan, or None where no plan is valid.

    Sets of wishes are tried from the most to the least valuable: the first that can be held settles
    levels one and two, and only sets of the same value have to be looked at after it.
    """
    tries = _Tries(problem)
    champion: Values | None = None
    for wishes in sorted(_holdable(problem), key=_value, reverse=True):
        if champion is not None and _value(wishes) < champion[:2]:
            break
        for plan in tries.plans(wishes):
            values = tuple(level.value for level in score(problem, plan))
            if champion is None or ranked(values) > ranked(champion):
                champion = values
    return champion


def valid_plans(problem: Problem) -> Iterator[dict[str, Place]]:
    """Every valid plan."""
    tries = _Tries(problem)
    for wishes in _holdable(problem):
        yield from tries.plans(wishes)


def ranked(values: Values) -> Values:
    """Values so that more is better on every level."""
    return tuple(value if sense is Sense.MAX else -value for value, (_, sense) in zip(values, LEVELS, strict=False))


def _holdable(problem: Problem) -> Iterator[tuple[Wish, ...]]:
    """Every set of wishes that holds at least what must be held."""
    bound = [wish for wish in problem.wishes if problem.hold_all or wish.id in problem.locked]
    free = [wish for wish in problem.wishes if wish not in bound]
    for count in range(len(free) + 1):
        for some in combinations(free, count):
            yield (*bound, *some)


def _value(wishes: Sequence[Wish]) -> Values:
    return sum(wish.priority is Priority.MUST for wish in wishes), sum(wish.worth for wish in wishes)


class _Tries:
    """The places of each wish, and which pairs of placed wishes cannot stand together."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.choices = {
            wish.id: [problem.locked[wish.id]] if wish.id in problem.locked else list(places(problem, wish))
            for wish in problem.wishes
        }
        self.apart = cache(self._apart)

    def plans(self, wishes: Sequence[Wish], plan: dict[str, Place] | None = None) -> Iterator[dict[str, Place]]:
        """Every valid plan that holds exactly ``wishes``, beside what ``plan`` holds already."""
        plan = {} if plan is None else plan
        if not wishes:
            if not check(self.problem, plan):
                yield plan
            return
        wish, *others = wishes
        for place in self.choices[wish.id]:
            if not any(self.apart((wish.id, place), taken) for taken in plan.items()):
                yield from self.plans(others, plan | {wish.id: place})

    def _apart(self, one: tuple[str, Place], other: tuple[str, Place]) -> bool:
        return any(violation.kind not in UNFINISHED for violation in check(self.problem, dict((one, other))))
