"""A moment entered on the clock of a zone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone


class InstantField(forms.DateTimeField):
    """A day and a time on the clock of ``zone``, which the form sets once it knows the programme.

    An hour that the zone's clock leaves out or shows twice is refused.
    """

    zone = ZoneInfo("UTC")
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def __init__(self, **more: Any) -> None:
        super().__init__(
            validators=[
                MinValueValidator(datetime(2000, 1, 1, tzinfo=UTC)),
                MaxValueValidator(datetime(2100, 1, 1, tzinfo=UTC)),
            ],
            **more,
        )

    def to_python(self, value: Any) -> datetime | None:
        """The moment, aware."""
        with timezone.override(self.zone):
            return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """What the field shows: the moment on the zone's clock."""
        with timezone.override(self.zone):
            return super().prepare_value(value)
