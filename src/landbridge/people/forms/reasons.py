"""Why somebody takes the data of many people away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from landbridge.people.queries.access_log import needs_reason


class ReasonForm(forms.Form):
    """Mixed into the form of an export: asks for ``reason`` where the file would name many persons.

    ``ReasonForm(data, persons=n)``: with few persons there is no such field, and ``said_reason`` is empty.
    Hand ``said_reason`` to ``disclose``, which refuses an export of many persons without one.
    """

    reason = forms.CharField(
        label=_("What is the file for?"),
        max_length=300,
        help_text=_("Kept in the access log, where it is reviewed every month."),
    )

    def __init__(self, *args: Any, persons: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not needs_reason(persons):
            del self.fields["reason"]

    @property
    def said_reason(self) -> str:
        """What was said; only after ``is_valid()``."""
        return str(self.cleaned_data.get("reason", ""))
