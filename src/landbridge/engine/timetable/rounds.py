"""The most rounds an interpreter can work: shift, rounds in a row, rounds a day."""

from __future__ import annotations

from collections.abc import Iterable

from landbridge.engine.timetable.compact import Compact


def most_rounds(compact: Compact, person: int) -> int:
    """Slots interpreter number ``person`` can work over the whole event."""
    return sum(day_rounds(compact, person, day) for day in sorted(set(compact.day)))


def day_rounds(compact: Compact, person: int, day: int) -> int:
    """Slots interpreter number ``person`` can work on day number ``day``."""
    rule = compact.problem.interpreters[person]
    there = [slot for slot in sorted(compact.shift[person]) if compact.day[slot] == day]
    total = sum(run if rule.max_in_row is None else _with_pauses(run, rule.max_in_row) for run in _runs(compact, there))
    return total if rule.max_per_day is None else min(total, rule.max_per_day)


def _with_pauses(run: int, in_row: int) -> int:
    """Rounds in ``run`` slots when one of every ``in_row`` + 1 slots in a row stays free."""
    if in_row <= 0:
        return 0
    whole, rest = divmod(run, in_row + 1)
    return whole * in_row + rest


def _runs(compact: Compact, slots: Iterable[int]) -> list[int]:
    """Lengths of the chains of consecutive slots of one segment."""
    lengths: list[int] = []
    last = -2
    for slot in slots:
        if slot == last + 1 and compact.segment[slot] == compact.segment[last]:
            lengths[-1] += 1
        else:
            lengths.append(1)
        last = slot
    return lengths
