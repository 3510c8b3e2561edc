"""A moment on the clocks of both sides, each with its name: 09:00 KST (Korea time) = 08:00 CST (China time)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format

from landbridge.base.clocks import clock_name, side_zones


def on_both_clocks(moment: datetime, zone: str, *, says_day: bool = True) -> str:
    """The moment in the zone of the programme, then on the clocks of the sides that are others.

    ``moment`` is aware. The day is repeated only where the other clock shows another one; without ``says_day`` it is
    left out of the first, because it stands beside it.
    """
    own = moment.astimezone(ZoneInfo(zone))
    said = [f"{date_format(own, 'DATE_FORMAT')} {_time(own, zone)}" if says_day else _time(own, zone)]
    for other in side_zones():
        if other.key == zone:
            continue
        there = moment.astimezone(other)
        day = "" if there.date() == own.date() else f"{date_format(there, 'MONTH_DAY_FORMAT')} "
        said.append(day + _time(there, other.key))
    return " = ".join(said)


def _time(local: datetime, zone: str) -> str:
    short = local.tzname() or ""
    return f"{local:%H:%M} {short} ({clock_name(zone)})".replace("  ", " ")
