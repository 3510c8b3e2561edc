"""A field for several rows of a table."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

_MOST_DIGITS = 18  # what every database holds as a number of a row


class RowsField(forms.ModelMultipleChoiceField[Any]):
    """Rows by their numbers. A number that no row can have is one that there is not: databases refuse to compare it."""

    def clean(self, value: Any) -> QuerySet[Any]:
        """The rows; raises ValidationError for what is none of the choices."""
        for one in value if isinstance(value, list | tuple) else ():
            if len(str(one)) > _MOST_DIGITS:
                said = {"value": f"{str(one)[:_MOST_DIGITS]}…"}
                raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params=said)
        return super().clean(value)
