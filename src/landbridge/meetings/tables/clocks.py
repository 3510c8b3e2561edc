"""One moment on two clocks: the event's own, and that of the side whose clock shows another time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from zoneinfo import ZoneInfo

from landbridge.base.clocks import CLOCK_NAMES, clock_name


@dataclass(frozen=True)
class Clocks:
    """The clocks that a fair in ``timezone`` is read by."""

    timezone: str

    @cached_property
    def zone(self) -> ZoneInfo:
        """The event's own zone."""
        return ZoneInfo(self.timezone)

    def own(self, day: date) -> str:
        """The event's clock by its short name, such as CST."""
        return short_name(self.zone, datetime.combine(day, time(12)))

    def own_name(self) -> str:
        """The event's clock in words, such as "China time"; the zone itself where it has no such name."""
        return clock_name(self.timezone)

    def others(self, day: date) -> list[tuple[ZoneInfo, str]]:
        """The sides' zones that show another time than the event's on ``day``, with their clocks' names."""
        noon = datetime.combine(day, time(12), self.zone)
        zones = [(ZoneInfo(key), str(name)) for key, name in CLOCK_NAMES.items() if key != self.timezone]
        return [(zone, name) for zone, name in zones if noon.astimezone(zone).utcoffset() != noon.utcoffset()]

    def elsewhere(self, day: date, at: time) -> str:
        """``at`` on the other clocks, such as "10:00 KST"; a sign tells of another day; empty where all agree.

        >>> Clocks("Asia/Shanghai").elsewhere(date(2026, 12, 12), time(9))
        '10:00 KST'
        >>> Clocks("Asia/Seoul").elsewhere(date(2026, 12, 12), time(0, 30))
        '23:30 CST (−1)'
        """
        moment = datetime.combine(day, at, self.zone)
        return " · ".join(self._there(moment, zone) for zone, _name in self.others(day))

    def _there(self, moment: datetime, zone: ZoneInfo) -> str:
        there = moment.astimezone(zone)
        shift = (there.date() - moment.date()).days
        sign = {1: " (+1)", -1: " (−1)"}.get(shift, "")
        return f"{there:%H:%M} {short_name(zone, there)}{sign}"


def short_name(zone: ZoneInfo, moment: datetime) -> str:
    """The short name of the zone's clock at ``moment``: KST, CST; an offset such as +05 where it has none."""
    return moment.replace(tzinfo=zone).tzname() or zone.key
