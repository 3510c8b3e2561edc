"""Entries of the access log as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from landbridge.people.models import AccessEntry, Person, User
from landbridge.people.queries.access_review import MANY, NIGHT_FROM, NIGHT_TO, Looks
from landbridge.people.tables.persons import PersonRow, person_row
from landbridge.people.wording.looks import ACTIONS, MARKS


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An entry with what is unusual about it."""

    entry: AccessEntry
    action: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActorRow:
    """What somebody did in a month; the house where there is no actor."""

    actor: User | None
    looks: Looks


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A person who was looked at: by name where the reader may see them, else by number alone."""

    number: int
    shown: PersonRow | None
    looks: int = 0
    actors: int = 0


def entry_row(entry: AccessEntry) -> EntryRow:
    """One entry."""
    holds = {
        "many": entry.count >= MANY,
        "night": entry.hour is not None and (entry.hour >= NIGHT_FROM or entry.hour < NIGHT_TO),
        "export": entry.action == "export",
        "across": entry.across > 0,
    }
    marks = tuple(str(MARKS[name]) for name, held in holds.items() if held)
    return EntryRow(entry, str(ACTIONS.get(entry.action, entry.action)), marks)


def actor_rows(looks: Iterable[Looks], actors: Mapping[int, User]) -> list[ActorRow]:
    """Looks with their actors."""
    return [ActorRow(None if one.actor is None else actors.get(one.actor), one) for one in looks]


def subject_rows(
    counted: Iterable[tuple[int, int, int]], persons: Mapping[int, Person], language: str, *, side: str
) -> list[SubjectRow]:
    """Numbers with their counts, and names of those in ``persons``: whom the reader may see."""
    return [
        SubjectRow(
            number, person_row(persons[number], language, side=side) if number in persons else None, looks, actors
        )
        for number, looks, actors in counted
    ]
