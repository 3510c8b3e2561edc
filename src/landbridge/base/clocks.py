"""The clocks that people of the two sides live by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from zoneinfo import ZoneInfo

from babel.core import get_global
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: What people call a clock; any other goes by its zone.
CLOCK_NAMES: Mapping[str, Promise] = {"Asia/Seoul": _("Korea time"), "Asia/Shanghai": _("China time")}


@cache
def zone_of_country(country: str) -> ZoneInfo:
    """The zone of a country (ISO 3166-1 alpha-2), by the clock of its capital; UTC where there is no such country.

    >>> zone_of_country("KR").key, zone_of_country("CN").key, zone_of_country("").key
    ('Asia/Seoul', 'Asia/Shanghai', 'UTC')
    """
    zones: Mapping[str, Sequence[str]] = get_global("territory_zones")
    return ZoneInfo(zones.get(country, ("UTC",))[0])


def zone_of_side(side: str) -> ZoneInfo:
    """The zone where a side is at home."""
    return zone_of_country(settings.LANDBRIDGE_REGIONS.get(side, ""))


def side_zones() -> list[ZoneInfo]:
    """The zones of both sides, the host's first."""
    return [zone_of_side(side) for side in settings.LANDBRIDGE_REGIONS]


def clock_name(zone: str) -> str:
    """A zone's clock in words, such as "Korea time"; the zone itself where it has no such name."""
    return str(CLOCK_NAMES.get(zone, zone.replace("_", " ")))
