"""Holidays and make-up workdays as the two governments set them, to begin a calendar with.

The days are computed by the ``holidays`` library. Chinese days off are moved by a yearly notice of the State
Council; until the library knows it, and for Korea until the year's almanac is out, a year is provisional.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.metadata import version

import holidays

#: What names a year for good: the notice or law, and its date.
ANNOUNCED = {
    ("CN", 2025): "国务院办公厅 国办发明电〔2024〕12号, 2024-11-12",
    ("CN", 2026): "国务院办公厅 国办发明电〔2025〕7号, 2025-11-04",
    ("KR", 2025): "관공서의 공휴일에 관한 규정; 2025년 월력요항",
    ("KR", 2026): "관공서의 공휴일에 관한 규정; 2026년 월력요항",
}
_COMPUTED = f"computed by python-holidays {version('holidays')}"
_OWN_LANGUAGE = {"KR": "ko", "CN": "zh_CN"}
_KOREAN_IN_CHINESE = {
    "New Year's Day": "元旦",
    "The day preceding Korean New Year": "春节前一日",
    "Korean New Year": "春节",
    "The second day of Korean New Year": "春节后一日",
    "Independence Movement Day": "三一节",
    "Labor Day": "劳动节",
    "Children's Day": "儿童节",
    "Buddha's Birthday": "佛诞节",
    "Local Election Day": "地方选举日",
    "Presidential Election Day": "总统选举日",
    "National Assembly Election Day": "国会议员选举日",
    "Memorial Day": "显忠日",
    "Constitution Day": "制宪节",
    "Liberation Day": "光复节",
    "The day preceding Chuseok": "中秋节前一日",
    "Chuseok": "中秋节",
    "The second day of Chuseok": "中秋节后一日",
    "National Foundation Day": "开天节",
    "Hangul Day": "韩文日",
    "Christmas Day": "圣诞节",
    "Temporary Public Holiday": "临时公休日",
}
_CHINESE_IN_KOREAN = {
    "New Year's Day": "신정",
    "Chinese New Year's Eve": "춘절 전날",
    "Chinese New Year (Spring Festival)": "춘절",
    "Tomb-Sweeping Day": "청명절",
    "Labor Day": "노동절",
    "Dragon Boat Festival": "단오절",
    "Mid-Autumn Festival": "중추절",
    "National Day": "국경절",
}
_MOVED = re.compile(r"Day off \(substituted from (\d\d)/(\d\d)/(\d{4})\)")


@dataclass(frozen=True, slots=True)
class OfficialDay:
    """A day that is not as its weekday says. A name we have no word for in a language is empty there."""

    country: str
    day: date
    works: bool
    ko: str
    zh: str
    en: str
    is_provisional: bool
    source: str


@lru_cache(maxsize=64)
def official_days(country: str, year: int) -> tuple[OfficialDay, ...]:
    """The days of a year in order, for a country by its two letters.

    :raises LookupError: if nothing is known of the country's holidays.
    """
    try:
        in_english = holidays.country_holidays(country, years=year, language="en_US")
        at_home = holidays.country_holidays(country, years=year, language=_OWN_LANGUAGE.get(country))
    except NotImplementedError as error:
        raise LookupError(f"No calendar of {country} is known.") from error
    notice = ANNOUNCED.get((country, year))
    is_provisional, source = notice is None, notice or _COMPUTED
    days = [
        OfficialDay(country, day, False, *_names(country, name, at_home.get(day, "")), is_provisional, source)
        for day, name in in_english.items()
        if day.year == year
    ]
    # The library keeps some make-up days of other years under every year.
    days += [
        OfficialDay(country, day, True, "대체 근무일", "调休上班", "Make-up workday", is_provisional, source)
        for day in in_english.weekend_workdays
        if day.year == year
    ]
    return tuple(sorted(days, key=lambda day: day.day))


def _names(country: str, english: str, at_home: str) -> tuple[str, str, str]:
    """Korean, Chinese, English."""
    english = _MOVED.sub(r"Day off for work on \3-\1-\2", english)
    if country == "KR":
        return at_home, _all(english, _korean_in_chinese), english
    if country == "CN":
        return _all(english, _chinese_in_korean), at_home, english
    return "", "", english


def _all(names: str, translate: Callable[[str], str]) -> str:
    # Two holidays on one day are named "A; B".
    said = [translate(name) for name in names.split("; ")]
    return "; ".join(said) if all(said) else ""


def _korean_in_chinese(name: str) -> str:
    plain = name.removeprefix("Alternative holiday for ")
    said = _KOREAN_IN_CHINESE.get(plain, "")
    return f"{said}替代公休日" if said and plain != name else said


def _chinese_in_korean(name: str) -> str:
    if name.startswith("Day off for work on "):
        return f"{name.removeprefix('Day off for work on ')} 근무에 따른 휴무"
    plain = name.removesuffix(" (observed)")
    said = _CHINESE_IN_KOREAN.get(plain, "")
    return f"{said} 대체 휴일" if said and plain != name else said
