"""A fair's settings."""

from __future__ import annotations

import zoneinfo
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from landbridge.meetings.models import Fair

#: Zones offered first; every IANA name of a place is accepted.
NEAR = ("Asia/Seoul", "Asia/Shanghai", "UTC")


class FairForm(forms.ModelForm[Fair]):
    """A fair's settings, with the version they were shown at."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    timezone = forms.ChoiceField(label=_("Time zone"), help_text=_("The zone that all times of the fair are local to."))

    class Meta:
        model = Fair
        fields = ("title", "timezone", "spare_tables", "max_in_row")
        help_texts: ClassVar = {
            "spare_tables": _("Tables that stay free in every round, for guests who drop in and for delays."),
            "max_in_row": _("Rounds an interpreter works before a free one, where the interpreter has no own limit."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = sorted(name for name in zoneinfo.available_timezones() if "/" in name and not name.startswith("Etc/"))
        near = [(name, name) for name in NEAR]
        zones = [(_("Near"), near), (_("All"), [(name, name) for name in others if name not in NEAR])]
        self.fields["timezone"].choices = zones  # type: ignore[attr-defined]
