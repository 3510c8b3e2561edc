"""Rounds an interpreter can work: at most, and so that not everybody rests at once."""

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


def staggered(compact: Compact) -> list[frozenset[int]]:
    """Slots in which each interpreter may be counted on, pauses and days kept, one resting after the other.

    Whoever works only in these slots keeps the rules, whatever the meetings are.
    """
    return [_pattern(compact, person) for person in range(len(compact.shift))]


def _pattern(compact: Compact, person: int) -> frozenset[int]:
    rule = compact.problem.interpreters[person]
    in_row = len(compact.day) if rule.max_in_row is None else rule.max_in_row
    on: set[int] = set()
    today: dict[int, int] = {}
    for slot, day in enumerate(compact.day):
        if slot == 0 or compact.segment[slot] != compact.segment[slot - 1]:
            worked = person % (in_row + 1)  # as if so many rounds had been worked already
        most = len(compact.day) if rule.max_per_day is None else rule.max_per_day
        if slot in compact.shift[person] and worked < in_row and today.get(day, 0) < most:
            on.add(slot)
            today[day] = today.get(day, 0) + 1
            worked += 1
        else:
            worked = 0
    return frozenset(on)


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
