"""The second step of signing in, and passkeys: allauth's views under our addresses and marks.

allauth's names of routes are kept, because its views look each other up by them; ``people/templates/mfa`` has the
pages. That a code may be tried only so often, that a delicate step asks for the password once more, and that
a passkey is one's own, are allauth's work.
"""

from __future__ import annotations

from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from landbridge.base.access import public, signed_in

urlpatterns = [
    path("account/security/", signed_in(base.index), name="mfa_index"),
    path("account/security/again/", signed_in(base.reauthenticate), name="mfa_reauthenticate"),
    path("account/security/app/add/", signed_in(app.activate_totp), name="mfa_activate_totp"),
    path("account/security/app/remove/", signed_in(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/security/codes/", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("account/security/codes/new/", signed_in(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("account/security/codes.txt", signed_in(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("account/security/passkeys/", signed_in(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("account/security/passkeys/add/", signed_in(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path(
        "account/security/passkeys/again/",
        signed_in(passkeys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/security/passkeys/<int:pk>/rename/", signed_in(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("account/security/passkeys/<int:pk>/remove/", signed_in(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("sign-in/second-step/", public(base.authenticate), name="mfa_authenticate"),
    path("sign-in/passkey/", public(passkeys.login_webauthn), name="mfa_login_webauthn"),
]
