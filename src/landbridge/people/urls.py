"""Addresses of sign-in and language. allauth's names are kept, because its own pages look each other up by them.

Nobody can open an account for themselves, so allauth's sign-up and address pages are not here.
"""

from __future__ import annotations

from allauth.account import views as account
from django.urls import path, re_path

from landbridge.base.access import public
from landbridge.people.views import accounts as views

urlpatterns = [
    path("language", views.set_language, name="language"),
    path("sign-in/", public(views.SignIn.as_view()), name="account_login"),
    path("sign-in/demo", views.sign_in_demo, name="sign_in_demo"),
    path("sign-in/closed/", public(account.account_inactive), name="account_inactive"),
    path("sign-out/", public(account.logout), name="account_logout"),
    path("account/", views.account, name="account"),
    path("account/password/", views.change_password, name="account_change_password"),
    path("password/", public(account.password_reset), name="account_reset_password"),
    path("password/sent/", public(account.password_reset_done), name="account_reset_password_done"),
    path("password/done/", public(account.password_reset_from_key_done), name="account_reset_password_from_key_done"),
    re_path(
        r"^password/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        public(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
]
