"""What is held now, where, and which of it is locked: one query each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

from landbridge.engine.timetable.problem import Place, Plan
from landbridge.meetings.models import Fair, Meeting


class Spot(TypedDict):
    """A place as JSON stores it, by codes."""

    slot: str
    table: str
    interpreter: str | None
    locked: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """A meeting as it stands: its place, and whether it may be moved."""

    place: Place
    locked: bool = False

    def to_json(self) -> Spot:
        """As the board's history keeps it."""
        return Spot(
            slot=self.place.slot, table=self.place.table, interpreter=self.place.interpreter, locked=self.locked
        )

    @classmethod
    def from_json(cls, spot: Spot) -> Standing:
        """Back from the board's history."""
        return cls(Place(spot["slot"], spot["table"], spot["interpreter"]), spot["locked"])


def standing(fair: Fair) -> dict[str, Standing]:
    """Every meeting held, by wish code, in the order of the wishes."""
    rows = (
        Meeting.objects.filter(wish__fair=fair)
        .order_by("wish__position")
        .values_list("wish__code", "slot__code", "table__code", "interpreter__code", "locked")
    )
    return {wish: Standing(Place(slot, table, person), locked) for wish, slot, table, person, locked in rows}


def fair_plan(fair: Fair) -> Plan:
    """The timetable as the engine takes it: wish code to place."""
    return {wish: held.place for wish, held in standing(fair).items()}


def locked_places(fair: Fair) -> dict[str, Place]:
    """The places that must not change."""
    return {wish: held.place for wish, held in standing(fair).items() if held.locked}


def place_of(meeting: Meeting) -> Place:
    """The place of one meeting whose slot, table and interpreter are at hand."""
    person = meeting.interpreter.code if meeting.interpreter else None
    return Place(meeting.slot.code, meeting.table.code, person)
