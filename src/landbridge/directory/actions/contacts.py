"""Whom to speak to in an organisation."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.base.versions import claim_version
from landbridge.directory.models import Contact, Organisation
from landbridge.directory.rules import Can
from landbridge.people.actions.persons import Name, add_person
from landbridge.people.models import Person, User


@transaction.atomic
def add_contact(
    organisation: Organisation, person: Person, *, by: User | None, title: str = "", is_first: bool = False
) -> Contact:
    """Let a person speak for an organisation of the same side.

    :param is_first: the one to speak to first; whoever was that before no longer is.
    :raises ValidationError: if the person speaks for it already, or is of the other side.
    """
    if by is not None:
        require(by, Can.KEEP_CONTACTS, organisation)
    # Of two who add the first contact, or the same person, at once, the second waits here and is told.
    Organisation.objects.select_for_update().filter(pk=organisation.pk).first()
    if person.side != organisation.side or person.erased_at:
        raise ValidationError({"person": _("Contacts are people that the organisation’s own side knows.")})
    if organisation.contacts.filter(person=person).exists():
        raise ValidationError({"person": _("This person is a contact of the organisation already.")})
    if not organisation.contacts.exists():
        is_first = True
    elif is_first:
        organisation.contacts.filter(is_first=True).update(is_first=False)
    contact = Contact(organisation=organisation, person=person, title=title.strip(), is_first=is_first)
    # Both rows are at hand, and what the constraints say was looked at above: no query asks again.
    contact.clean_fields(exclude={"organisation", "person"})
    contact.save()
    record("directory.contact_added", organisation, by=by, changes={"person": person.pk})
    return contact


@transaction.atomic
def add_new_contact(
    organisation: Organisation,
    *,
    by: User,
    names: Sequence[Name],
    title: str = "",
    is_first: bool = False,
    **facts: str,
) -> Contact:
    """Let somebody speak for an organisation whom its side did not know so far: a person is made of them.

    :param names: as ``people.actions.persons.add_person`` takes them, and ``facts`` too.
    :raises ValidationError: by field.
    """
    require(by, Can.KEEP_CONTACTS, organisation)
    person = add_person(by=by, side=organisation.side, names=names, **facts)
    return add_contact(organisation, person, by=by, title=title, is_first=is_first)


@transaction.atomic
def edit_contact(contact: Contact, *, by: User, title: str, is_first: bool, version: int | None = None) -> Contact:
    """Change what a contact does there, and whether to speak to them first.

    :param version: of the organisation, as it was shown; None where nobody looked, in an import.
    :raises Stale: if somebody changed the organisation, or one of its contacts by its page, since.
    """
    require(by, Can.KEEP_CONTACTS, contact.organisation)
    if version is not None:
        claim_version(contact.organisation, version)
    if is_first and not contact.is_first:
        contact.organisation.contacts.filter(is_first=True).update(is_first=False)
    contact.title, contact.is_first = title.strip(), is_first
    contact.full_clean(validate_constraints=False)
    contact.save()
    changes = {"person": contact.person_id, "fields": ["title", "is_first"]}
    record("directory.contact_changed", contact.organisation, by=by, changes=changes)
    return contact


@transaction.atomic
def remove_contact(contact: Contact, *, by: User) -> None:
    """Let a person no longer speak for an organisation. The person stays known."""
    require(by, Can.KEEP_CONTACTS, contact.organisation)
    record("directory.contact_removed", contact.organisation, by=by, changes={"person": contact.person_id})
    contact.delete()
