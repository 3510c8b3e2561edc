"""Keys for programs: made, shown once, revoked."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.people.models import ApiToken, User
from landbridge.people.models.accounts import digest_of
from landbridge.people.queries.grants import open_grants
from landbridge.people.rules import Can, Scope

LONGEST = timedelta(days=366)
_PREFIX = "lb_"  # by which scanners of code and logs can find a key that went astray


@transaction.atomic
def make_token(*, by: User, name: str, scopes: Collection[str], days: int) -> tuple[ApiToken, str]:
    """Make a key for a program that acts for ``by`` in the role they are in now; give its row, and the key itself.

    The key is nowhere kept, and cannot be shown again. It ends with the role.

    :raises PermissionDenied: if people of this role have no use for one.
    :raises ValidationError: by field: an unknown scope or none, more than a year, no name.
    """
    require(by, Can.MAKE_TOKEN)
    known = [scope.value for scope in Scope if scope in scopes]
    if not known or len(known) != len(set(scopes)):
        raise ValidationError({"scopes": _("Choose what the key may be used for.")}, code="scopes")
    if not 1 <= days <= LONGEST.days:
        raise ValidationError({"days": _("A key is good for a year at most.")}, code="days")
    key = _PREFIX + secrets.token_urlsafe(32)
    token = ApiToken(
        user=by,
        grant=open_grants(by).get(role=by.role, side=by.side),
        name=name.strip(),
        prefix=key[:10],
        digest=digest_of(key),
        scopes=known,
        expires_at=timezone.now() + timedelta(days=days),
    )
    token.full_clean()
    token.save()
    record("people.token_made", token, by=by, changes={"scopes": known, "days": days})
    return token, key


@transaction.atomic
def revoke_token(token: ApiToken, *, by: User) -> ApiToken:
    """End a key at once; ended again, it stays as it was.

    :raises PermissionDenied: if it is somebody else's.
    """
    require(by, Can.REVOKE_TOKEN, token)
    now = timezone.now()
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
        token.revoked_at = now
        record("people.token_revoked", token, by=by)
    return token
