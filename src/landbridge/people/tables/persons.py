"""Persons as a page shows them: the name its reader reads, the other spellings beneath."""

from __future__ import annotations

from dataclasses import dataclass

from landbridge.base.templatetags.ui.places import to_bcp47
from landbridge.people.models import Person
from landbridge.people.wording.names import LANGUAGE_OF, chosen, written


@dataclass(frozen=True, slots=True)
class Spelt:
    """One spelling, with the language it is in as HTML names it."""

    text: str
    lang: str
    is_suggested: bool = False
    is_passport: bool = False
    reading: str = ""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with their names prefetched."""

    person: Person
    name: Spelt
    others: tuple[Spelt, ...]
    is_own: bool  # of the reader's side, so that more than the name may be shown


def person_row(person: Person, language: str, *, side: str) -> PersonRow:
    """One person for a reader of ``language`` who works for ``side``."""
    names = list(person.names.all())
    first = chosen(names, language)
    spelt = {
        name.pk: Spelt(
            written(name), to_bcp47(LANGUAGE_OF[name.script]), name.is_suggestion, name.is_passport, name.reading
        )
        for name in names
    }
    shown = spelt.pop(first.pk) if first else Spelt("—", to_bcp47(language))
    return PersonRow(person, shown, tuple(spelt.values()), person.side == side)
