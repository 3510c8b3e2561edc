"""Workbooks in.

A workbook from outside is hostile until read. It is never opened in this process: a child with a
limit on memory and time (``sheets_child``) scans it, refuses what is too large before anything is
unpacked, and answers with plain JSON. What it answers is checked for size again.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

#: What a cell can hold. Excel keeps every number as a float; whole ones come as int here.
Value = str | int | float | bool | date | datetime | time | timedelta


class Form(StrEnum):
    """What a file is, by its content; its name does not matter."""

    XLSX = "xlsx"
    ZIP = "zip"  # some other zip: an .ods, a .docx, a folder
    OLE2 = "ole2"  # .xls, or a workbook with a password
    HTML = "html"  # what some systems save under the name .xls
    TEXT = "text"  # .csv and the like
    EMPTY = "empty"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a workbook may cost. ``ratio`` is unpacked to packed size, judged from ``ratio_from`` bytes up."""

    file_bytes: int = 16_000_000
    unpacked_bytes: int = 160_000_000
    ratio: int = 100
    ratio_from: int = 4_000_000
    entries: int = 1_000
    sheets: int = 300
    rows: int = 100_000
    columns: int = 500
    cells: int = 500_000
    area: int = 4_000_000
    text_bytes: int = 24_000_000
    cpu_seconds: int = 7
    seconds: int = 9
    memory_bytes: int = 360_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet from cell A1 on. Positions are (row, column) from 0.

    ``rows`` hold ``""`` where a cell is empty. ``formulas`` are cells that are calculated (the
    row holds the value Excel last saw, if any), ``errors`` cells such as #N/A, ``merged`` ranges
    (first row, first column, last row, last column) whose value stands in their first cell.
    """

    name: str
    rows: list[list[Value]]
    formulas: frozenset[tuple[int, int]] = frozenset()
    errors: frozenset[tuple[int, int]] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden: bool = False


class Refused(Exception):
    """A file that is not read, with the reason as a ``code`` and what words it.

    Codes: ``empty_file``, ``old_excel``, ``password``, ``text_file``, ``html_file``, ``not_excel``, ``broken``,
    ``unsafe``, ``file_too_large``, ``too_many_sheets``, ``too_many_rows``, ``too_many_columns``,
    ``too_many_cells``, ``too_costly``.
    """

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.params: Mapping[str, str | int] = params


_ZIP = b"PK\x03\x04"
_ZIP_END = b"PK\x05\x06"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The stream that holds a workbook with a password, as its directory spells it.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def sniff(content: bytes) -> Form:
    """What ``content`` is, from its first bytes."""
    if not content.strip(b"\0 \t\r\n"):
        return Form.EMPTY
    if content.startswith(_ZIP):
        return Form.XLSX if b"xl/workbook.xml" in content else Form.ZIP
    if content.startswith(_OLE2):
        return Form.OLE2
    head = content[:2048]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Form.TEXT
    if b"\0" in head:
        return Form.OTHER
    marks = (b"<html", b"<table", b"<!doctype html", b"urn:schemas-microsoft-com")
    return Form.HTML if any(mark in head.lower() for mark in marks) else Form.TEXT


def read_workbook(content: bytes, limits: Limits | None = None) -> list[Sheet]:
    """Every sheet of an .xlsx or .xlsm file, in order.

    Raises ``Refused``. Takes at most ``limits.seconds`` of wall time, and ``limits.memory_bytes`` in a child process.
    """
    limits = limits or Limits()
    form = sniff(content)
    if form is Form.OLE2:
        raise Refused("password" if _ENCRYPTED in content else "old_excel")
    if form is Form.ZIP and _ZIP_END not in content:  # cut off before its table of contents
        raise Refused("broken")
    if form is not Form.XLSX:
        raise Refused(_NOT_A_WORKBOOK[form])
    if len(content) > limits.file_bytes:
        raise Refused("file_too_large", megabytes=limits.file_bytes // 1_000_000)
    return [_sheet(told) for told in _ask_child(content, limits)]


_NOT_A_WORKBOOK: Mapping[Form, str] = {
    Form.EMPTY: "empty_file",
    Form.HTML: "html_file",
    Form.TEXT: "text_file",
    Form.ZIP: "not_excel",
    Form.OTHER: "not_excel",
}


def _ask_child(content: bytes, limits: Limits) -> list[dict[str, Any]]:
    child = Path(__file__).with_name("sheets_child.py")
    # -P: the folder of the script holds modules whose names would hide the standard library's.
    command = [sys.executable, "-P", str(child), json.dumps(asdict(limits))]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=limits.seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise Refused("too_costly") from None
    if done.returncode < 0:  # killed by a limit
        raise Refused("too_costly")
    if done.returncode > 0:
        raise Refused("too_costly" if b"MemoryError" in done.stderr[-4000:] else "broken")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise Refused(answer["refused"], **answer["params"])
    sheets: list[dict[str, Any]] = answer["sheets"]
    return sheets


def _sheet(told: dict[str, Any]) -> Sheet:
    return Sheet(
        name=told["name"],
        rows=[[_value(cell) for cell in row] for row in told["rows"]],
        formulas=frozenset((row, column) for row, column in told["formulas"]),
        errors=frozenset((row, column) for row, column in told["errors"]),
        merged=tuple((top, left, bottom, right) for top, left, bottom, right in told["merged"]),
        hidden=told["hidden"],
    )


def _value(told: Any) -> Value:
    if isinstance(told, list):
        kind, text = told
        if kind == "duration":
            return timedelta(seconds=text)
        return _TIMES[kind].fromisoformat(text)
    if isinstance(told, float) and told.is_integer() and abs(told) < 1e15:
        return int(told)
    value: Value = told
    return value


_TIMES: Mapping[str, type[date] | type[datetime] | type[time]] = {"date": date, "datetime": datetime, "time": time}


def column_letters(column: int) -> str:
    """The letters of a column counted from 0.

    >>> [column_letters(column) for column in (0, 25, 26, 16383)]
    ['A', 'Z', 'AA', 'XFD']
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
