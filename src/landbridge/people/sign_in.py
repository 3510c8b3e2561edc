"""How allauth signs people in here."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any

from allauth.account import app_settings as account
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _

from landbridge.people.models import User


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by the centre, never by a visitor."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No."""
        return False

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whether a delicate step asks who it is once more: not of somebody who has just signed in."""
        proofs = get_authentication_records(self.request, self.request.user)
        return not any(time.time() - proof["at"] < account.REAUTHENTICATION_TIMEOUT for proof in proofs)

    def add_message(self, request: HttpRequest, level: int, *args: object, **kwargs: object) -> None:
        """Say what failed. Signing in and out show for themselves; no message says so once more."""
        if level >= messages.ERROR:
            messages.error(request, _("That did not work, or was cancelled. Try again, or use another way."))


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, which also counts a person's roles: the page says where one can switch without asking again."""

    def get_user(self, user_id: Any) -> User | None:
        """The person of a session with ``roles_held``, in one query; None where the account is closed."""
        held = Count("grants", filter=Q(grants__ended_at=None))
        user = User.objects.annotate(roles_held=held).filter(pk=user_id).first()
        return user if user is not None and self.user_can_authenticate(user) else None


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps the secrets of authenticator apps and recovery codes encrypted: a copy of the database opens nothing.

    The keys come from ``SECRET_KEY`` and, while one is being replaced, ``SECRET_KEY_FALLBACKS``.
    """

    def encrypt(self, text: str) -> str:
        """What is kept of a secret."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret."""
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    secrets = [str(settings.SECRET_KEY), *map(str, settings.SECRET_KEY_FALLBACKS)]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    # A purpose of its own: the secret key signs sessions, too.
    return base64.urlsafe_b64encode(hashlib.sha256(b"landbridge second step\0" + secret.encode()).digest())
