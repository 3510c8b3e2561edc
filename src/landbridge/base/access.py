"""Who may do what. Everything is refused unless a rule allows it.

A permission is a member of an enum in an app's ``rules.py``, so that a misspelt one is an error, with a
predicate that decides it::

    class Can(StrEnum):
        SOLVE_FAIR = "meetings.solve_fair"

    @predicate
    def is_manager(user: User) -> bool: ...

    rules.add_perm(Can.SOLVE_FAIR, is_manager)

Actions call ``require``, because the web is only one of their callers. Views say ``@needs(Can.SOLVE_FAIR)``,
``@signed_in`` or ``@public``; a view that says nothing is refused by ``ClosedByDefault``.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

import rules
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django_htmx.http import HttpResponseClientRedirect
from rules.predicates import Predicate

View = Callable[..., HttpResponseBase]


class Open(StrEnum):
    """What a view asks for that asks for no permission."""

    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    KEY = "a key"  # an operation of the API: the key's scope and its owner's permission decide


def predicate(function: Callable[..., bool]) -> Predicate:
    """Make a function of a user, or of a user and an object, composable with ``&``, ``|`` and ``~``.

    Typed, as the library's own is not. Asked in general, the object is None.
    """
    return Predicate(function)


def allowed(user: Any, permission: StrEnum, obj: object = None) -> bool:
    """Whether a user holds a permission, on an object or in general.

    Nobody who is not signed in, or whose account is closed, holds any.

    :raises LookupError: if no app's ``rules.py`` has registered the permission.
    """
    if not rules.perm_exists(permission):
        raise LookupError(f"No rule decides {permission!r}: register it with rules.add_perm in the app's rules.py.")
    if not (getattr(user, "is_authenticated", False) and user.is_active):
        return False
    return bool(rules.has_perm(permission, user, obj))


def require(user: Any, permission: StrEnum, obj: object = None) -> None:
    """Pass, or raise.

    :raises PermissionDenied: if the user does not hold the permission.
    """
    if not allowed(user, permission, obj):
        raise PermissionDenied(permission)


def public(view: View) -> View:
    """Let anybody see a view."""
    return _marked(view, Open.ANYONE)


def signed_in(view: View) -> View:
    """Let everybody with an account see a view."""

    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)

    return _marked(guarded, Open.SIGNED_IN, like=view)


def needs(permission: StrEnum) -> Callable[[View], View]:
    """Let those see a view who hold a permission in general. The action it calls decides on the object."""

    def decorate(view: View) -> View:
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            require(request.user, permission)
            return view(request, *args, **kwargs)

        return _marked(guarded, permission, like=view)

    return decorate


def asked_by(view: object) -> StrEnum | None:
    """What a view asks for: a permission, a member of ``Open``, or None if it never said."""
    return getattr(view, "permission", None)


class ClosedByDefault:
    """Middleware: a view that does not say who may see it is shown to nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on."""
        return self.get_response(request)

    def process_view(self, _request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any) -> None:
        """Refuse a view without a mark.

        :raises PermissionDenied: if the view has none.
        """
        if asked_by(view) is None:
            raise PermissionDenied(f"{view!r} does not say who may see it: add @needs, @signed_in or @public.")


def _marked(view: View, permission: StrEnum, *, like: View | None = None) -> View:
    # A wrapper, never the function itself: a library's view must not become public for others too.
    @wraps(like or view)
    def marked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    marked.permission = permission  # type: ignore[attr-defined]
    return marked


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    answer = redirect_to_login(request.get_full_path())
    if getattr(request, "htmx", False):
        # A part of a page must not be replaced by the sign-in page: the whole page goes there.
        return HttpResponseClientRedirect(answer.url)
    return answer
