"""Every change to an account."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from landbridge.base.access import require
from landbridge.base.log import record
from landbridge.people.actions.grants import hold_office
from landbridge.people.models import Grant, Role, Side, User, validate_timezone
from landbridge.people.rules import Can


@transaction.atomic
def open_account(
    *,
    email: str,
    name: str,
    by: User | None,
    password: str | None = None,
    side: str = Side.NONE,
    role: str = Role.MANAGER,
    language: str = "",
    timezone: str = "Asia/Seoul",
    granted_by: User | None = None,
) -> User:
    """Make an account that holds one role. Without a password nobody can sign in until one is set by e-mail.

    :param by: None for the command line, which only the operator of the machine has, and for who was invited.
    :param granted_by: who gave the role, where that is not ``by``.
    """
    if by is not None:
        require(by, Can.OPEN_ACCOUNT)
    user = User(email=email.strip().lower(), name=name, side=side, role=role, language=language, timezone=timezone)
    user.set_password(password)
    user.full_clean()
    user.save()
    Grant.objects.create(user=user, role=role, side=side, granted_by=by or granted_by)
    # No name and no address: the log outlives an erasure.
    record("people.account_opened", user, by=by, changes={"side": user.side, "role": user.role})
    return user


@transaction.atomic
def close_account(user: User, *, by: User | None, reason: str = "") -> User:
    """Shut an account: the person can no longer sign in, and what they did stays in the log.

    :raises PermissionDenied: unless ``by`` manages all that the person is here for, and is somebody else.
    """
    if by is not None:
        hold_office(by.side, by)
        require(by, Can.CLOSE_ACCOUNT, user)
    if user.is_active:
        user.is_active = False
        user.save(update_fields=["is_active"])
        record("people.account_closed", user, by=by, reason=reason)
    return user


@transaction.atomic
def reopen_account(user: User, *, by: User | None) -> User:
    """Let somebody whose account was closed sign in again, in the roles they still hold.

    :raises PermissionDenied: unless ``by`` manages all that the person is here for, and is somebody else.
    """
    if by is not None:
        require(by, Can.CLOSE_ACCOUNT, user)
    if not user.is_active:
        user.is_active = True
        user.save(update_fields=["is_active"])
        record("people.account_reopened", user, by=by)
    return user


@transaction.atomic
def change_language(user: User, language: str, *, by: User) -> User:
    """Remember the language a person reads; empty follows the browser again.

    :raises ValueError: if the house does not speak it.
    """
    if by != user:
        raise PermissionDenied
    if language and language not in dict(settings.LANGUAGES):
        raise ValueError(f"{language!r} is not a language of this house.")
    if user.language != language:
        before, user.language = user.language, language
        user.save(update_fields=["language"])
        record("people.language_changed", user, by=by, changes={"language": [before, language]})
    return user


@transaction.atomic
def change_timezone(user: User, timezone: str, *, by: User) -> User:
    """Remember the time zone in which a person reads times.

    :raises ValidationError: if there is no such time zone.
    """
    if by != user:
        raise PermissionDenied
    validate_timezone(timezone)
    if user.timezone != timezone:
        before, user.timezone = user.timezone, timezone
        user.save(update_fields=["timezone"])
        record("people.timezone_changed", user, by=by, changes={"timezone": [before, timezone]})
    return user
