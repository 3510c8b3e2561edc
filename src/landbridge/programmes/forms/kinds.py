"""A kind of programme as its data."""

from __future__ import annotations

import tomllib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from landbridge.programmes.actions.kinds import from_toml


class KindForm(forms.Form):
    """A new kind, as the text of a data file."""

    text = forms.CharField(
        label=_("Data (TOML)"), max_length=100_000, strip=False,
        widget=forms.Textarea({"rows": 24, "spellcheck": "false", "class": "code", "lang": "en"}),
        help_text=_("Begin with the data of a kind that is like it, give it a code of its own, and change the rest."),
    )  # fmt: skip

    def clean_text(self) -> str:
        """Read it; what is wrong is told with its line."""
        text = str(self.cleaned_data["text"])
        try:
            self.facts: dict[str, Any] = from_toml(text)
        except tomllib.TOMLDecodeError as error:
            raise forms.ValidationError(
                _("This is no TOML: %(error)s"), params={"error": str(error)}, code="toml"
            ) from error
        except (KeyError, TypeError, AttributeError) as error:
            raise forms.ValidationError(
                _("Something is missing: %(name)s."), params={"name": str(error)}, code="missing"
            ) from error
        return text
