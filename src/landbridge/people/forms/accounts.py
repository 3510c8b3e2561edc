"""The forms one signs in with, and sets one's time zone with."""

from __future__ import annotations

import zoneinfo
from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.utils.translation import gettext_lazy as _


class SignInForm(LoginForm):  # type: ignore[misc]
    """allauth's form, where labels stand above their fields and not once more inside them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs["autocomplete"] = "username webauthn"
        self.fields["password"].help_text = ""  # the page has its own link to a new password


def _zones() -> list[tuple[str, str]]:
    """Names such as Asia/Seoul; not the old abbreviations and offsets of the database."""
    return [(name, name.replace("_", " ")) for name in sorted(zoneinfo.available_timezones()) if _is_place(name)]


def _is_place(name: str) -> bool:
    return name == "UTC" or ("/" in name and not name.startswith(("Etc/", "posix/", "right/", "SystemV/", "US/")))


class AccountForm(forms.Form):
    """What a person may set of their own account."""

    timezone = forms.ChoiceField(
        label=_("Time zone"),
        choices=_zones,
        help_text=_("Times are shown in this zone, except those of a fair, which are in the fair's own."),
    )
