"""Accounts that keep an organisation's profile."""

from datetime import timedelta

from django.utils import timezone

from landbridge.directory.actions.editors import add_editor
from landbridge.directory.models import Editorship, Organisation
from landbridge.people.models import Invitation, Role, User


def let_edit(organisation: Organisation, user: User, *, by: User) -> Editorship:
    """As if ``user`` had accepted an invitation to it."""
    invitation = Invitation.objects.create(
        email=user.email, name=user.name, role=Role.COMPANY, side=organisation.side, language="en",
        digest=f"{organisation.pk}-{user.pk}", expires_at=timezone.now() + timedelta(days=7),
        accepted_by=user, accepted_at=timezone.now(),
    )  # fmt: skip
    return add_editor(organisation, invitation, by=by)
