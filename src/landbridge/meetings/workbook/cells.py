"""What one cell means: codes, numbers, days, times, lists and languages, as people write them.

Width never matters: full-width digits, letters and commas are the plain ones. Each function
takes a cell that holds something and raises ``CellFault`` where it cannot be read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import available_timezones

from django.conf.locale import LANG_INFO

from landbridge.base.sheets import Value
from landbridge.engine.timetable.problem import Priority
from landbridge.meetings.workbook.book import FLUENT

CODE_LENGTH = 40
TEXT_LENGTH = 200
MOST = 1_000_000
_SHOWN = 60  # of a cell's text, in a message


class CellFault(Exception):
    """A cell that cannot be read: the code of the fault, and what words it."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code, self.params = code, params


def plain(value: Value) -> str:
    """A cell as text in one width, on one line, without control characters."""
    text = unicodedata.normalize("NFKC", _as_text(value))
    return _printable(text)


def is_empty(value: Value) -> bool:
    """Whether a cell holds nothing that can be seen."""
    return isinstance(value, str) and (not value or not _printable(value))


def text(value: Value, *, limit: int = TEXT_LENGTH) -> str:
    """Words for people: names, titles, areas. Their width is kept."""
    if isinstance(value, bool | date | time | timedelta):
        raise CellFault("not_text")
    words = _printable(unicodedata.normalize("NFC", _as_text(value)))
    if len(words) > limit:
        raise CellFault("too_long", limit=limit)
    return words


def code(value: Value) -> str:
    """The code of a thing. Case is kept: "a1" and "A1" are two."""
    if isinstance(value, bool | date | time | timedelta):
        raise CellFault("code_is_a_date")
    if isinstance(value, str) and re.search(r"[,;、，；\n\r]", value.strip()):
        raise CellFault("bad_code", value=shown(value))
    words = plain(value)
    if len(words) > CODE_LENGTH:
        raise CellFault("too_long", limit=CODE_LENGTH)
    return words


def codes(value: Value) -> tuple[str, ...]:
    """Several codes with commas (, ; 、 ，) or line breaks between them; each once."""
    if isinstance(value, bool | date | time | timedelta):
        raise CellFault("code_is_a_date")
    parts = re.split(r"[,;、\n\r]", unicodedata.normalize("NFKC", _as_text(value)))
    return tuple(dict.fromkeys(code(part) for part in parts if not is_empty(part)))


def whole(value: Value, *, least: int = 0, most: int = MOST) -> int:
    """A whole number between ``least`` and ``most``."""
    number = value
    if isinstance(number, str):
        digits = plain(number).replace(",", "").replace("−", "-")
        number = int(digits) if re.fullmatch(r"[+-]?[0-9]{1,12}", digits) else number
    if isinstance(number, bool) or not isinstance(number, int):
        raise CellFault("not_a_number", value=shown(value))
    if number < least:
        raise CellFault("too_small", value=number, least=least)
    if number > most:
        raise CellFault("too_large", value=number, most=most)
    return number


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
    rf"({_HALVES})?\s*([0-9]{{1,2}})\s*(?:[:시点時时]\s*(?:([0-9]{{1,2}})\s*[분分]?)?)?(?::00)?\s*({_HALVES})?"
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
    half = (found[1] or found[4]) if found else None
    if found is None or (found[1] and found[4]) or (half is None and ":" not in found[0] and not found[3]):
        raise CellFault("not_a_time", value=shown(value))
    hour, minute = int(found[2]), int(found[3] or 0)
    if half is not None and not 0 <= hour <= 12:
        raise CellFault("not_a_time", value=shown(value))
    if half in _AFTERNOON and hour < 12:
        hour += 12
    elif half in _MORNING and hour == 12:
        hour = 0
    if hour > 23 or minute > 59:
        raise CellFault("not_a_time", value=shown(value))
    return time(hour, minute)


