"""Who keeps an organisation's profile: somebody of its own who was invited, until that ends."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.directory.models import Editorship, Organisation
from landbridge.directory.queries.editors import editors_of
from landbridge.directory.rules import Can
from landbridge.people.actions.invitations import invite, withdraw_invitation
from landbridge.people.models import Invitation, Role, User


@transaction.atomic
def invite_editor(organisation: Organisation, *, by: User, email: str, name: str, language: str) -> Editorship:
    """Invite somebody to keep an organisation's profile; who keeps another one already may keep this one, too.

    :raises ValidationError: by field; if that address keeps this profile, or has an invitation to it that is open.
    """
    require(by, Can.INVITE_EDITOR, organisation)
    for row in editors_of(organisation).filter(invitation__email=email.strip().lower()):
        if row.invitation.accepted_by_id:
            raise ValidationError({"email": _("This person keeps the profile already.")})
        if row.invitation.is_open:
            raise ValidationError({"email": _("This person is invited to it already.")})
    invitation = invite(by=by, email=email, name=name, role=Role.COMPANY, language=language, again=True)
    return add_editor(organisation, invitation, by=by)


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
    """Let somebody no longer keep an organisation's profile; their account stays. An open invitation is taken back."""
    require(by, Can.INVITE_EDITOR, editorship.organisation)
    editorship = Editorship.objects.select_for_update().get(pk=editorship.pk)
    if editorship.ended_at is None:
        invitation = Invitation.objects.select_for_update().get(pk=editorship.invitation_id)
        if invitation.accepted_at is None:
            withdraw_invitation(invitation, by=by)
        editorship.ended_at = timezone.now()
        editorship.save(update_fields=["ended_at"])
        changes = {"invitation": editorship.invitation_id}
        record("directory.editor_ended", editorship.organisation, by=by, changes=changes)
    return editorship
