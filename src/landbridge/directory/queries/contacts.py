"""The contacts of an organisation that a reader may see, by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from landbridge.directory.models import Contact, Organisation
from landbridge.people.models import Person, User
from landbridge.people.queries.persons import count_hidden, visible_persons
from landbridge.people.wording.names import display_name

_AT_ONCE = 5_000


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


def contacts_seen(user: User, organisations: Sequence[int]) -> list[tuple[int, int]]:
    """The numbers of some organisations, each with that of a contact whom a reader may see.

    In two steps, each by number: in one, the database may gather all persons there are before it looks at a contact.
    """
    pairs: list[tuple[int, int]] = []
    for start in range(0, len(organisations), _AT_ONCE):
        rows = Contact.objects.filter(organisation__in=organisations[start : start + _AT_ONCE]).order_by()
        pairs += rows.values_list("organisation_id", "person_id")
    people, seen = sorted({person for _, person in pairs}), set[int]()
    for start in range(0, max(len(people), 1), _AT_ONCE):
        part = people[start : start + _AT_ONCE]
        seen.update(visible_persons(user).filter(pk__in=part).values_list("pk", flat=True))
    return [pair for pair in pairs if pair[1] in seen]