def _of_seconds(seconds: float, value: Value) -> time:
    minutes = round(seconds / 60)
    if not 0 <= minutes < 1440 or abs(seconds - minutes * 60) > 1:
        raise CellFault("not_a_time", value=shown(value))
    return time(*divmod(minutes, 60))


#: What people write for a language instead of its code.
_LANGUAGES: Mapping[str, str] = {
    **dict.fromkeys(
        ("kr", "kor", "korean", "한국어", "한국말", "국어", "한", "韩语", "韩文", "韩国语", "朝鲜语", "韩"), "ko"
    ),
    **dict.fromkeys(
        ("cn", "chi", "chn", "zho", "chinese", "mandarin", "중국어", "중", "中文", "汉语", "普通话", "中"), "zh"
    ),
    **dict.fromkeys(("eng", "english", "영어", "영", "英语", "英文", "英"), "en"),
    **dict.fromkeys(("jp", "jpn", "japanese", "일본어", "일", "日语", "日文", "日"), "ja"),
}
_CODES = frozenset(key.partition("-")[0] for key in LANG_INFO)


def languages(value: Value) -> dict[str, int]:
    """Languages and levels, such as "ko, en:2"; names in three languages pass for codes."""
    spoken: dict[str, int] = {}
    for part in re.split(r"[,;、/\n\r]", unicodedata.normalize("NFKC", _as_text(value))):
        if is_empty(part):
            continue
        name, colon, level = plain(part).partition(":")
        name = name.strip().lower()
        language = _LANGUAGES.get(name) or re.split(r"[-_]", name)[0]
        if language not in _CODES:
            raise CellFault("unknown_language", value=shown(part))
        if colon and level.strip() not in ("1", "2", "3"):
            raise CellFault("bad_level", value=shown(level))
        if language in spoken:
            raise CellFault("duplicate_language", value=shown(part))
        spoken[language] = int(level) if colon else FLUENT
    return spoken


_PRIORITIES: Mapping[str, Priority] = {
    **{priority.value: priority for priority in Priority},
    **dict.fromkeys(("필수", "반드시", "必须", "必见", "必选", "must-meet", "must meet"), Priority.MUST),
    **dict.fromkeys(("상호", "상호 희망", "쌍방", "双方", "双向", "互选"), Priority.MUTUAL),
    **dict.fromkeys(("희망", "원함", "希望", "想见", "意向"), Priority.WANT),
    **dict.fromkeys(("가능", "선택", "可选", "可以", "备选"), Priority.MAYBE),
}


def priority(value: Value) -> Priority:
    """How much a meeting is wished for."""
    found = _PRIORITIES.get(plain(value).lower())
    if found is None:
        raise CellFault("unknown_priority", value=shown(value), choices=", ".join(Priority))
    return found


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


_SIDES: Mapping[str, str] = {
    **dict.fromkeys(
        ("host", "호스트", "주최", "주최측", "주최 측", "초청측", "主办", "主办方", "主方", "东道主"), "host"
    ),
    **dict.fromkeys(("guest", "게스트", "참가", "방문", "방문측", "초청", "来宾", "客方", "来访", "来访方"), "guest"),
}


def side(value: Value) -> str:
    """A side: host or guest in three languages; any other name as it stands."""
    words = text(value, limit=CODE_LENGTH)
    return _SIDES.get(plain(words).lower(), words)


def shown(value: Value) -> str:
    """A cell's content, short enough to quote in a message."""
    words = plain(value)
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _as_text(value: Value) -> str:
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return str(value)


def _printable(words: str) -> str:
    if words.isprintable():  # nearly always, and much quicker
        return " ".join(words.split())
    kept = (" " if part.isspace() else part for part in words if part.isspace() or not _is_control(part))
    return " ".join("".join(kept).split())


def _is_control(character: str) -> bool:
    # Cc are control characters, Cs lone surrogates; the zero-width space and the byte order mark cannot be seen.
    return unicodedata.category(character) in ("Cc", "Cs") or character in "\u200b\ufeff"
