"""Keys of programs: one's own, and for whom a key acts."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from landbridge.people.models import ApiToken, User
from landbridge.people.models.accounts import digest_of
from landbridge.people.rules import Scope

_SCHEME = "bearer "
_NOTED_EVERY = timedelta(minutes=1)


def own_tokens(user: User) -> QuerySet[ApiToken]:
    """The keys of a person, the newest first."""
    return ApiToken.objects.filter(user=user).select_related("grant").order_by("-pk")


def key_in(header: str) -> str:
    """The key in a value of ``Authorization``, however it is spaced; an empty string if there is none.

    >>> key_in("Bearer lb_x"), key_in("bearer   lb_x "), key_in("Basic lb_x")
    ('lb_x', 'lb_x', '')
    """
    return header[len(_SCHEME) :].strip() if header[: len(_SCHEME)].lower() == _SCHEME else ""


def token_user(header: str) -> tuple[User, frozenset[Scope]] | None:
    """For whom a request acts, and within which scopes; None where its key opens nothing.

    The person is in the role the key was made in, whatever role they act in on pages just now: a key made for one
    side never reads the other. Looked up by digest, so that the time it takes tells nothing of a key. That it was
    used is noted once a minute at most, as reading must not become writing.

    :param header: the value of ``Authorization``: ``Bearer lb_…``.
    """
    if not (key := key_in(header)):
        return None
    now = timezone.now()
    token = (
        ApiToken.objects.filter(
            digest=digest_of(key),
            revoked_at=None,
            expires_at__gt=now,
            user__is_active=True,
            grant__ended_at=None,
        )
        .select_related("user", "grant")
        .first()
    )
    if token is None:
        return None
    if token.last_used_at is None or token.last_used_at < now - _NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    user = token.user
    user.role, user.side = token.grant.role, token.grant.side
    known = set(Scope)
    return user, frozenset(Scope(scope) for scope in token.scopes if scope in known)
