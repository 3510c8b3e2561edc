"""Reads one untrusted workbook from stdin and tells it as JSON on stdout; run by ``sheets``.

It stands alone: the standard library and python-calamine, nothing of this house. Memory and time
are limited before the first byte is read. A scan of the XML comes first: it counts what there is,
stops as soon as there is too much, refuses a document type (where entity bombs live), and finds
formulas, error cells and merged ranges. Only then does calamine read the values.
"""

from __future__ import annotations

import io
import json
import posixpath
import re
import resource
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

Limits = dict[str, int]
_CHUNK = 1 << 18
_LONGEST_TAG = 1 << 17
_MOST_MERGED = 20_000


class Refusal(Exception):
    """Why the file is not read."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code, self.params = code, params


#: What a scan looks at: filled cells, formulas, rows, merged ranges. A cell without content closes
#: itself and is passed over: whole formatted columns are common and cost nothing.
_TOKEN = re.compile(
    rb"<(?:[A-Za-z_][\w.-]*:)?"
    rb"(?:(c)(?:\s([^<>]*[^<>/]))?>|(f)[\s>/]|(row)(?:\s([^<>]*))?>|(mergeCell)\s([^<>]*)>)"
)
_CELL = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_ROW = re.compile(rb"""(?:^|\s)r\s*=\s*["']([0-9]{1,7})["']""")
_ERROR = re.compile(rb"""(?:^|\s)t\s*=\s*["']e["']""")
_RANGE = re.compile(rb"""ref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']""")


class Scan:
    """What the XML of one sheet says about it, gathered while it streams past."""

    def __init__(self, name: str, limits: Limits, cells_before: int) -> None:
        self.name, self.limits = name, limits
        self.cells = cells_before
        self.formulas: list[tuple[int, int]] = []
        self.errors: list[tuple[int, int]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self._row = self._column = -1
        self._last_row = self._last_column = -1

    def take(self, chunk: bytes) -> None:
        """Take note of everything that a piece of XML holds; no element is cut in two."""
        for token in _TOKEN.finditer(chunk):
            if token[1]:
                self._cell(token[2] or b"")
            elif token[3]:
                self.formulas.append((self._row, self._column))
            elif token[4]:
                number = _ROW.search(token[5] or b"")
                self._row, self._column = (int(number[1]) - 1 if number else self._row + 1), -1
            elif len(self.merged) < _MOST_MERGED and (ends := _RANGE.search(token[7])) is not None:
                top, bottom = sorted((int(ends[2]) - 1, int(ends[4]) - 1))
                left, right = sorted((_column(ends[1]), _column(ends[3])))
                self.merged.append((top, left, bottom, right))

    def _cell(self, attributes: bytes) -> None:
        place = _CELL.search(attributes)
        if place is None:
            self._column += 1
        else:
            self._row, self._column = int(place[2]) - 1, _column(place[1])
        self.cells += 1
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        if _ERROR.search(attributes):
            self.errors.append((self._row, self._column))

    def judge(self) -> None:
        """Refuse what is too much."""
        limits = self.limits
        if self._last_row >= limits["rows"]:
            raise Refusal("too_many_rows", sheet=self.name, limit=limits["rows"])
        if self._last_column >= limits["columns"]:
            raise Refusal("too_many_columns", sheet=self.name, limit=limits["columns"])
        if self.cells > limits["cells"] or (self._last_row + 1) * (self._last_column + 1) > limits["area"]:
            raise Refusal("too_many_cells", sheet=self.name, limit=limits["cells"])


@cache
def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _pieces(archive: zipfile.ZipFile, entry: str) -> Iterator[bytes]:
    """A part of the archive in pieces that end before a tag; a document type is refused, bad XML an ExpatError."""
    parser = expat.ParserCreate()  # without handlers it costs next to nothing
    rest = b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            piece = rest + chunk
            if piece.startswith((b"\xff\xfe", b"\xfe\xff")) or b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
                raise Refusal("unsafe")
            parser.Parse(chunk, False)
            end = max(piece.rfind(b"<"), 0)
            if len(piece) - end > _LONGEST_TAG:
                raise Refusal("unsafe")
            yield piece[:end]
            rest = piece[end:]
    parser.Parse(b"", True)
    yield rest


def _check_archive(archive: zipfile.ZipFile, size: int, limits: Limits) -> None:
    entries = archive.infolist()
    if len(entries) > limits["entries"]:
        raise Refusal("unsafe")
    for entry in entries:
        name = entry.filename
        if name.startswith(("/", "\\")) or "\\" in name or ".." in name.split("/") or ":" in name:
            raise Refusal("unsafe")
        if entry.flag_bits & 1:
            raise Refusal("password")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits["unpacked_bytes"] or (unpacked > limits["ratio_from"] and unpacked > limits["ratio"] * size):
        raise Refusal("too_costly")


def _elements(archive: zipfile.ZipFile, entry: str) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part: its name without prefix, and its attributes."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda tag, attributes: found.append((tag.rpartition(":")[2], attributes))
    for piece in _pieces(archive, entry):
        parser.Parse(piece, False)
    parser.Parse(b"", True)
    return found


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The archive entry of each sheet, by sheet name."""
    links = {
        attributes["Id"]: attributes.get("Target", "")
        for _, attributes in _elements(archive, "xl/_rels/workbook.xml.rels")
        if "Id" in attributes
    }
    parts = {}
    for tag, attributes in _elements(archive, "xl/workbook.xml"):
        if tag == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            parts[attributes.get("name", "")] = posixpath.normpath(posixpath.join("/xl", links.get(link, ""))).lstrip(
                "/"
            )
    return parts


def _scan(content: bytes, limits: Limits) -> dict[str, Scan]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _check_archive(archive, len(content), limits)
        names = set(archive.namelist())
        parts = _parts(archive)
        if len(parts) > limits["sheets"]:
            raise Refusal("too_many_sheets", limit=limits["sheets"])
        if "xl/sharedStrings.xml" in names:
            for _ in _pieces(archive, "xl/sharedStrings.xml"):
                pass
        scans: dict[str, Scan] = {}
        cells = 0
        for name, entry in parts.items():
            if entry in names and entry.startswith("xl/worksheets/"):
                scan = scans[name] = Scan(name, limits, cells)
                for piece in _pieces(archive, entry):
                    scan.take(piece)
                    scan.judge()
                cells = scan.cells
    return scans


def _told(value: object) -> object:
    """A cell as JSON can hold it; times by name, since JSON has none."""
    if isinstance(value, datetime):
        return ["datetime", value.isoformat()]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    if isinstance(value, time):
        return ["time", value.isoformat()]
    if isinstance(value, timedelta):
        return ["duration", value.total_seconds()]
    return value


def _read(content: bytes, scans: dict[str, Scan], limits: Limits) -> list[dict[str, Any]]:
    told = []
    text = 0
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for sheet in workbook.sheets_metadata:
        if sheet.typ != SheetTypeEnum.WorkSheet or sheet.name not in scans:
            continue
        scan = scans[sheet.name]
        rows: list[list[object]] = []
        for row in workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False):
            text += sum(len(cell) for cell in row if isinstance(cell, str))
            if text > limits["text_bytes"]:
                raise Refusal("too_many_cells", sheet=sheet.name, limit=limits["cells"])
            rows.append([_told(cell) for cell in row])
        told.append(
            {
                "name": sheet.name,
                "hidden": sheet.visible != SheetVisibleEnum.Visible,
                "rows": rows,
                "formulas": scan.formulas,
                "errors": scan.errors,
                "merged": scan.merged,
            }
        )
    return told


def _answer(content: bytes, limits: Limits) -> dict[str, Any]:
    try:
        return {"sheets": _read(content, _scan(content, limits), limits)}
    except Refusal as refusal:
        return {"refused": refusal.code, "params": refusal.params}
    except PasswordError:
        return {"refused": "password", "params": {}}
    except (CalamineError, zipfile.BadZipFile, zlib.error, expat.ExpatError, KeyError, EOFError, NotImplementedError):
        return {"refused": "broken", "params": {}}


def main() -> None:
    """Limit ourselves, read, answer."""
    limits: Limits = json.loads(sys.argv[1])
    memory, seconds = limits["memory_bytes"], limits["cpu_seconds"]
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(json.dumps(_answer(sys.stdin.buffer.read(), limits)))


if __name__ == "__main__":
    main()
