"""A search for a timetable."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from landbridge.meetings.models import SolveRun


class SolveForm(forms.ModelForm[SolveRun]):
    """How long to search, and from which seed."""

    class Meta:
        model = SolveRun
        fields = ("seconds", "seed")
        help_texts: ClassVar = {
            "seconds": _("The search ends sooner where everything is proved, or when you stop it."),
            "seed": _("The same seed gives the same timetable; another one may give another that is as good."),
        }
