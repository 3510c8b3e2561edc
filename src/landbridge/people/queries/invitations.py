"""Invitations: those of one's side, and the one a link leads to."""

from __future__ import annotations

from django.db.models import QuerySet

from landbridge.base.access import allowed
from landbridge.people.models import Invitation, User
from landbridge.people.models.accounts import digest_of
from landbridge.people.rules import Can

INVITED = "people.invited"  #: the kind of notice that carries the link
_SHOWN = 12  # of the digest: enough to tell one link of an invitation from the next, too little to be one


def visible_invitations(user: User) -> QuerySet[Invitation]:
    """The invitations of one's own side, the newest first. Twin of ``Can.SEE_TEAM``."""
    if not allowed(user, Can.SEE_TEAM):
        return Invitation.objects.none()
    return Invitation.objects.filter(side=user.side).select_related("invited_by", "accepted_by").order_by("-pk")


def invitation_of(token: str) -> Invitation | None:
    """The invitation a link leads to, in whatever state it is; looked up by digest, which tells nothing by its time."""
    return Invitation.objects.filter(digest=digest_of(token)).select_related("invited_by").first()


def key_of(invitation: Invitation) -> str:
    """The key of the mail with the link that is good now."""
    return f"{INVITED}:{invitation.pk}:{invitation.digest[:_SHOWN]}"


def is_still_meant(key: str) -> bool:
    """Whether the link in the mail of a ``key_of`` still opens something."""
    *_kind, number, shown = key.rsplit(":", 2)
    invitation = Invitation.objects.filter(pk=int(number), digest__startswith=shown).first()
    return invitation is not None and invitation.is_open
