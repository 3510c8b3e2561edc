"""What a cell with a day, a time of day or a time zone means, in every habit of writing one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import available_timezones

from landbridge.base.sheets import Value
from landbridge.meetings.workbook.cells import CellFault, plain, shown

#: Day 0 of Excel's count of days, for days from March 1900 on.
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(36526, 73051)  # 2000 to 2099: a date whose format got lost
_DAY = re.compile(r"([0-9]{4})\s*[-./년年]\s*([0-9]{1,2})\s*[-./월月]\s*([0-9]{1,2})\s*[.일日]?\s*(\(?\w*\)?)")


def day(value: Value) -> date:
    """A day: a date cell, or text such as 2026-12-12, "2026. 12. 12.", 2026년 12월 12일, 2026年12月12日."""
    if isinstance(value, datetime):
        if value.time() != time():
            raise CellFault("not_a_day", value=shown(value))
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and value in _SERIALS:
        return _EXCEL_EPOCH + timedelta(days=value)
    found = _DAY.fullmatch(plain(value)) or re.fullmatch(r"(20[0-9]{2})([0-9]{2})([0-9]{2})", plain(value))
    try:
        if found is None:
            raise CellFault("not_a_day", value=shown(value))
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise CellFault("not_a_day", value=shown(value)) from None


_MORNING = ("오전", "上午", "早上", "am", "a.m.")
_AFTERNOON = ("오후", "下午", "晚上", "pm", "p.m.")
_HALVES = "|".join(re.escape(half) for half in (*_MORNING, *_AFTERNOON))
_CLOCK = re.compile(
    rf"(?P<before>{_HALVES})?\s*(?P<hour>[0-9]{{1,2}})"
    r"(?:\s*(?P<mark>[:시点時时])\s*(?:(?P<minute>[0-9]{1,2})\s*[분分]?)?)?(?::00)?"
    rf"\s*(?P<after>{_HALVES})?"
)


def clock(value: Value) -> time:
    """A time of day, to the minute: a time cell, a fraction of a day, or text such as 9:00, 오전 9:00, 上午9:00."""
    if isinstance(value, time):
        return _of_seconds(value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6, value)
    if isinstance(value, timedelta):
        return _of_seconds(value.total_seconds(), value)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1:
        return _of_seconds(value * 86400, value)
    if not isinstance(value, str):
        raise CellFault("not_a_time", value=shown(value))
    found = _CLOCK.fullmatch(plain(value).lower())
    if found is None or (found["before"] and found["after"]):
        raise CellFault("not_a_time", value=shown(value))
    half = found["before"] or found["after"]
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    bare = half is None and (found["mark"] is None or (found["mark"] == ":" and found["minute"] is None))
    if bare or minute > 59 or hour > (23 if half is None else 12):
        raise CellFault("not_a_time", value=shown(value))
    if half is not None:
        hour = hour % 12 + (12 if half in _AFTERNOON else 0)
    return time(hour, minute)


def _of_seconds(seconds: float, value: Value) -> time:
    minutes = round(seconds / 60)
    if not 0 <= minutes < 1440 or abs(seconds - minutes * 60) > 1:
        raise CellFault("not_a_time", value=shown(value))
    return time(*divmod(minutes, 60))


#: What people write for a zone of the two countries; "CST" is not here, since it names three.
_ZONES: Mapping[str, str] = {
    **dict.fromkeys(
        ("kst", "korea standard time", "한국시간", "한국 시간", "한국 표준시", "서울", "韩国时间"), "Asia/Seoul"
    ),
    **dict.fromkeys(
        ("china standard time", "北京时间", "中国标准时间", "중국시간", "중국 시간", "베이징 시간"), "Asia/Shanghai"
    ),
}


@cache
def _zones() -> Mapping[str, str]:
    return {**{name.lower(): name for name in available_timezones()}, **_ZONES}


def timezone(value: Value) -> str:
    """The IANA name of a time zone."""
    found = _zones().get(plain(value).lower())
    if found is None:
        raise CellFault("unknown_timezone", value=shown(value))
    return found
