"""Inviting people: a link that opens an account, or adds a role to one, once."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.people.actions.accounts import open_account
from landbridge.people.actions.grants import add_grant
from landbridge.people.actions.notices import mail_notice
from landbridge.people.models import Grant, Invitation, Role, User
from landbridge.people.models.accounts import digest_of
from landbridge.people.queries.invitations import INVITED, key_of
from landbridge.people.rules import Can

LIFETIME = timedelta(days=7)


class InvitationGone(Exception):
    """It was accepted, withdrawn or is too old, or the link was replaced by a newer one."""


class OtherAccount(Exception):
    """Who is signed in is not who was invited; or an account of the invited address must sign in first."""


@transaction.atomic
def invite(*, by: User, email: str, name: str, role: str, language: str, again: bool = False) -> Invitation:
    """Invite somebody to a role on one's own side, and write the mail with the link.

    Whether the address has an account elsewhere in the house shows neither in the answer nor in the mail.

    :param again: whether somebody who holds the role here, or is invited to it, may be invited once more: to keep one
        more organisation, say.
    :raises PermissionDenied: unless ``by`` is a manager.
    :raises ValidationError: by field; if the person holds the role here already, or is invited to it.
    """
    require(by, Can.INVITE)
    email = email.strip().lower()
    if not again and Grant.objects.filter(user__email=email, role=role, side=by.side, ended_at=None).exists():
        raise ValidationError({"email": ValidationError(_("This person has that role already."), code="held")})
    waiting = Invitation.objects.filter(
        email=email, role=role, side=by.side, accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    )
    if not again and waiting.exists():
        said = _("This person is invited already. You can send the invitation again from the list.")
        raise ValidationError({"email": ValidationError(said, code="invited")})
    token = secrets.token_urlsafe(32)
    invitation = Invitation(
        email=email, name=name.strip(), role=role, side=by.side, language=language, invited_by=by,
        digest=digest_of(token), expires_at=timezone.now() + LIFETIME,
    )  # fmt: skip
    invitation.full_clean(exclude={"accepted_by", "invited_by"})
    invitation.save()
    record("people.invited", invitation, by=by, changes={"role": role, "side": by.side, "language": language})
    _mail(invitation, token, by)
    return invitation


@transaction.atomic
def resend_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Send a new link, good for another week; the old one is void.

    :raises PermissionDenied: unless ``by`` manages the invitation's side.
    :raises InvitationGone: if it was accepted or withdrawn.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    require(by, Can.CHANGE_INVITATION, invitation)
    if invitation.accepted_at or invitation.withdrawn_at:
        raise InvitationGone
    token = secrets.token_urlsafe(32)
    invitation.digest, invitation.expires_at = digest_of(token), timezone.now() + LIFETIME
    invitation.save(update_fields=["digest", "expires_at"])
    record("people.invitation_resent", invitation, by=by)
    _mail(invitation, token, by)
    return invitation


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Take an invitation back: its link opens nothing any more.

    :raises PermissionDenied: unless ``by`` manages the invitation's side.
    :raises InvitationGone: if it was accepted.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    require(by, Can.CHANGE_INVITATION, invitation)
    if invitation.accepted_at:
        raise InvitationGone
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        record("people.invitation_withdrawn", invitation, by=by)
    return invitation


@transaction.atomic
def accept_invitation(token: str, *, by: User | None, name: str = "", password: str | None = None) -> User:
    """Use a link, once: the role, side and address are the invitation's, whatever else is sent.

    :param by: who is signed in; None opens an account, for which ``name`` and ``password`` are needed.
    :raises InvitationGone: if the link opens nothing (any more).
    :raises OtherAccount: if somebody else is signed in; or nobody, and the address has an account already.
    :raises ValidationError: if the name is empty.
    """
    invitation = Invitation.objects.select_for_update().filter(digest=digest_of(token)).first()
    if invitation is None or not invitation.is_open:
        raise InvitationGone
    inviter = invitation.invited_by
    if by is not None:
        if by.email.lower() != invitation.email:
            raise OtherAccount
        user = by
        add_grant(user, invitation.role, invitation.side, by=inviter)
    else:
        if User.objects.filter(email__iexact=invitation.email).exists():
            raise OtherAccount
        user = open_account(
            email=invitation.email, name=name.strip(), by=None, granted_by=inviter, password=password,
            side=invitation.side, role=invitation.role, language=invitation.language,
            timezone=inviter.timezone if inviter else "Asia/Seoul",
        )  # fmt: skip
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record("people.invitation_accepted", invitation, by=user)
    return user


def _mail(invitation: Invitation, token: str, by: User) -> None:
    mail_notice(
        INVITED,
        key=key_of(invitation),
        to=invitation.email,
        language=invitation.language,
        params={
            "name": invitation.name,
            "inviter": by.name,
            "role": Role(invitation.role).label,
            "days": str(LIFETIME.days),
        },
        link=reverse("invitation", args=[token]),
        about=[inviter.pk] if (inviter := getattr(by, "person", None)) else (),
    )
