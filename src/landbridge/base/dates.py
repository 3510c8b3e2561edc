"""Dates as people of both countries write them: 2026. 9. 1., 2026年9月1日, 20260901, and as Excel keeps them.

A date that could be two is told, not guessed: 26. 9. 1. and 01/09/2026 name no one day.
"""

from __future__ import annotations

import math
import re
import unicodedata
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from landbridge.base.unreadable import Unreadable

_EXCEL_DAY_0 = date(1899, 12, 30)  # Excel takes 1900 for a leap year; from March 1900 on this is its day 0
_FIRST, _LAST = date(1900, 3, 1), date(2200, 12, 31)
_SERIALS = range((_FIRST - _EXCEL_DAY_0).days, (_LAST - _EXCEL_DAY_0).days + 1)
_MONTHS = {
    name: month
    for month, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}

_WEEKDAY = re.compile(
    r"\s*(?:\([월화수목금토일一二三四五六日a-z.]+\)|[월화수목금토일]요일|星期[一二三四五六日天]|周[一二三四五六日])"
)
_TIME = re.compile(r"[t\s]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?$")
_YEAR_FIRST = re.compile(
    r"(?P<y>\d{4})\s*(?:[-./]|年|년)\s*(?P<m>\d{1,2})\s*(?:[-./]|月|월)\s*(?P<d>\d{1,2})\s*(?:\.|日|号|일)?"
)
_RUN = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})")
_DAY_MONTH = re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?\s+(?P<name>[a-z]{3,9})\.?,?\s+(?P<y>\d{4})")
_MONTH_DAY = re.compile(r"(?P<name>[a-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})")
_SHORT_YEAR = re.compile(r"[’']?\d{2}\s*[-./年년]\s*\d{1,2}\s*[-./月월]\s*\d{1,2}\s*[.日일]?")
_YEAR_LAST = re.compile(r"\d{1,2}\s*[-./]\s*\d{1,2}\s*[-./]\s*\d{4}")

_MESSAGES = {
    "empty": _("Enter a date."),
    "unreadable": _("“%(found)s” can’t be read as a date. Write it like 2026-09-01."),
    "short_year": _("“%(found)s” has a year of two digits. Write all four: 2026-09-01."),
    "order": _("“%(found)s” does not say which figure is the month. Write the year first: 2026-09-01."),
    "no_such_day": _("There is no day “%(found)s”."),
    "out_of_range": _("“%(found)s” is not between 1900 and 2200."),
}


class BadDate(Unreadable):
    """Text that is no date: ``empty``, ``unreadable``, ``short_year``, ``order``, ``no_such_day``, ``out_of_range``."""

    said = _MESSAGES


def read_date(value: str | float | date) -> date:
    """A date as it stands in a cell or a form: text, a date, a number of Excel's, or 20260901 as a number.

    >>> read_date("２０２６. ９. １.(화)"), read_date("2026年9月1日"), read_date(46266)
    (datetime.date(2026, 9, 1), datetime.date(2026, 9, 1), datetime.date(2026, 9, 1))

    :raises BadDate: if it is none, or could be two.
    """
    if isinstance(value, date):
        found = value.date() if isinstance(value, datetime) else value
    elif isinstance(value, int | float) and math.isfinite(value) and int(value) in _SERIALS:
        found = _EXCEL_DAY_0 + timedelta(days=int(value))
    else:
        # A number can only be 20260901 here, whole as it should be or with the .0 some programs add.
        said = f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)
        found = _read(unicodedata.normalize("NFKC", said).strip().lower())
    if not _FIRST <= found <= _LAST:
        raise BadDate("out_of_range", found=str(value))
    return found


def _read(said: str) -> date:
    if not said:
        raise BadDate("empty")
    plain = _WEEKDAY.sub("", _TIME.sub("", said)).strip()
    for form in (_RUN, _YEAR_FIRST, _DAY_MONTH, _MONTH_DAY):
        if match := form.fullmatch(plain):
            parts = match.groupdict()
            month = parts["m"] if "m" in parts else _MONTHS.get(parts["name"][:3])
            if month is None:
                raise BadDate("unreadable", found=said)
            try:
                return date(int(parts["y"]), int(month), int(parts["d"]))
            except ValueError as error:
                raise BadDate("no_such_day", found=said) from error
    if _YEAR_LAST.fullmatch(plain):
        raise BadDate("order", found=said)
    raise BadDate("short_year" if _SHORT_YEAR.fullmatch(plain) else "unreadable", found=said)
