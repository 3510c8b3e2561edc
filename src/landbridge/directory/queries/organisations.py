"""Which organisations a person may see, and which they may change."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from landbridge.base.access import allowed
from landbridge.directory.models import Editorship, Organisation
from landbridge.directory.rules import VERIFIED, Can
from landbridge.people.models import Role, User
from landbridge.people.rules import is_staff


def visible_organisations(user: User) -> QuerySet[Organisation]:
    """The organisations a person may see; those that were merged into another are out.

    Its twin is ``rules.can_see_organisation``.
    """
    current = Organisation.objects.filter(merged_into=None)
    if not allowed(user, Can.SEE_ORGANISATIONS):
        return current.none()
    if is_staff(user):
        return current
    return current.filter(Q(pk__in=_edited_by(user)) | Q(level__gte=VERIFIED, is_blocked=False))


def editable_organisations(user: User) -> QuerySet[Organisation]:
    """The organisations whose facts a person may change. Its twin is ``rules.can_edit_organisation``."""
    current = Organisation.objects.filter(merged_into=None, side=user.side or None)
    if not allowed(user, Can.EDIT_ORGANISATION):
        return current.none()
    return current.filter(pk__in=_edited_by(user)) if user.role == Role.COMPANY else current


def own_organisations(user: User) -> QuerySet[Organisation]:
    """The organisations whose confidential facts a person may see, too; merged ones are out."""
    current = Organisation.objects.filter(merged_into=None, side=user.side or None)
    if not allowed(user, Can.SEE_CONFIDENTIAL):
        return current.none()
    return current.filter(pk__in=_edited_by(user)) if user.role == Role.COMPANY else current


def _edited_by(user: User) -> QuerySet[Editorship, int]:
    editorships = Editorship.objects.filter(organisation__side=user.side, invitation__accepted_by=user, ended_at=None)
    return editorships.values_list("organisation_id", flat=True)
