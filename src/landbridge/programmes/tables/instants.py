"""An instant as both sides' clocks show it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from landbridge.base.clocks import side_zones


def on_each_clock(at: datetime) -> list[str]:
    """Day, time and the zone's name, the host's first: 2026-09-07 09:00 KST, 2026-09-07 08:00 CST."""
    said = []
    for zone in side_zones():
        local = at.astimezone(zone)
        said.append(f"{date_format(local, 'DATE_FORMAT')} {local:%H:%M} {local.tzname()}")
    return list(dict.fromkeys(said))


def on_own_clock(at: datetime, zone: str) -> str:
    """The time of day where somebody is: 10:02 KST."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{local:%H:%M} {local.tzname()}"
