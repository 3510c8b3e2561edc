"""Who comes in: a key, its scope, its owner's permission, and not too often.

An operation says so with ``opens``; the API itself lets nobody in, so an operation that says nothing is closed.
Sessions count for nothing here, so that no page of another site can act through somebody's browser.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from enum import StrEnum
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from landbridge.base.access import require
from landbridge.people.api.problems import PROBLEMS, Problem, Refusal
from landbridge.people.models import User
from landbridge.people.models.accounts import digest_of
from landbridge.people.queries.tokens import key_in, token_user
from landbridge.people.rules import Scope

LARGEST = 256 * 1024  #: bytes of a request's body
PER_MINUTE = 300  #: requests of one key


class Pace:
    """How often each key was used in the last minute, as this process has seen it.

    Kept in memory: a row for each request would make every reading a writing. Several web processes count apart.
    """

    def __init__(self) -> None:
        self._seen: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def wait(self, key: str, now: float) -> float:
        """Note a use; 0, or the seconds after which there is room for another."""
        with self._lock:
            uses = self._seen.setdefault(key, deque())
            while uses and uses[0] <= now - 60:
                uses.popleft()
            if len(uses) >= PER_MINUTE:
                return uses[0] + 60 - now
            uses.append(now)
            return 0

    def forget(self) -> None:
        """Begin anew."""
        with self._lock:
            self._seen.clear()


pace = Pace()


class Key(HttpBearer):
    """The key of an operation.

    :param scopes: one of them is needed; none lets nobody in.
    :param can: what its owner must be allowed in the role the key was made in.
    """

    def __init__(self, *scopes: Scope, can: StrEnum | None = None) -> None:
        super().__init__()
        self.scopes, self.can = frozenset(scopes), can

    def __call__(self, request: HttpRequest) -> User:
        """For whom the request acts.

        :raises Refusal: 401 without a key that opens, 403 without the scope, 413 or 429 if it is too much.
        :raises PermissionDenied: if the key's owner may not.
        """
        header = request.headers.get("Authorization", "")
        opened = token_user(header)
        if opened is None:
            said = _("Send a key that is good: Authorization: Bearer …")
            raise Refusal(401, "key", said, headers={"WWW-Authenticate": "Bearer"})
        user, scopes = opened
        if left := pace.wait(digest_of(key_in(header)), time.monotonic()):
            said = _("This key was used more often than %(count)s times in a minute.") % {"count": PER_MINUTE}
            raise Refusal(429, "too_many", said, headers={"Retry-After": str(int(left) + 1)})
        if self.can is None:
            raise PermissionDenied
        if not self.scopes & scopes:
            raise Refusal(403, "scope", _("The key is not for this. It needs: %(scopes)s.") % {"scopes": self})
        require(user, self.can)
        if _length(request) > LARGEST:
            raise Refusal(413, "too_large", _("The request is too large."))
        return user

    def __str__(self) -> str:
        return ", ".join(sorted(self.scopes))

    def authenticate(self, request: HttpRequest, token: str) -> User:
        """Never called: ``__call__`` reads the header itself."""
        raise NotImplementedError


def opens(*scopes: Scope, can: StrEnum, answer: Any, ok: int = 200, conflict: Any = None) -> dict[str, Any]:
    """What an operation says of itself: who comes in, and what it answers.

    :param conflict: the shape of 409, where a stale write is told so.
    """
    return {
        "auth": Key(*scopes, can=can),
        "response": {ok: answer, PROBLEMS: Problem} | ({409: conflict} if conflict else {}),
        "openapi_extra": {"x-scopes": sorted(scopes)},
    }


def actor(request: HttpRequest) -> User:
    """For whom the request acts."""
    user = request.auth  # type: ignore[attr-defined] # set by ninja from the operation's Key
    assert isinstance(user, User)  # noqa: S101 - narrows the type
    return user


def _length(request: HttpRequest) -> int:
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0
