"""Middleware: where the operator asks for it, staff set up a second step of signing in before anything else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from landbridge.people.models import User
from landbridge.people.rules import is_staff

# Where one sets it up, signs out, or reads in another language.
_FREE = ("account_", "mfa_", "language", "switch_grant")


class StaffHaveOne:
    """Leads staff without a second step to the page that adds one. Off unless ``LANDBRIDGE_STAFF_MFA=required``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Hand the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponseBase | None:
        """Redirect, or let the view answer."""
        user = request.user
        if not settings.LANDBRIDGE_STAFF_MFA_REQUIRED or not isinstance(user, User) or not is_staff(user):
            return None
        match = request.resolver_match
        if match is not None and match.view_name.startswith(_FREE):
            return None
        if get_adapter().is_mfa_enabled(user, ["totp", "webauthn"]):
            return None
        messages.warning(request, _("Your centre asks for a second step of signing in. Add a passkey or an app first."))
        return redirect("mfa_index")
