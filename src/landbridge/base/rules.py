"""Permissions over what both sides share. Roles are a floor above: ``people.rules`` decides who holds these."""

from __future__ import annotations

from enum import StrEnum


class Can(StrEnum):
    """Permissions over the calendar and exchange rates."""

    SEE_CALENDAR = "base.see_calendar"
    CHANGE_CALENDAR = "base.change_calendar"
    SEE_RATES = "base.see_rates"
    CHANGE_RATES = "base.change_rates"
