"""A published table of codes, as the offices give it out: a code and what it covers, one a row.

Headings are looked for in the first rows, in any of the three languages; what stands above them is a title. Rows
without a code are notes or sections. Codes are kept as digits (KSIC and GB/T 4754 also have one letter for a
section), so ``8541.40`` and ``854140`` are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from landbridge.base.sheets import Form, Refused, Sheet, sniff
from landbridge.base.text import fold
from landbridge.base.unreadable import Unreadable
from landbridge.directory.workbook.fault_wording import FILE
from landbridge.directory.workbook.opening import open_sheets

MOST_ROWS, MOST_FAULTS, LONGEST = 40_000, 20, 1000
_LOOKED_AT = 30
_HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": (
        *("code", "hs code", "hscode", "hs6", "코드", "분류코드", "세번", "hs코드", "품목번호", "hs부호"),
        *("代码", "编码", "税则号列", "商品编码", "hs编码", "类别代码"),
    ),
    "ko": ("ko", "korean", "한국어", "한글", "한글품목명", "항목명", "분류명", "품명", "국문"),
    "zh": ("zh", "zh-hans", "chinese", "중국어", "中文", "名称", "类别名称", "商品名称", "货品名称", "说明"),
    "en": ("en", "english", "영어", "영문", "영문품목명", "英文", "英文名称", "description", "heading", "title"),
}
#: How a code of each scheme looks: two to six digits, or a section's letter with up to so many.
_CODES = {
    "hs": re.compile(r"\d{2}|\d{4}|\d{6}"),
    "ksic": re.compile(r"[A-U]?\d{0,5}"),
    "gbt": re.compile(r"[A-T]?\d{0,4}"),
}
_SIGNS = re.compile(r"[\s.\-–·']")


class BadCodeTable(Unreadable):
    """A file that is not taken, with the reason as a ``code`` and where."""

    said: ClassVar = {
        "no_headings": _("No row has the headings “code” and one of “ko”, “zh”, “en” (or 코드, 한국어, 代码, 中文)."),
        "no_rows": _("There are headings, and no codes below them."),
        "too_many": _("The table has more than %(most)s rows."),
    }


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that was left out: its number in the sheet, and why."""

    row: int
    code: str
    found: str

    def message(self) -> str:
        """Why, in the active language."""
        said = {
            "bad_code": _("Row %(row)s: “%(found)s” is no code of this classification."),
            "no_label": _("Row %(row)s: the code %(found)s has no text beside it."),
            "twice": _("Row %(row)s: the code %(found)s stands in the table twice; the first is kept."),
            "formula": _("Row %(row)s: a cell is calculated. Paste its value instead."),
        }
        return str(said[self.code]) % {"row": self.row, "found": self.found}


@dataclass(frozen=True, slots=True)
class Line:
    """One code and its texts."""

    code: str
    ko: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class ReadTable:
    """The rows that are good, and the first of those that are not; ``left_out`` counts all of these."""

    lines: list[Line]
    faults: list[Fault]
    left_out: int


def read_code_table(content: bytes, name: str, scheme: str) -> ReadTable:
    """The table of a workbook or CSV file.

    :raises BadCodeTable: if there is none in it.
    :raises Refused: if the file cannot be opened (``refusal`` words it).
    """
    for one in _readings(content):
        for sheet in open_sheets(one, name):
            if (found := _headings(sheet)) is not None:
                return _read(sheet, *found, scheme)
    raise BadCodeTable("no_headings")


def _readings(content: bytes) -> Iterator[bytes]:
    """The file; and a CSV file as each country's Windows would have it: which it is, its headings tell."""
    yield content
    if sniff(content) is Form.TEXT:
        for encoding in ("cp949", "gb18030"):
            try:
                yield content.decode(encoding).encode()
            except UnicodeDecodeError:
                continue


def refusal(refused: Refused) -> str:
    """Why a file was not opened, and what to do, in the active language."""
    said, remedy = FILE[refused.code]
    return f"{str(said) % refused.params} {remedy}"


def _headings(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    for at, row in enumerate(sheet.rows[:_LOOKED_AT]):
        places: dict[str, int] = {}
        for place, cell in enumerate(row):
            said = re.sub(r"\s+", " ", fold(str(cell))).strip()
            for name, headings in _HEADINGS.items():
                if said in headings or said.replace(" ", "") in headings:
                    places.setdefault(name, place)
        if "code" in places and len(places) > 1:
            return at, places
    return None


def _read(sheet: Sheet, header: int, places: Mapping[str, int], scheme: str) -> ReadTable:
    lines: dict[str, Line] = {}
    faults: list[Fault] = []
    left_out = 0
    for at, row in enumerate(sheet.rows[header + 1 :], start=header + 1):
        said = _cell(row, places["code"])
        if not said:
            continue
        code = _SIGNS.sub("", said).upper()
        texts = {name: _cell(row, places[name])[:LONGEST] if name in places else "" for name in ("ko", "zh", "en")}
        if any((at, place) in sheet.formulas for place in places.values()):
            fault = "formula"
        elif not code or not _CODES[scheme].fullmatch(code):
            fault = "bad_code"
        elif not any(texts.values()):
            fault = "no_label"
        elif code in lines:
            fault = "twice"
        else:
            lines[code] = Line(code, **texts)
            if len(lines) > MOST_ROWS:
                raise BadCodeTable("too_many", most=MOST_ROWS)
            continue
        left_out += 1
        if len(faults) < MOST_FAULTS:
            faults.append(Fault(at + 1, fault, said[:40]))
    if not lines:
        raise BadCodeTable("no_rows")
    return ReadTable(list(lines.values()), faults, left_out)


def _cell(row: Sequence[object], place: int) -> str:
    said = str(row[place]) if place < len(row) else ""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in said).split())
