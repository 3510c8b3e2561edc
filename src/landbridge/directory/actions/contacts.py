"""The people of an organisation: whom to speak to, and who keeps its profile."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.directory.models import Contact, Editorship, Organisation
from landbridge.directory.rules import Can
from landbridge.people.models import Invitation, Person, User


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
    if person.side != organisation.side or person.erased_at:
        raise ValidationError({"person": _("Contacts are people that the organisation’s own side knows.")})
    if organisation.contacts.filter(person=person).exists():
        raise ValidationError({"person": _("This person is a contact of the organisation already.")})
    is_first = is_first or not organisation.contacts.exists()
    if is_first:
        organisation.contacts.filter(is_first=True).update(is_first=False)
    contact = Contact(organisation=organisation, person=person, title=title.strip(), is_first=is_first)
    contact.full_clean()
    contact.save()
    record("directory.contact_added", organisation, by=by, changes={"person": person.pk})
    return contact


@transaction.atomic
def edit_contact(contact: Contact, *, by: User, title: str, is_first: bool) -> Contact:
    """Change what a contact does there, and whether to speak to them first."""
    require(by, Can.KEEP_CONTACTS, contact.organisation)
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


@transaction.atomic
def add_editor(organisation: Organisation, invitation: Invitation, *, by: User) -> Editorship:
    """Let whoever accepts an invitation keep an organisation's profile."""
    require(by, Can.INVITE_EDITOR, organisation)
    if invitation.side != organisation.side:
        raise PermissionDenied
    editorship = Editorship.objects.create(organisation=organisation, invitation=invitation)
    record("directory.editor_invited", organisation, by=by, changes={"invitation": invitation.pk})
    return editorship


@transaction.atomic
def end_editorship(editorship: Editorship, *, by: User) -> Editorship:
    """Let somebody no longer keep an organisation's profile; their account stays."""
    require(by, Can.INVITE_EDITOR, editorship.organisation)
    if editorship.ended_at is None:
        editorship.ended_at = timezone.now()
        editorship.save(update_fields=["ended_at"])
        changes = {"invitation": editorship.invitation_id}
        record("directory.editor_ended", editorship.organisation, by=by, changes=changes)
    return editorship
