"""Roles on sides: given, ended, and which of them a person acts in."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.people.models import Grant, Role, User
from landbridge.people.queries.grants import open_grants
from landbridge.people.rules import Can


class LastManager(Exception):
    """A side would be left without anybody who can let others in."""


class GrantEnded(Exception):
    """The role was taken away meanwhile."""


@transaction.atomic
def grant_role(user: User, role: str, *, by: User) -> Grant:
    """Give a person whom one's side knows already a further role on that side.

    Who is new to the side is invited, and agrees by accepting (``actions.invitations``).

    :raises PermissionDenied: unless ``by`` manages the side, and is somebody else.
    """
    require(by, Can.GRANT_ROLE, user)
    return add_grant(user, role, by.side, by=by)


@transaction.atomic
def end_grant(grant: Grant, *, by: User, reason: str = "") -> Grant:
    """Take a role away. Who acts in it acts in another of their roles from now on, or in none.

    :raises PermissionDenied: unless ``by`` manages the grant's side.
    :raises LastManager: if nobody else manages that side.
    """
    hold_office(grant.side, by)
    user = User.objects.select_for_update().get(pk=grant.user_id)
    grant = Grant.objects.select_for_update().get(pk=grant.pk)
    require(by, Can.END_GRANT, grant)
    if grant.ended_at is not None:
        return grant
    if grant.role == Role.MANAGER and not others_manage(grant.side, user):
        raise LastManager
    grant.ended_at = timezone.now()
    grant.save(update_fields=["ended_at"])
    record(
        "people.role_ended", user, by=by, reason=reason,
        changes={"grant": grant.pk, "role": grant.role, "side": grant.side},
    )  # fmt: skip
    if (user.role, user.side) == (grant.role, grant.side):
        _act_as(user, open_grants(user).first())
    return grant


@transaction.atomic
def switch_grant(grant: Grant, *, by: User) -> User:
    """Act in another of one's roles from now on.

    :raises PermissionDenied: if it is somebody else's.
    :raises GrantEnded: if one holds it no longer.
    """
    require(by, Can.SWITCH_GRANT, grant)
    user = User.objects.select_for_update().get(pk=by.pk)
    held = open_grants(user).filter(pk=grant.pk).first()
    if held is None:
        raise GrantEnded
    before = [user.role, user.side]
    if before != [held.role, held.side]:
        _act_as(user, held)
        record("people.role_switched", user, by=by, changes={"grant": [before, [held.role, held.side]]})
    return user


def add_grant(user: User, role: str, side: str, *, by: User | None) -> Grant:
    """Write a grant, if it is not held already; inside the action that decided on it.

    Who had no role acts in this one.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    held = open_grants(user).filter(role=role, side=side).first()
    if held is not None:
        return held
    grant = Grant(user=user, role=role, side=side, granted_by=by)
    grant.full_clean()
    grant.save()
    record("people.role_granted", user, by=by, changes={"grant": grant.pk, "role": role, "side": side})
    if not user.role:
        _act_as(user, grant)
    return grant


def hold_office(side: str, by: User) -> None:
    """Keep the managers of a side as they are until this transaction ends, and look anew at who acts.

    Without it two managers could shut each other out in the same moment, and leave nobody.
    """
    list(User.objects.select_for_update().filter(pk__in=_managers(side)).order_by("pk"))
    by.refresh_from_db(fields=["role", "side", "is_active"])


def others_manage(side: str, user: User) -> bool:
    """Whether anybody but ``user`` can sign in and manages the side."""
    return _managers(side).exclude(pk=user.pk).exists()


def _managers(side: str) -> QuerySet[User]:
    held = Grant.objects.filter(role=Role.MANAGER, side=side, ended_at=None)
    return User.objects.filter(pk__in=held.values("user"), is_active=True)


def _act_as(user: User, grant: Grant | None) -> None:
    user.role = grant.role if grant else ""
    user.side = grant.side if grant else user.side
    user.save(update_fields=["role", "side"])
