"""A moment on the clocks of both sides, each with its name: 09:00 KST (Korea time) = 08:00 CST (China time)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: The clock of a country, and what people call it.
CLOCKS: dict[str, tuple[str, Promise]] = {
    "KR": ("Asia/Seoul", _("Korea time")),
    "CN": ("Asia/Shanghai", _("China time")),
}
_NAMES = dict(CLOCKS.values())


def on_both_clocks(moment: datetime, zone: str, *, says_day: bool = True) -> str:
    """The moment in the zone of the programme, then on the clocks of the sides that are others.

    ``moment`` is aware. The day is repeated only where the other clock shows another one; without ``says_day`` it is
    left out of the first, because it stands beside it.
    """
    own = moment.astimezone(ZoneInfo(zone))
    said = [f"{date_format(own, 'DATE_FORMAT')} {_time(own, zone)}" if says_day else _time(own, zone)]
    for country in dict.fromkeys(settings.LANDBRIDGE_REGIONS.values()):
        other = CLOCKS.get(country, (zone, ""))[0]
        if other == zone:
            continue
        there = moment.astimezone(ZoneInfo(other))
        day = "" if there.date() == own.date() else f"{date_format(there, 'MONTH_DAY_FORMAT')} "
        said.append(day + _time(there, other))
    return " = ".join(said)


def zone_name(zone: str) -> str:
    """A zone's clock in words, such as "Korea time"; the zone itself where it has none."""
    return str(_NAMES.get(zone, zone.replace("_", " ")))


def _time(local: datetime, zone: str) -> str:
    short = local.tzname() or ""
    return f"{local:%H:%M} {short} ({zone_name(zone)})".replace("  ", " ")
