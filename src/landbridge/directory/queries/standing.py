"""What is known of an organisation, as an imported row is compared with it, and what the row adds to it.

An empty cell says nothing, and no row takes anything away: facts that are said replace what is known, everything else
(offers, certificates, contacts) is added where it is new. So a file taken in twice changes nothing the second time.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from landbridge.base.text import fold
from landbridge.directory.models import Organisation
from landbridge.directory.wording.legal_names import core_name
from landbridge.directory.workbook.contacts import ContactRow
from landbridge.directory.workbook.exports import Figure
from landbridge.directory.workbook.rows import Certificate, Offer, OrganisationRow
from landbridge.people.wording.names import written

NAMES = ("name_ko", "name_zh", "name_en")
#: What the import may say of an organisation.
SAID = (*NAMES, "kind", "country", "region", "number_kind", "number", "founded", "employees", "website", "about")


@dataclass(slots=True, eq=False)
class KnownContact:
    """A contact as it is compared: numbers of its rows (None in a rehearsal), folded names, and the rest."""

    names: set[str]
    title: str
    email: str
    phone: str
    contact: int | None = None
    person: int | None = None


@dataclass(slots=True, eq=False)
class Standing:
    """What is known. ``number`` of the row is None for one that so far exists in a rehearsal only."""

    pk: int | None
    facts: dict[str, Any]
    exports: dict[int, tuple[Decimal, str]] = field(default_factory=dict)
    industries: set[tuple[str, str]] = field(default_factory=set)
    certificates: dict[str, date | None] = field(default_factory=dict)
    offers: set[tuple[str, str]] = field(default_factory=set)
    contacts: list[KnownContact] = field(default_factory=list)
    version: int = 1
    #: The row of this file that spoke of it first, and what it said.
    first_row: int | None = None
    said: dict[str, Any] = field(default_factory=dict)

    def cores(self) -> dict[str, str]:
        """Its names as they are compared, by field."""
        return {key: core_name(self.facts[key]) for key in NAMES if self.facts.get(key)}


@dataclass(slots=True)
class Addition:
    """What a row adds to what is known."""

    facts: dict[str, Any] = field(default_factory=dict)
    exports: list[Figure] = field(default_factory=list)
    industries: list[tuple[str, str]] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    contacts: list[ContactRow] = field(default_factory=list)
    changed_contacts: list[tuple[KnownContact, ContactRow]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any((self.facts, self.exports, self.industries, self.certificates, self.offers, self.contacts)) or bool(
            self.changed_contacts
        )


def standing_of(organisation: Organisation) -> Standing:
    """What is known of an organisation whose rows were prefetched (``matching_rows.PREFETCHED``)."""
    return Standing(
        organisation.pk,
        {key: value for key in SAID if (value := getattr(organisation, key)) not in {"", None}},
        {row.year: (row.amount, row.currency) for row in organisation.exports.all()},
        {(row.scheme, row.code) for row in organisation.industries.all()},
        {fold(row.name): row.expires_on for row in organisation.certifications.all()},
        {(row.kind, fold(row.text)) for row in organisation.items.all()},
        [
            KnownContact(
                {fold(written(name)) for name in contact.person.names.all()},
                contact.title,
                contact.person.email,
                contact.person.phone,
                contact.pk,
                contact.person_id,
            )
            for contact in organisation.contacts.all()
        ],
        organisation.version,
    )


def contradictions(known: Standing, row: OrganisationRow) -> list[str]:
    """The facts of which an earlier row of the same file said otherwise. Spellings of one name are no contradiction."""
    return [
        key
        for key, value in row.facts.items()
        if key in known.said
        and known.said[key] != value
        and not (key in NAMES and core_name(known.said[key]) == core_name(value))
    ]


def addition(known: Standing, row: OrganisationRow, *, keep: frozenset[str] = frozenset()) -> Addition:
    """What a row adds.

    :param keep: facts that stay as they are: what a merge decided about a name is not undone by a file.
    """
    added = Addition()
    for key, value in row.facts.items():
        spelt = key in NAMES and key in known.said  # an earlier row spelt the name; one spelling a file
        if not _equal(known.facts.get(key), value) and key not in keep and not spelt:
            added.facts[key] = value
    added.exports = [one for one in row.exports if known.exports.get(one.year) != (one.amount, one.currency)]
    added.industries = [one for one in row.industries if one not in known.industries]
    added.certificates = [one for one in row.certificates if _is_new(known, one)]
    added.offers = [one for one in row.offers if (one.kind, fold(one.text)) not in known.offers]
    for contact in row.contacts:
        there = _same(known.contacts, contact)
        if there is None:
            added.contacts.append(contact)
        elif _says_more(there, contact):
            added.changed_contacts.append((there, contact))
    return added


def take_in(known: Standing, row: OrganisationRow, added: Addition, number: int) -> None:
    """Let what was added be known, and remember which row of the file said what."""
    known.facts |= added.facts
    known.exports |= {one.year: (one.amount, one.currency) for one in added.exports}
    known.industries.update(added.industries)
    known.certificates |= {fold(one.name): one.expires_on for one in added.certificates}
    known.offers.update((one.kind, fold(one.text)) for one in added.offers)
    for contact in added.contacts:
        names = {fold(written(name)) for name in contact.names}
        known.contacts.append(KnownContact(names, contact.title, contact.email, contact.phone))
    for there, contact in added.changed_contacts:
        there.title = contact.title or there.title
        there.email = contact.email or there.email
        there.phone = contact.phone or there.phone
    if known.first_row is None:
        known.first_row = number
    known.said = {**row.facts, **known.said}


def _equal(known: Any, said: Any) -> bool:
    """Whether a cell says what is known; how many spaces and which line breaks stand in a text says nothing."""
    if isinstance(known, str) and isinstance(said, str):
        return known.split() == said.split()
    return bool(known == said)


def _is_new(known: Standing, certificate: Certificate) -> bool:
    name = fold(certificate.name)
    if name not in known.certificates:
        return True
    return certificate.expires_on is not None and known.certificates[name] != certificate.expires_on


def _same(contacts: list[KnownContact], row: ContactRow) -> KnownContact | None:
    """The contact that is this person: by the address, else by a name, unless the addresses differ."""
    for there in contacts:
        if row.email and there.email.casefold() == row.email.casefold():
            return there
    names = {fold(written(name)) for name in row.names}
    for there in contacts:
        if there.names & names and not (row.email and there.email):
            return there
    return None


def _says_more(there: KnownContact, row: ContactRow) -> bool:
    return (
        bool(row.title and row.title != there.title)
        or bool(row.phone and row.phone != there.phone)
        or bool(row.email and not there.email)
    )
