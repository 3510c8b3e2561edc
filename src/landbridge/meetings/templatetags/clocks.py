"""`{% load clocks %}`: a zone as people call its clock."""

from __future__ import annotations

from django import template

from landbridge.meetings.tables.clocks import Clocks

register = template.Library()


@register.filter
def clock_name(zone: str) -> str:
    """The clock of a zone in words, such as "China time" for Asia/Shanghai; the zone where it has no such name."""
    return Clocks(zone).own_name()
