"""A first plan, fast: anneal who meets when, then give tables and interpreters to what is held."""

from __future__ import annotations

from collections.abc import Sequence

from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.compact import Compact, Seat
from landbridge.engine.timetable.seating import seat
from landbridge.engine.timetable.staffing import staff
from landbridge.engine.tools.stop import Stop


def seated(compact: Compact, slots: Sequence[int], *, seed: int, stop: Stop) -> dict[int, Seat] | None:
    """The plan that holds ``slots`` (first slot by meeting, or -1) as far as it can be served.

    Meetings without a table or interpreter are left out. None where what is left is not valid.
    """
    tables = seat(compact, slots)
    people = staff(compact, slots, seed=seed, stop=stop)
    unserved = {*tables.unseated, *people.unstaffed}
    seats = {
        meeting: Seat(slot, tables.tables[meeting], people.interpreters[meeting])
        for meeting, slot in enumerate(slots)
        if slot >= 0 and meeting not in unserved
    }
    return None if check(compact.problem, compact.plan(seats)) else seats
