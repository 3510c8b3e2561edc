"""Which evaluator gets which application: everything that can be placed is placed, and loads are as even as can be.

Applications are placed one evaluation at a time. From the application a search follows what is placed already: an
evaluator may hand an application on to another who may take it, and so on; the evaluation goes where such a chain
ends at the evaluator with the least to do. With every step taken this way no chain of swaps makes the loads more
even, or places one more (N. Harvey, R. Ladner, L. Lovász, T. Tamir: Semi-matchings for bipartite graphs and load
balancing, 2006, here with several evaluators for each application).
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hole:
    """An application that lacks evaluators: ``missing`` of those it should have."""

    application: int
    missing: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """New pairs of (application, evaluator), and what could not be placed."""

    pairs: tuple[tuple[int, int], ...]
    holes: tuple[Hole, ...]


def distribute(
    applications: Sequence[int],
    evaluators: Sequence[int],
    *,
    each: int,
    barred: Collection[tuple[int, int]] = (),
    placed: Mapping[int, Collection[int]] | None = None,
    seed: int = 0,
) -> Distribution:
    """Give each application ``each`` evaluators.

    :param barred: pairs of (application, evaluator) that must not be: a conflict of interest, one taken back.
    :param placed: who has which application already, by application; that stays, and counts as load.
    :param seed: decides between what is equally good; the same input and seed give the same pairs.
    """
    chance = random.Random(seed)  # noqa: S311 - decides between equals, guards nothing
    order, staff = list(applications), list(evaluators)
    chance.shuffle(order)
    chance.shuffle(staff)
    kept = {one: frozenset((placed or {}).get(one, ())) for one in applications}
    board = _Board(staff, frozenset(barred), kept)
    lacking = {one: max(0, each - len(kept[one])) for one in applications}
    for _round in range(each):
        for one in order:
            if lacking[one] and board.place(one):
                lacking[one] -= 1
    pairs = sorted((one, who) for who in staff for one in board.given[who])
    return Distribution(tuple(pairs), tuple(Hole(one, lacking[one]) for one in applications if lacking[one]))


class _Board:
    """What is placed so far."""

    def __init__(
        self, staff: list[int], barred: frozenset[tuple[int, int]], kept: Mapping[int, frozenset[int]]
    ) -> None:
        self.staff, self.barred, self.kept = staff, barred, kept
        self.given: dict[int, set[int]] = {who: set() for who in staff}
        self.load = {who: sum(who in having for having in kept.values()) for who in staff}

    def place(self, application: int) -> bool:
        """Give one more evaluator to an application, over the chain that ends with the least load."""
        came: dict[int, tuple[int, int | None]] = {}  # evaluator → what they would take, and from whom
        queue: deque[int] = deque()
        self._reach(application, None, came, queue)
        while queue:
            who = queue.popleft()
            for held in sorted(self.given[who]):
                self._reach(held, who, came, queue)
        if not came:
            return False
        end: int | None = min(came, key=lambda who: self.load[who])  # of equals the one found first
        assert end is not None  # noqa: S101 - `came` is not empty
        self.load[end] += 1
        while end is not None:
            taken, giver = came[end]
            self.given[end].add(taken)
            if giver is not None:
                self.given[giver].discard(taken)
            end = giver
        return True

    def _reach(
        self, application: int, giver: int | None, came: dict[int, tuple[int, int | None]], queue: deque[int]
    ) -> None:
        for who in self.staff:
            if who not in came and self._may_take(who, application):
                came[who] = (application, giver)
                queue.append(who)

    def _may_take(self, who: int, application: int) -> bool:
        return (
            application not in self.given[who]
            and who not in self.kept[application]
            and (application, who) not in self.barred
        )
