"""The forms of the second step of signing in: codes from an app, recovery codes, passkeys."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

# What allauth raises, and does not catch, where a made-up answer lacks a part or has another in its place.
_FORGED = (KeyError, TypeError, ValueError, AttributeError)


def _code(label: Any, help_text: Any) -> forms.CharField:
    """A field for a few digits: a phone shows its keys for digits, and offers the code it has just received."""
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
    return forms.CharField(label=label, help_text=help_text, max_length=32, widget=forms.TextInput(attrs=attributes))


class SecondStepForm(AuthenticateForm):  # type: ignore[misc]
    """The code of the second step."""

    code = _code(_("Code"), _("Six digits from your authenticator app, or one of your recovery codes."))


class CodeAgainForm(ReauthenticateForm):  # type: ignore[misc]
    """The code once more, before something delicate."""

    code = _code(_("Code"), _("Six digits from your authenticator app, or one of your recovery codes."))


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an authenticator app."""

    code = _code(_("Code from the app"), _("Six digits. A new code appears every 30 seconds."))


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey. Each can sign in by itself, so nobody is asked which kind they want."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        self.fields["name"].help_text = _("By which you recognise it: “office laptop”, say.")
        del self.fields["passwordless"]

    def clean(self) -> dict[str, Any]:
        """A browser's answer that is none is a wrong one."""
        try:
            cleaned: dict[str, Any] = super().clean()
        except _FORGED as forged:
            raise get_adapter().validation_error("incorrect_code") from forged
        return cleaned


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    name = forms.CharField(label=_("Name of the passkey"), max_length=80)


class _AnyAnswer:
    """Takes whatever somebody sends for a browser's answer: what is none is a wrong one."""

    def clean_credential(self) -> Authenticator:
        """The passkey that answered."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except _FORGED as forged:
            raise get_adapter().validation_error("incorrect_code") from forged


class PasskeySignInForm(_AnyAnswer, LoginWebAuthnForm):  # type: ignore[misc]
    """Signing in with a passkey alone."""


class PasskeyStepForm(_AnyAnswer, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey after the password."""


class PasskeyAgainForm(_AnyAnswer, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A passkey once more, before something delicate."""
