"""What a proposed timetable changes against the one that stands: who moves, what drops, what comes."""

from __future__ import annotations

from dataclasses import dataclass, field

from landbridge.base.scripts import in_script
from landbridge.engine.timetable.problem import Place
from landbridge.meetings.actions.plans import PRESENCES, proposed_plan
from landbridge.meetings.models import Company, Fair, FairSlot, Proposal
from landbridge.meetings.queries import standing
from landbridge.meetings.tables.grid import Party, party


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in words: its first round, its table, its interpreter's name."""

    slot: FairSlot
    table: str
    interpreter: str


@dataclass(frozen=True, slots=True)
class Move:
    """One meeting that changes: ``before`` None where it is new, ``after`` None where it drops."""

    wish: str
    companies: tuple[Company, ...]
    before: Spot | None
    after: Spot | None

    @property
    def parties(self) -> list[Party]:
        """Its companies by name and side."""
        return [party(company) for company in self.companies]

    @property
    def new_round(self) -> bool:
        """Whether its companies meet at another time."""
        return self.before is not None and self.after is not None and self.before.slot != self.after.slot


@dataclass(frozen=True, slots=True)
class Moves:
    """All changes, what hurts most first."""

    dropped: list[Move] = field(default_factory=list)
    moved: list[Move] = field(default_factory=list)
    elsewhere: list[Move] = field(default_factory=list)  # same round; another table or interpreter
    added: list[Move] = field(default_factory=list)
    kept: int = 0

    @property
    def companies(self) -> int:
        """How many companies have a meeting that changes."""
        lists = (self.dropped, self.moved, self.elsewhere, self.added)
        return len({company.pk for moves in lists for move in moves for company in move.companies})


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """Who or what is away, and from which round until which."""

    name: str
    begin: FairSlot
    end: FairSlot


def move_rows(fair: Fair, proposal: Proposal) -> Moves:
    """The proposal against the timetable as it stands now, in 6 queries."""
    before = {wish: held.place for wish, held in standing(fair).items()}
    after = proposed_plan(proposal)
    slots = {slot.code: slot for slot in fair.slots.all()}
    people = {person.code: in_script(str(person)) for person in fair.interpreters.all()}
    moves = Moves(kept=sum(before.get(wish) == place for wish, place in after.items()))
    changed = {wish for wish in {*before, *after} if before.get(wish) != after.get(wish)}

    def spot(place: Place | None) -> Spot | None:
        if place is None:
            return None
        return Spot(slots[place.slot], place.table, people[place.interpreter] if place.interpreter else "")

    for wish in fair.wishes.prefetch_related("parts__company"):
        if wish.code not in changed:
            continue
        companies = tuple(part.company for part in wish.parts.all())
        move = Move(wish.code, companies, spot(before.get(wish.code)), spot(after.get(wish.code)))
        if move.after is None:
            moves.dropped.append(move)
        elif move.before is None:
            moves.added.append(move)
        else:
            (moves.moved if move.new_round else moves.elsewhere).append(move)
    return moves


def absence_rows(fair: Fair, proposal: Proposal) -> list[AbsenceRow]:
    """Who the proposal takes to be away."""
    if not proposal.absences:
        return []
    slots = {slot.code: slot for slot in fair.slots.all()}
    rows = []
    for noun, slots_of in proposal.absences.items():
        for row in PRESENCES[noun]._default_manager.filter(fair=fair, code__in=slots_of):  # noqa: SLF001
            missed = slots_of[row.code]
            rows.append(AbsenceRow(str(row), slots[missed[0]], slots[missed[-1]]))
    return rows
