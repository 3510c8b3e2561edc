"""Organisations added together, with what stands below them and whom to speak to, in a few statements for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from landbridge.base.access import require
from landbridge.base.log import record_each
from landbridge.directory.actions.organisations import new_organisation
from landbridge.directory.actions.rows import ROWS
from landbridge.directory.actions.settling import settle
from landbridge.directory.models import Contact, Organisation
from landbridge.directory.rules import Can
from landbridge.people.models import Person, User
from landbridge.people.rules import acting_side

_BATCH = 300


@transaction.atomic
def add_organisations(said: Sequence[Mapping[str, Any]], *, by: User | None, side: str) -> list[Organisation]:
    """Make organisations of a side, in their order: as ``add_organisation`` and ``change_rows`` do one by one.

    :param said: each the facts of ``add_organisation``, and under a name of ``rows.ROWS`` the rows of that kind.
    :raises PermissionDenied: if ``by`` may not, or acts for another side.
    :raises ValidationError: of the first fact that is not what its field holds, or number that is wrong.
    """
    if by is not None:
        require(by, Can.ADD_ORGANISATION)
        if acting_side(by) != side:
            raise PermissionDenied
    made, entries = [], []
    for one in said:
        facts = {name: value for name, value in one.items() if name not in ROWS}
        organisation, changes = new_organisation(side, by=by, **facts)
        made.append(organisation)
        entries.append((organisation, {"fields": sorted(changes)}))
    Organisation.objects.bulk_create(made, batch_size=_BATCH)
    record_each("directory.organisation_added", entries, by=by)
    for kind in ROWS:
        _add_rows(kind, [(organisation, one.get(kind, ())) for organisation, one in zip(made, said, strict=True)], by)
    settle(made, by=None)
    return made


def _add_rows(kind: str, wanted: Sequence[tuple[Organisation, Sequence[Mapping[str, Any]]]], by: User | None) -> None:
    rows: list[models.Model] = []
    counts: defaultdict[Organisation, int] = defaultdict(int)
    for organisation, said in wanted:
        for place, facts in enumerate(said):
            position = {"position": place} if kind == "items" else {}
            row = ROWS[kind](organisation=organisation, **facts, **position)
            row.clean_fields(exclude={"organisation"})
            rows.append(row)
            counts[organisation] += 1
    ROWS[kind]._default_manager.bulk_create(rows, batch_size=_BATCH)  # type: ignore[arg-type]  # noqa: SLF001
    entries = [(organisation, {"added": count, "changed": 0, "removed": 0}) for organisation, count in counts.items()]
    record_each(f"directory.{kind}_changed", entries, by=by)


@transaction.atomic
def add_contacts(pairs: Sequence[tuple[Organisation, Person, str]], *, by: User | None) -> list[Contact]:
    """Let persons speak for organisations that were made just now and had nobody yet; each with their position.

    The first of an organisation is the one to speak to first.

    :raises PermissionDenied: if ``by`` keeps no contacts there, or a person is not of the organisation's side.
    """
    contacts: list[Contact] = []
    seen: set[int] = set()
    for organisation, person, title in pairs:
        if by is not None:
            require(by, Can.KEEP_CONTACTS, organisation)
        if person.side != organisation.side:
            raise PermissionDenied
        contact = Contact(organisation=organisation, person=person, title=title, is_first=organisation.pk not in seen)
        contact.clean_fields(exclude={"organisation", "person"})
        contacts.append(contact)
        seen.add(organisation.pk)
    Contact.objects.bulk_create(contacts, batch_size=_BATCH)
    entries = [(contact.organisation, {"person": contact.person_id}) for contact in contacts]
    record_each("directory.contact_added", entries, by=by)
    return contacts
