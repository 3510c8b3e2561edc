"""A file becomes sheets: a workbook by ``base.sheets``, a CSV file by its encoding and its separator."""

from __future__ import annotations

import csv
import io
import re

from landbridge.base.sheets import Form, Limits, Refused, Sheet, Value, read_workbook, sniff
from landbridge.directory.workbook.headings import guess
from landbridge.directory.workbook.layout import MERGED_ACROSS

#: A directory of 60,000 rows and 30 columns takes 8 seconds and 360 MB of a child process.
LIMITS = Limits(
    cells=2_000_000,
    area=4_000_000,
    text_bytes=64_000_000,
    cpu_seconds=30,
    seconds=45,
    memory_bytes=440_000_000,
)
#: Korean Windows saves CSV as CP949, Chinese Windows as GB18030; everything else is UTF-8 or has a byte order mark.
_NATIONAL = ("cp949", "gb18030")
_SEPARATORS = ",;\t|"


def open_sheets(content: bytes, name: str) -> list[Sheet]:
    """The sheets of an .xlsx or .csv file. ``name`` names the one sheet of a CSV file.

    :raises Refused: with the codes of ``base.sheets``, and ``bad_encoding`` for a text in no encoding known here.
    """
    if sniff(content) is not Form.TEXT:
        sheets = read_workbook(content, LIMITS)
        for sheet in sheets:
            _check_merged(sheet)
        return sheets
    if len(content) > LIMITS.file_bytes:
        raise Refused("file_too_large", megabytes=LIMITS.file_bytes // 1_000_000)
    return [Sheet(name.rpartition(".")[0][:100] or "CSV", _rows(decode(content), name))]


def _check_merged(sheet: Sheet) -> None:
    """Refuse merged ranges that together hold more cells than a sheet may: no program writes ranges that overlap.

    They count here because ``layout`` fills them in, which no limit on the file itself bounds.
    """
    filled = sum(
        (min(bottom, len(sheet.rows) - 1) - top + 1) * (min(right, left + MERGED_ACROSS) - left + 1)
        for top, left, bottom, right in sheet.merged
        if top < len(sheet.rows)
    )
    if filled > LIMITS.area:
        raise Refused("unsafe")


def decode(content: bytes) -> str:
    """The text of a CSV file.

    CP949 and GB18030 give the same bytes other meanings. Of the two, that text wins in which more headings make
    sense; where neither has any, it is Korean if nearly all of it is Hangul, since Chinese read as CP949 becomes
    a mixture of Hangul and Hanja.

    :raises Refused: if it is in none of the encodings.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = _strict(content, "utf-16")
        return _refuse() if text is None else text
    for encoding in ("utf-8-sig", *sorted(_NATIONAL, key=lambda name: _plausibility(content, name), reverse=True)):
        if (text := _strict(content, encoding)) is not None:
            return text
    return _refuse()


def _refuse() -> str:
    raise Refused("bad_encoding")


def _strict(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausibility(content: bytes, encoding: str) -> tuple[int, float]:
    """How many headings the text has, and how far its script is that of the encoding's country."""
    head = content[:20_000].decode(encoding, errors="ignore")
    lines = head.splitlines()[:10]
    known = max((len(guess(line.split(_separator(head)))) for line in lines), default=0)
    hangul, han = len(_HANGUL.findall(head)), len(_HAN.findall(head))
    share = hangul / (hangul + han) if hangul + han else 0.0
    return known, share if encoding == "cp949" else _MOSTLY


_HANGUL = re.compile("[가-힣]")
_HAN = re.compile("[\u4e00-\u9fff\uf900-\ufaff]")
_MOSTLY = 0.8  # of a Korean text is Hangul


def _rows(text: str, name: str) -> list[list[Value]]:
    rows: list[list[Value]] = []
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=_separator(text))
    cells = 0
    try:
        for row in reader:
            cells += len(row)
            if len(rows) >= LIMITS.rows:
                raise Refused("too_many_rows", sheet=name, limit=LIMITS.rows)
            if len(row) > LIMITS.columns:
                raise Refused("too_many_columns", sheet=name, limit=LIMITS.columns)
            if cells > LIMITS.cells:
                raise Refused("too_many_cells", sheet=name, limit=LIMITS.cells)
            rows.append([_unquoted(cell) for cell in row])
    except csv.Error:  # a cell of more than 128 KB: a quotation mark that never closes
        raise Refused("broken_csv", row=reader.line_num) from None
    return rows


def _unquoted(cell: str) -> str:
    """Without the apostrophe that our own CSV files put before what could be a formula."""
    return cell[1:] if len(cell) > 1 and cell[0] == "'" and cell[1] in "=+-@＝＋－＠\t\r\n" else cell


def _separator(text: str) -> str:
    """The separator that the first lines hold most of."""
    head = text[:4_000].splitlines()[:5]
    return max(_SEPARATORS, key=lambda sign: sum(line.count(sign) for line in head))
