"""The contacts of an organisation that a reader may see, by name."""

from __future__ import annotations

from dataclasses import dataclass

from landbridge.directory.models import Contact, Organisation
from landbridge.people.models import Person, User
from landbridge.people.queries.persons import count_hidden, visible_persons
from landbridge.people.wording.names import display_name


@dataclass(frozen=True, slots=True)
class ShownContact:
    """A contact with the name its reader has for it, and the language that is in."""

    contact: Contact
    person: Person
    name: str
    language: str


def contacts_shown(organisation: Organisation, user: User, language: str) -> tuple[list[ShownContact], int]:
    """The contacts a reader may see, the first one first, and how many more there are. The caller discloses them."""
    visible = visible_persons(user).values("pk")
    rows = organisation.contacts.filter(person__in=visible).select_related("person").prefetch_related("person__names")
    shown = [ShownContact(row, row.person, *display_name(row.person.names.all(), language)) for row in rows]
    return shown, count_hidden(Person.objects.filter(contacts__organisation=organisation), user)
