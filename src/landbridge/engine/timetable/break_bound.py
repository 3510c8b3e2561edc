"""How many breaks any timetable of a given priority must have at least.

Two steps. First, the linear program of ``weight_bound`` tells by its duals which wishes every plan
of that priority holds, and which none can hold. Then a Lagrangian relaxation: every participant
chooses the busy slots it likes best (a shortest path over slots, meetings done, and whether it
sits, exact for its breaks), every wish chooses its slot, and prices per participant and slot, and
per slot for tables and interpreters, make the two agree as far as they can. Each set of prices
gives a valid bound; subgradient steps look for good ones (Held, Wolfe and Crowder, "Validation of
subgradient optimization", 1974).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from landbridge.engine.timetable.compact import Compact
from landbridge.engine.timetable.hall import families
from landbridge.engine.timetable.weight_bound import forced
from landbridge.engine.tools.stop import Stop

STEPS = 2_000
#: What rounding in floating point may have added to a bound.
SLACK = 1e-3
FAR = 1e9
#: Share of the former direction in the next, steps without progress before the pace slows, and the
#: scale of prices of a room, which many share, against those of one participant's slot.
KEEP, PATIENCE, CROWD = 0.7, 30, 0.1


def break_bound(compact: Compact, *, priority: int, breaks: int, steps: int = STEPS, stop: Stop | None = None) -> int:
    """A number of breaks that no plan holding ``priority`` or more is below.

    It holds for every such plan that ``check`` accepts, whatever its musts and its hardship.
    ``breaks`` is what a known plan has: it sets the length of the steps, and is no part of the proof.
    """
    relaxation = _Relaxation(compact, priority)
    if not relaxation.wishes:
        return 0
    return relaxation.climb(breaks, steps, stop or Stop(math.inf))


@dataclass(frozen=True, slots=True)
class _Answer:
    bound: float
    busy: Any  # P x T: what the participants chose
    taken: Any  # P x T: what the wishes chose
    load: Any  # families x T


class _Relaxation:
    """The relaxed problem of one fair, as arrays."""

    def __init__(self, compact: Compact, priority: int) -> None:
        import numpy as np  # noqa: PLC0415

        must, may = forced(compact, priority)
        self.slots = len(compact.slot_ids)
        self.people = len(compact.most)
        self.segment = compact.segment
        self.wishes = [wish for wish, possible in enumerate(may) if possible and compact.starts[wish]]
        self.optional = np.array([not must[wish] for wish in self.wishes])
        self.families = families(compact)
        self.room = np.array([family.room for family in self.families], float)
        # One entry per wish and first slot.
        pairs = [(at, start) for at, wish in enumerate(self.wishes) for start in compact.starts[wish]]
        self.first = np.cumsum([0, *(len(compact.starts[wish]) for wish in self.wishes)])[:-1]
        self.owner = np.array([at for at, _ in pairs])
        # What an entry fills: (entry, cell) with a cell per participant and slot, or family and slot.
        people: list[tuple[int, int]] = []
        rooms: list[tuple[int, int]] = []
        for entry, (at, start) in enumerate(pairs):
            wish = self.wishes[at]
            for slot in compact.slots_of(wish, start):
                people.extend((entry, person * self.slots + slot) for person in compact.members[wish])
                rooms.extend(
                    (entry, number * self.slots + slot)
                    for number, family in enumerate(self.families)
                    if compact.need[wish] in family.needs
                )
        self.fills = _incidence(people, len(pairs), self.people * self.slots)
        self.crowds = _incidence(rooms, len(pairs), len(self.families) * self.slots)
        # Busy slots of each participant at least and at most, and where it can be busy at all.
        self.least, self.most = np.zeros(self.people, int), np.zeros(self.people, int)
        for at, wish in enumerate(self.wishes):
            for person in compact.members[wish]:
                self.most[person] += compact.length[wish]
                self.least[person] += 0 if self.optional[at] else compact.length[wish]
        self.open = np.asarray(self.fills.sum(axis=0)).reshape(self.people, self.slots) > 0
        longest = max(compact.length, default=1)
        limit = np.minimum(self.open.sum(axis=1), np.array(compact.most) * longest)
        self.most = np.maximum(np.minimum(self.most, limit), self.least)

    def climb(self, breaks: int, steps: int, stop: Stop) -> int:
        """The best bound that subgradient steps find."""
        import numpy as np  # noqa: PLC0415

        price = np.zeros((self.people, self.slots))
        rent = np.zeros((len(self.families), self.slots))
        best, best_price, best_rent = -math.inf, price, rent
        uphill: Any = 0.0
        crowd: Any = 0.0
        pace, tired = 1.0, 0
        for _ in range(steps):
            answer = self.answer(price, rent)
            if answer.bound > best + 1e-6:
                best, best_price, best_rent, tired = answer.bound, price, rent, 0
            else:
                tired += 1
            if tired >= PATIENCE:  # too long steps: back to the best prices, at a slower pace
                pace, tired = pace * 0.7, 0
                price, rent = best_price, best_rent
                answer = self.answer(price, rent)
            if math.ceil(best - SLACK) >= breaks or pace < 1e-4 or stop.now():
                break
            # A mean of the last directions swings less than each of them.
            uphill = KEEP * uphill + (1 - KEEP) * (answer.busy - answer.taken)
            crowd = KEEP * crowd + (1 - KEEP) * CROWD * (answer.load - self.room)
            crowd = np.where((crowd < 0) & (rent <= 0), 0.0, crowd)
            norm = float((uphill**2).sum() + (crowd**2).sum())
            if norm == 0:
                break
            step = pace * (breaks + 0.5 - answer.bound) / norm
            price = price + step * uphill
            rent = np.maximum(0.0, rent + step * CROWD * crowd)
        return max(0, math.ceil(best - SLACK))

    def answer(self, price: Any, rent: Any) -> _Answer:
        """What participants and wishes choose at these prices, and the bound it proves."""
        import numpy as np  # noqa: PLC0415

        cost, busy = self.days(price)
        gain = self.fills @ price.ravel() - self.crowds @ rent.ravel()
        top = np.maximum.reduceat(gain, self.first)
        chosen = np.zeros(len(gain))
        # The first entry of each wish with its highest gain; an optional wish only where it gains.
        hits = np.flatnonzero(gain == top[self.owner])
        _, index = np.unique(self.owner[hits], return_index=True)
        picked = hits[index]
        wanted = ~self.optional | (top > 0)
        chosen[picked[wanted]] = 1.0
        value = float(np.where(self.optional, np.maximum(top, 0.0), top).sum())
        bound = cost - value - float((rent * self.room).sum())
        taken = (self.fills.T @ chosen).reshape(self.people, self.slots)
        load = (self.crowds.T @ chosen).reshape(rent.shape)
        return _Answer(bound, busy, taken, load)

    def days(self, price: Any) -> tuple[float, Any]:
        """The cheapest days: breaks and the prices of busy slots; their cost, and who is busy when.

        A path per participant over (slots, busy so far, state): state 0 has not sat yet in this
        segment, 1 sits, 2 has sat and is idle; from 2 to 1 costs a break.
        """
        import numpy as np  # noqa: PLC0415

        most = int(self.most.max(initial=0)) + 1
        cost = np.full((3, self.people, most), FAR)
        cost[0, :, 0] = 0.0
        sat = np.zeros((self.slots, self.people, most), np.int8)  # state before one that sits
        rested = np.zeros((self.slots, self.people, most), bool)  # state 2 came from 1
        opened = {}  # at a segment's start: which state became 0
        for slot in range(self.slots):
            if slot and self.segment[slot] != self.segment[slot - 1]:
                opened[slot] = cost.argmin(axis=0)
                cost = np.stack([cost.min(axis=0), np.full_like(cost[0], FAR), np.full_like(cost[0], FAR)])
            ways = np.stack([cost[0], cost[1], cost[2] + 1.0])
            sat[slot] = ways.argmin(axis=0)
            now = np.full_like(cost, FAR)
            fee = np.where(self.open[:, slot], price[:, slot], FAR)[:, None]
            now[1, :, 1:] = ways.min(axis=0)[:, :-1] + fee
            now[0] = cost[0]
            rested[slot] = cost[1] < cost[2]
            now[2] = np.minimum(cost[1], cost[2])
            cost = now
        counts = np.arange(most)
        allowed = (counts >= self.least[:, None]) & (counts <= self.most[:, None])
        last = np.where(allowed, cost.min(axis=0), 2 * FAR)
        count = last.argmin(axis=1)
        everyone = np.arange(self.people)
        total = float(last[everyone, count].sum())
        state = cost[:, everyone, count].argmin(axis=0)
        busy = np.zeros((self.people, self.slots))
        for slot in range(self.slots - 1, -1, -1):
            sits = state == 1
            busy[:, slot] = sits
            count = count - sits
            former = np.where(rested[slot, everyone, count], 1, 2)
            state = np.where(sits, sat[slot, everyone, count], np.where(state == 2, former, 0))
            if slot in opened:
                state = opened[slot][everyone, count]
        return total, busy


def _incidence(pairs: Sequence[tuple[int, int]], rows: int, columns: int) -> Any:
    from scipy.sparse import csr_matrix  # noqa: PLC0415

    at = ([row for row, _ in pairs], [column for _, column in pairs])
    return csr_matrix(([1.0] * len(pairs), at), shape=(rows, columns))
