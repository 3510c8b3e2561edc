"""The frozen statement of a timetable problem, and of a plan that answers it.

Everything is named by the ids its owner gave it (a slot "D1-0900", a company "K-017"), so that
a plan, a violation or a cause can be read without a key. Times are whole minutes from midnight
in the event's own zone; days are any sortable text, ISO dates as a rule.

What the words mean, exactly:

- Two slots are *in a row* when they are of one day and the pause between them is shorter than
  the shorter of the two. A maximal chain of slots in a row is a *segment*: lunch splits a day
  into two segments, and no break, run of rounds or long meeting spans segments.
- Participants who all work in one common language need no interpreter. Otherwise the meeting
  needs one interpreter who shares a working language with each participant, for its whole length.
- A participant's *home table* is where it receives: a meeting takes place at the home table of
  the first of its participants who has one, unless the wish fixes a table itself. Others may use
  a home table while its owner does not.
- ``spare_tables`` tables stay free in every slot.
- A *fixed* slot or table binds the meeting if it is held; a *locked* meeting is held, and where
  its place says.
- ``before`` pairs bind when both meetings are held: the first ends before the second starts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Priority(StrEnum):
    """How much a meeting is wished for, highest first."""

    MUST = "must"
    MUTUAL = "mutual"
    WANT = "want"
    MAYBE = "maybe"


#: What one held meeting of each priority adds to the level "priority held".
WEIGHT: Mapping[Priority, int] = MappingProxyType(
    {Priority.MUST: 20, Priority.MUTUAL: 10, Priority.WANT: 5, Priority.MAYBE: 2}
)

#: Language levels: 1 courtesies only, 2 able to negotiate, 3 fluent.
WORKING_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """One round: ``start`` and ``end`` are minutes from midnight of ``day``."""

    id: str
    day: str
    start: int
    end: int
    session: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A place where one meeting at a time is held."""

    id: str
    area: str = ""
    unavailable: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Participant:
    """A company, or any other party that meets; ``languages`` maps a code to a level 1..3."""

    id: str
    side: str = ""
    languages: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    max_meetings: int | None = None
    unavailable: frozenset[str] = frozenset()
    home_table: str | None = None

    def working(self) -> frozenset[str]:
        """The languages this participant can negotiate in."""
        return frozenset(code for code, level in self.languages.items() if level >= WORKING_LEVEL)


@dataclass(frozen=True, slots=True)
class Interpreter:
    """A person to be scheduled: at most ``max_in_row`` rounds in a row, then a free round."""

    id: str
    languages: frozenset[str] = frozenset()
    side: str = ""
    grade: str = ""
    unavailable: frozenset[str] = frozenset()
    max_in_row: int | None = None
    max_per_day: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """A meeting that somebody asked for. ``length`` counts slots in a row.

    ``sessions`` empty means any. ``weight`` overrides the priority's own weight.
    """

    id: str
    participants: tuple[str, ...]
    priority: Priority = Priority.WANT
    length: int = 1
    sessions: frozenset[str] = frozenset()
    fixed_slot: str | None = None
    fixed_table: str | None = None
    weight: int | None = None

    @property
    def worth(self) -> int:
        """What holding this meeting adds to "priority held"."""
        return WEIGHT[self.priority] if self.weight is None else self.weight


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when a meeting is held: its first slot, its table, its interpreter if it needs one."""

    slot: str
    table: str
    interpreter: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything a timetable has to respect.

    ``never`` holds unordered pairs of participants that must not meet, whatever was wished.
    ``locked`` maps wish ids to the places they must keep. ``break_spread`` caps the difference
    in breaks between any two participants (a published benchmark asks for it; fairs leave it
    open). ``hold_all`` says that a plan which leaves out any wish is no plan at all.
    """

    slots: tuple[Slot, ...]
    tables: tuple[Table, ...]
    participants: tuple[Participant, ...]
    wishes: tuple[Wish, ...]
    interpreters: tuple[Interpreter, ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    never: frozenset[frozenset[str]] = frozenset()
    spare_tables: int = 0
    locked: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    break_spread: int | None = None
    hold_all: bool = False

    def segments(self) -> tuple[tuple[Slot, ...], ...]:
        """Slots in time order, split wherever a pause ends a run of rounds."""
        return _segments(self.slots)


#: A plan: the place of every meeting that is held. What is not in it is not held.
Plan = Mapping[str, Place]


def _segments(slots: Sequence[Slot]) -> tuple[tuple[Slot, ...], ...]:
    ordered = sorted(slots, key=lambda slot: (slot.day, slot.start, slot.end, slot.id))
    chains: list[list[Slot]] = []
    for slot in ordered:
        last = chains[-1][-1] if chains else None
        if last is not None and last.day == slot.day and _in_a_row(last, slot):
            chains[-1].append(slot)
        else:
            chains.append([slot])
    return tuple(tuple(chain) for chain in chains)


def _in_a_row(earlier: Slot, later: Slot) -> bool:
    shorter = min(earlier.end - earlier.start, later.end - later.start)
    return later.start - earlier.end < shorter
