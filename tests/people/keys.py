"""Keys of programs for tests."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from landbridge.people.models import ApiToken, Grant, User
from landbridge.people.models.accounts import digest_of
from landbridge.people.rules import Scope


def key_of(user: User, *scopes: Scope) -> str:
    """The header of a key that acts for somebody in the role they are in; of every scope unless some are named."""
    key = f"lb_{secrets.token_urlsafe(16)}"
    ApiToken.objects.create(
        user=user,
        grant=Grant.objects.get(user=user, role=user.role, side=user.side, ended_at=None),
        name="tests",
        prefix=key[:10],
        digest=digest_of(key),
        scopes=list(scopes or Scope),
        expires_at=timezone.now() + timedelta(hours=1),
    )
    return f"Bearer {key}"


def program_of(user: User, *scopes: Scope) -> Client:
    """A program that acts for somebody."""
    return Client(headers={"Authorization": key_of(user, *scopes)})
