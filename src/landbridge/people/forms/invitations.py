"""Inviting somebody, and the account of who was invited."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from landbridge.people.models import Invitation, Role, User


class InvitationForm(forms.Form):
    """Whom to invite, and to what; the side is one's own."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("The link is for this address only."))
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("The person can write it otherwise."))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.COMPANY)
    language = forms.ChoiceField(label=_("Language of the invitation"), choices=settings.LANGUAGES)


class NewAccountForm(forms.Form):
    """The account of somebody who was invited: their name as they write it, and a password."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least ten characters. Several words are easy to remember and hard to guess."),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, data: Any = None, *, invitation: Invitation) -> None:
        super().__init__(data, initial={"name": invitation.name})
        self.invitation = invitation

    def clean(self) -> dict[str, Any]:
        """A password that is easily guessed is refused, with the reason."""
        cleaned: dict[str, Any] = super().clean() or {}
        if password := cleaned.get("password"):
            owner = User(email=self.invitation.email, name=cleaned.get("name", ""))
            try:
                validate_password(password, owner)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned
