"""What one cell means, as people of both countries write it. Width never matters: １２ is 12, ＡＢＣ is ABC.

Each function takes a cell that holds something and raises ``CellFault`` where it cannot be read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from landbridge.base.countries import find_country
from landbridge.base.dates import BadDate, read_date
from landbridge.base.identifiers import BadNumber, check_number, guess_kind
from landbridge.base.sheets import Value
from landbridge.base.text import fold
from landbridge.directory.workbook.faults import CellFault

_SHOWN = 60
FIRST_YEAR, LAST_YEAR = 1000, 2100
#: What people write into a cell to say that there is nothing.
_NOTHING_WORDS = (
    "-|–|—|.|/|x|×|n/a|na|none|null|nil|#n/a|not available|not applicable|"
    "없음|해당없음|해당 없음|미상|미정|무|정보 없음|자료 없음|无|無|暂无|没有|不详|未知"
)
_NOTHING = frozenset(_NOTHING_WORDS.split("|"))
_YES = frozenset(["o", "○", "●", "◯", "y", "yes", "예", "있음", "유", "有", "是", "✓", "✔", "√", "true"])


def is_nothing(value: Value) -> bool:
    """Whether a cell is empty, or says so in words: X, 없음, 暂无."""
    if isinstance(value, bool):
        return value is False
    return isinstance(value, str) and (not (words := fold(value)) or words in _NOTHING)


def is_yes(text: str) -> bool:
    """Whether a cell only says that there is one: O, 有."""
    return fold(text) in _YES


def line(value: Value, limit: int = 200) -> str:
    """Words on one line; their width is kept, since 株式会社ＡＢＣ is a name."""
    words = " ".join(_printable(_as_text(value)).split())
    if len(words) > limit:
        raise CellFault("too_long", limit=limit)
    return words


def text(value: Value, limit: int) -> str:
    """Words on any number of lines."""
    lines = [" ".join(_printable(part).split()) for part in _as_text(value).splitlines()]
    words = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if len(words) > limit:
        raise CellFault("too_long", limit=limit)
    return words


_PIECE = re.compile(r'[ \t]*"((?:[^"]|"")*)"[ \t]*(?=[\n\r;；]|$)|[^\n\r;；]+')
_BULLET = re.compile(r"^\s*(?:[-•·▪■□○●*※]+|\(?\d{1,2}[.)]|[①-⑳])\s+")


def parts(value: Value, limit: int) -> tuple[str, ...]:
    """Several things in one cell, by lines or semicolons, without their bullets and numbers; each once.

    One in quotation marks is one thing as it stands, whatever it holds: that is how our own files write it.
    """
    bare, quoted = [], set()
    for piece in _PIECE.finditer(_as_text(value)):
        if piece[1] is not None:
            words = line(piece[1].replace('""', '"'), limit)
            quoted.add(words)
            bare.append(words)
        elif not is_nothing(words := _BULLET.sub("", piece[0])):
            bare.append(line(words, limit))
    found = tuple(dict.fromkeys(words for words in bare if words))
    if len(found) == 1 and is_yes(found[0]) and not quoted:
        raise CellFault("only_yes", found=found[0])
    return found


def lines(value: Value) -> list[str]:
    """A cell's lines, empty ones too: the contact on the second line has their e-mail on the second line."""
    said = [_printable(part).strip() for part in _as_text(value).splitlines()]
    while said and not said[-1]:
        said.pop()
    return ["" if is_nothing(part) else part for part in said]


_KIND_WORDS: Mapping[str, str] = {
    "company": "기업|회사|업체|민간기업|중소기업|중견기업|대기업|법인|제조업|유통업|바이어|셀러|企业|公司|民企|"
    "民营企业|国企|国有企业|制造商|贸易商|采购商|供应商|buyer|seller|firm|corporation|enterprise",
    "agency": "기관|공공기관|지원기관|협회|단체|유관기관|机构|事业单位|协会|商会|public agency|association",
    "government": "지방정부|지자체|지방자치단체|정부|정부기관|시청|도청|政府|地方政府|政府部门|政府机关|"
    "local government",
    "park": "산업단지|산단|단지|테크노파크|园区|产业园|产业园区|工业园|开发区|高新区|industrial park|technopark",
    "university": "대학|대학교|高校|大学|学院|college",
    "laboratory": "연구소|연구기관|연구원|实验室|研究所|研究院|科研机构|lab|research institute",
}
_KINDS = {fold(word): kind for kind, words in _KIND_WORDS.items() for word in (kind, *words.split("|"))}


def kind(value: Value) -> str:
    """What an organisation is, by the words of three languages."""
    words = line(value)
    if (found := _KINDS.get(fold(words))) is None:
        raise CellFault("unknown_kind", found=shown(words))
    return found


def country(value: Value) -> str:
    """The two letters of a country."""
    words = line(value)
    if (found := find_country(words)) is None:
        raise CellFault("unknown_country", found=shown(words))
    return found


_REGISTERS: Mapping[str, str] = {
    **dict.fromkeys(("brn", "사업자등록번호", "사업자번호", "사업자", "韩国营业执照号", "korean brn"), "brn"),
    **dict.fromkeys(("uscc", "통일사회신용코드", "统一社会信用代码", "信用代码", "社会信用代码"), "uscc"),
    **dict.fromkeys(("other", "another register", "기타", "其他", "其它"), "other"),
}


def register(value: Value) -> str:
    """Which register a number is of: ``brn``, ``uscc``, ``other``."""
    words = line(value)
    if (found := _REGISTERS.get(fold(words))) is None:
        raise CellFault("unknown_register", found=shown(words))
    return found


def number(value: Value, kind: str = "") -> tuple[str, str]:
    """A registration number and its register, checked. A number that Excel kept as one lost nothing but its dashes."""
    written = _as_text(value)
    if not kind and isinstance(value, int) and not isinstance(value, bool) and len(written) < 10:
        kind = guess_kind(written) or "other"
    kind = kind or guess_kind(written) or "other"
    try:
        return kind, check_number(kind, written)
    except BadNumber as bad:
        raise CellFault("number", why=bad.code, kind=kind, **bad.params) from bad


_COUNT = re.compile(
    r"(?:약|총|约|共|about|ca\.?)?\s*(\d[\d,]*(?:\.\d+)?)\s*(만|万|천|千)?\s*(?:여\s*)?"
    r"(?:명|인|人|名|位|people|persons)?"
)
_UNITS = {"만": 10_000, "万": 10_000, "천": 1_000, "千": 1_000}


def whole(value: Value, most: int = 2_000_000_000) -> int:
    """How many: 1,234명, 약 300人, 1.2万."""
    said = unicodedata.normalize("NFKC", _as_text(value)).strip().lower()
    match = _COUNT.fullmatch(said)
    amount = float(match[1].replace(",", "")) * _UNITS.get(match[2] or "", 1) if match else -1.0
    if not 0 <= amount <= most or amount != int(amount):
        raise CellFault("not_whole", found=shown(said))
    return int(amount)


_YEAR = re.compile(r"(\d{4})\s*(?:(?:년|年)(?:도|度)?)?(?:\s*(?:[.\-/]|(?<=[년年]))\s*\d{1,2}\s*(?:월|月|\.)?)?\.?")


def year(value: Value) -> int:
    """A year, also out of a date: 2012, "2012년", 2012. 3. 1., 41000 as Excel counts days."""
    if isinstance(value, date):
        return value.year
    said = unicodedata.normalize("NFKC", _as_text(value)).strip()
    if match := _YEAR.fullmatch(said):
        found = int(match[1])
    else:
        try:
            found = read_date(value if isinstance(value, int | float) else said).year
        except BadDate as bad:
            raise CellFault("bad_year", found=shown(said), first=FIRST_YEAR, last=LAST_YEAR) from bad
    if not FIRST_YEAR <= found <= LAST_YEAR:
        raise CellFault("bad_year", found=shown(said), first=FIRST_YEAR, last=LAST_YEAR)
    return found


def website(value: Value) -> str:
    """An address with its scheme; of several the first."""
    said = unicodedata.normalize("NFKC", _as_text(value)).strip().split()[0].rstrip(",;")
    address = said if "://" in said else f"https://{said}"
    try:
        URLValidator(schemes=["http", "https"])(address)
        parsed = urlsplit(address)
    except (ValidationError, ValueError) as bad:
        raise CellFault("bad_website", found=shown(said)) from bad
    if len(address) > 200:
        raise CellFault("too_long", limit=200)
    return parsed._replace(netloc=parsed.netloc.lower()).geturl()


def email(said: str) -> str:
    """One address, in half width."""
    address = unicodedata.normalize("NFKC", said).strip().removeprefix("mailto:").strip("<>")
    try:
        validate_email(address)
    except ValidationError as bad:
        raise CellFault("bad_email", found=shown(said)) from bad
    return address


def phone(said: str, region: str) -> str:
    """A telephone number as it is dialled from abroad; one without its country's code is of ``region``."""
    import phonenumbers  # noqa: PLC0415 - its tables take 0.2 s

    try:
        found = phonenumbers.parse(unicodedata.normalize("NFKC", said), region)
    except phonenumbers.NumberParseException:
        found = None
    if found is None or not phonenumbers.is_possible_number(found):
        raise CellFault("bad_phone", found=shown(said))
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164)


def shown(value: Value) -> str:
    """A cell's content, short enough to quote in a message."""
    words = " ".join(_as_text(value).split())
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"


def _as_text(value: Value) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if not value.hour and not value.minute else value.isoformat(" ", "minutes")
    return str(value)


def _printable(words: str) -> str:
    """Without control characters, with NFC letters, and with plain spaces for every kind of space."""
    if words.isascii() and words.isprintable():
        return words
    kept = (
        " " if character.isspace() else character
        for character in unicodedata.normalize("NFC", words)
        if character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co"}
    )
    return "".join(kept)
