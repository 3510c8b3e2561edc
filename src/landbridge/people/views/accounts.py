"""Signing in, one's own account, and the language switch."""

from __future__ import annotations

import re
from typing import Any, cast

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from allauth.account.views import LoginView, password_change
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBadRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from landbridge.base.access import allowed, public, signed_in
from landbridge.base.next_page import next_page
from landbridge.people.actions.accounts import change_language, change_timezone
from landbridge.people.forms.accounts import AccountForm, SignInForm
from landbridge.people.models import User
from landbridge.people.queries.accounts import demo_accounts
from landbridge.people.rules import Can


class SignIn(LoginView):  # type: ignore[misc]
    """allauth's sign-in page; in demo mode its template gets ``demo_accounts``."""

    form_class = SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the accounts that may be tried."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        tried = demo_accounts() if settings.LANDBRIDGE_DEMO else []
        return context | {"demo_accounts": tried, "redirect_field_value": next_page(self.request, default="")}


@public
@require_POST
def sign_in_demo(request: HttpRequest) -> HttpResponseBase:
    """Sign in as the demo account ``account`` without a password. There is no such page outside demo mode."""
    if not settings.LANDBRIDGE_DEMO:
        raise Http404
    number = request.POST.get("account", "")
    user = get_object_or_404(demo_accounts(), pk=int(number) if re.fullmatch(r"[0-9]{1,9}", number) else 0)
    login = Login(user=user, email_verification="none", redirect_url=next_page(request, settings.LOGIN_REDIRECT_URL))
    answer: HttpResponseBase = perform_login(request, login)
    return answer


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponseBase:
    """A person's own account: the time zone they read times in."""
    user = cast("User", request.user)
    form = AccountForm(request.POST or None, initial={"timezone": user.timezone})
    if request.method == "POST" and form.is_valid():
        change_timezone(user, form.cleaned_data["timezone"], by=user)
        messages.success(request, _("The time zone is saved."))
        return redirect("account")
    context = {"form": form, "may_make_keys": allowed(user, Can.MAKE_TOKEN)}
    return render(request, "people/account.html", context)


@signed_in
def change_password(request: HttpRequest) -> HttpResponseBase:
    """Allauth's page; who has no password yet gets one through their e-mail address."""
    if not (isinstance(request.user, User) and request.user.has_usable_password()):
        return redirect("account_reset_password")
    answer: HttpResponseBase = password_change(request)
    return answer


@public
@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Switch to ``language`` (en, ko, zh-hans) and go back to ``next``: by cookie, and for a person for good."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest("language: en, ko, zh-hans")
    if isinstance(request.user, User):
        change_language(request.user, language, by=request.user)
    answer = HttpResponseRedirect(next_page(request))
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,  # type: ignore[arg-type]
    )
    return answer
