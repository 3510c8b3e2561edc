"""Roles that together let one account do more than the house means anybody to."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, OuterRef, Q, QuerySet

from landbridge.people.models import Grant, Role, User

STAFF = (Role.MANAGER, Role.AUDITOR)


def checking_themselves() -> QuerySet[User]:
    """Accounts that manage a side and audit it, too."""
    held = Grant.objects.filter(user=OuterRef("user"), side=OuterRef("side"), role=Role.MANAGER, ended_at=None)
    return _holders(Grant.objects.filter(Exists(held), role=Role.AUDITOR, ended_at=None))


def across_the_border() -> QuerySet[User]:
    """Accounts that are staff of both sides: what no consent lets cross the border, they read on either side of it."""
    held = Grant.objects.filter(user=OuterRef("user"), side="guest", role__in=STAFF, ended_at=None)
    return _holders(Grant.objects.filter(Exists(held), side="host", role__in=STAFF, ended_at=None))


def asleep(since: datetime) -> QuerySet[User]:
    """Staff nobody has seen since then: an open door that nobody watches."""
    staff = _holders(Grant.objects.filter(role__in=STAFF, ended_at=None))
    return staff.filter(Q(last_login__lt=since) | Q(last_login=None, created_at__lt=since))


def by_password_alone() -> QuerySet[User]:
    """Staff whom a stolen password is enough to be: with no passkey and no app."""
    second = Authenticator.objects.filter(user=OuterRef("pk"), type__in=("totp", "webauthn"))
    staff = _holders(Grant.objects.filter(role__in=STAFF, ended_at=None)).exclude(Exists(second))
    return staff.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX)


def _holders(grants: QuerySet[Grant]) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk__in=grants.values("user")).order_by("pk")
