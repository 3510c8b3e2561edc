"""What one cell means: text, codes, numbers, lists and languages, as people write them (times: ``cell_times``).

Width never matters: full-width digits, letters and commas are the plain ones. Each function
takes a cell that holds something and raises ``CellFault`` where it cannot be read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.conf.locale import LANG_INFO

from landbridge.base.sheets import Value
from landbridge.engine.timetable.problem import Priority
from landbridge.meetings.workbook.book import FLUENT

CODE_LENGTH = 40
TEXT_LENGTH = 200
NAME_LENGTH = 32  # of a side or a grade
AREA_LENGTH = 100
MOST = 1_000
MOST_LANGUAGES = 30
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
    if len(spoken) > MOST_LANGUAGES:
        raise CellFault("too_long", limit=TEXT_LENGTH)
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


_SIDES: Mapping[str, str] = {
    **dict.fromkeys(
        ("host", "호스트", "주최", "주최측", "주최 측", "초청측", "主办", "主办方", "主方", "东道主"), "host"
    ),
    **dict.fromkeys(("guest", "게스트", "참가", "방문", "방문측", "초청", "来宾", "客方", "来访", "来访方"), "guest"),
}


def side(value: Value) -> str:
    """A side: host or guest in three languages; any other name as it stands."""
    words = text(value, limit=NAME_LENGTH)
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
