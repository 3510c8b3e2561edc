"""Reader of the published business-to-business meeting instances (MiniZinc data, ``.dzn``).

Format and instances: Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy, Villaret, "Constraint
Solving Approaches to the Business-to-Business Meeting Scheduling Problem", JAIR 2022. Their
question: hold every meeting, with as few breaks in all as can be, where the breaks of any two
participants differ by at most ``d``.

>>> problem = read_published('''nBusiness = 2; nMeetings = 1; nTables = 1; nTotalSlots = 2; nMorningSlots = 1;
... requested = [|1, 2, 3,|]; forbidden = [{0}, {2}]; fixed = [0]; precedences = [{}];''')
>>> [wish.participants for wish in problem.wishes]
[('P1', 'P2')]
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from landbridge.engine.timetable.problem import Participant, Problem, Slot, Table, Wish

#: The published events run through the day without a pause, in slots of equal length.
_FIRST_SLOT, _SLOT_MINUTES = 8 * 60, 30
#: Nobody needs an interpreter there: all work in one language.
_LANGUAGES: Mapping[str, int] = MappingProxyType({"en": 3})
_SESSIONS = {1: frozenset({"morning"}), 2: frozenset({"afternoon"}), 3: frozenset[str]()}


def read_published(text: str, *, break_spread: int | None = 2) -> Problem:
    """The problem that an instance states; participant n is "Pn", meeting n "Mn", slot n "Sn".

    ``break_spread`` is the d of the publication, which is no part of the file; None leaves the
    difference open. Raises ValueError, naming the item, where the text is not of the format.
    """
    assignments = _assignments(text)
    participants = _count(assignments, "nBusiness")
    meetings = _count(assignments, "nMeetings")
    slots = _count(assignments, "nTotalSlots")
    mornings = _count(assignments, "nMorningSlots")
    tables = _count(assignments, "nTables")
    forbidden = _sets(assignments, "forbidden", rows=participants, highest=slots)
    fixed = _fixed(assignments, rows=meetings, highest=slots)
    earlier = _sets(assignments, "precedences", rows=meetings, highest=meetings)
    wishes = tuple(
        Wish(
            id=f"M{number}",
            participants=(f"P{one}", f"P{other}"),
            sessions=_SESSIONS[session],
            fixed_slot=f"S{slot}" if slot else None,
        )
        for number, ((one, other, session), slot) in enumerate(
            zip(_requested(assignments, meetings, participants), fixed, strict=True), start=1
        )
    )
    return Problem(
        slots=tuple(_slot(number, mornings) for number in range(1, slots + 1)),
        tables=tuple(Table(f"T{number}") for number in range(1, tables + 1)),
        participants=tuple(
            Participant(f"P{number}", languages=_LANGUAGES, unavailable=frozenset(f"S{slot}" for slot in closed))
            for number, closed in enumerate(forbidden, start=1)
        ),
        wishes=wishes,
        before=tuple(
            (f"M{first}", f"M{second}") for second, firsts in enumerate(earlier, start=1) for first in sorted(firsts)
        ),
        break_spread=break_spread,
        hold_all=True,
    )


def _slot(number: int, mornings: int) -> Slot:
    start = _FIRST_SLOT + (number - 1) * _SLOT_MINUTES
    return Slot(f"S{number}", "1", start, start + _SLOT_MINUTES, "morning" if number <= mornings else "afternoon")


def _assignments(text: str) -> dict[str, str]:
    """Name to value of every ``name = value;``, comments (``%`` to the end of line) left out."""
    bare = re.sub(r"%[^\n]*", "", text)
    return {name: value.strip() for name, value in re.findall(r"(\w+)\s*=\s*([^;]*);", bare)}


def _value(assignments: Mapping[str, str], name: str) -> str:
    if name not in assignments:
        raise ValueError(f"{name} is missing: expected a line '{name} = …;'")
    return assignments[name]


def _count(assignments: Mapping[str, str], name: str) -> int:
    value = _value(assignments, name)
    if not re.fullmatch(r"\d{1,6}", value):
        raise ValueError(f"{name} is {value[:40]!r}, expected a whole number from 0 to 999999")
    return int(value)


def _whole_numbers(name: str, row: str) -> list[int]:
    parts = [part.strip() for part in row.split(",") if part.strip()]
    for part in parts:
        if not re.fullmatch(r"\d{1,6}", part):
            raise ValueError(f"{name} contains {part[:40]!r}, expected whole numbers")
    return [int(part) for part in parts]


def _requested(assignments: Mapping[str, str], rows: int, participants: int) -> list[tuple[int, int, int]]:
    value = _value(assignments, "requested")
    if not (value.startswith("[|") and value.endswith("|]")):
        raise ValueError("requested is not of the form [|one, other, session, |…|]")
    found: list[tuple[int, int, int]] = []
    for row in filter(str.strip, value[2:-2].split("|")):
        numbers = _whole_numbers("requested", row)
        if len(numbers) != 3:
            raise ValueError(f"requested, row {len(found) + 1}: {len(numbers)} numbers, expected 3")
        one, other, session = numbers
        if not (1 <= one <= participants and 1 <= other <= participants and one != other):
            raise ValueError(f"requested, row {len(found) + 1}: {one} and {other} are not two of {participants}")
        if session not in _SESSIONS:
            raise ValueError(f"requested, row {len(found) + 1}: session {session}, expected 1, 2 or 3")
        found.append((one, other, session))
    _expect_rows("requested", len(found), rows)
    return found


def _fixed(assignments: Mapping[str, str], *, rows: int, highest: int) -> list[int]:
    value = _value(assignments, "fixed")
    if not (value.startswith("[") and value.endswith("]")):
        raise ValueError("fixed is not of the form [0, 3, …]")
    numbers = _whole_numbers("fixed", value[1:-1])
    _expect_rows("fixed", len(numbers), rows)
    _expect_within("fixed", numbers, highest)
    return numbers


def _sets(assignments: Mapping[str, str], name: str, *, rows: int, highest: int) -> list[frozenset[int]]:
    """A list of sets, one a row; 0 stands for nothing."""
    value = _value(assignments, name)
    if not re.fullmatch(r"\[\s*(?:\{[^{}]*\}\s*(?:,\s*)?)*\]", value):
        raise ValueError(f"{name} is not of the form [{{1, 2}}, {{}}, …]")
    found = [_whole_numbers(name, row) for row in re.findall(r"\{([^{}]*)\}", value)]
    _expect_rows(name, len(found), rows)
    for row in found:
        _expect_within(name, row, highest)
    return [frozenset(row) - {0} for row in found]


def _expect_rows(name: str, found: int, expected: int) -> None:
    if found != expected:
        raise ValueError(f"{name} has {found} rows, expected {expected}")


def _expect_within(name: str, numbers: list[int], highest: int) -> None:
    for number in numbers:
        if number > highest:
            raise ValueError(f"{name} names {number}, beyond the last, {highest}")
