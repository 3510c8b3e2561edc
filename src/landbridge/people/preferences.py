"""Middleware: a person reads in their own language and time zone."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation

from landbridge.people.models import User


class Preferences:
    """Stands behind Django's LocaleMiddleware, which has chosen by cookie or browser, and overrules it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the person's language and time zone."""
        user = request.user
        if not isinstance(user, User):
            with timezone.override(None):
                return self.get_response(request)
        if user.language:
            translation.activate(user.language)
            request.LANGUAGE_CODE = user.language
        with timezone.override(user.timezone):
            return self.get_response(request)
