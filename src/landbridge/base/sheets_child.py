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
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

Limits = dict[str, int]
_CHUNK = 1 << 16


class Refusal(Exception):
    """Why the file is not read."""

    def __init__(self, code: str, **params: str | int) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class Scan:
    """What the XML of one sheet says about it, gathered while it streams past."""

    def __init__(self, name: str, limits: Limits, cells_before: int) -> None:
        self.name, self.limits = name, limits
        self.cells = cells_before
        self.formulas: list[tuple[int, int]] = []
        self.errors: list[tuple[int, int]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self._row = self._column = -1
        self._error = False
        self._last_row = self._last_column = -1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take note of one element."""
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._cell(attributes)
        elif tag in ("v", "is"):
            self._filled()
        elif tag == "f":
            self._filled()
            self.formulas.append((self._row, self._column))
        elif tag == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isdecimal() else self._row + 1
            self._column = -1
        elif tag == "mergeCell" and len(self.merged) < 20_000:
            ends = [_position(end) for end in attributes.get("ref", "").split(":")]
            if len(ends) == 2 and all(ends):
                (top, left), (bottom, right) = ends  # type: ignore[misc]
                self.merged.append((top, left, bottom, right))

    def _cell(self, attributes: dict[str, str]) -> None:
        place = _position(attributes.get("r", ""))
        if place is None:
            self._column += 1
        else:
            self._row, self._column = place
        self._error = attributes.get("t") == "e"

    def _filled(self) -> None:
        """Only cells that hold something count: whole formatted columns are common and cost nothing."""
        limits = self.limits
        self.cells += 1
        self._last_row = max(self._last_row, self._row)
        self._last_column = max(self._last_column, self._column)
        if self._error and (not self.errors or self.errors[-1] != (self._row, self._column)):
            self.errors.append((self._row, self._column))
        if self._last_row >= limits["rows"]:
            raise Refusal("too_many_rows", sheet=self.name, limit=limits["rows"])
        if self._last_column >= limits["columns"]:
            raise Refusal("too_many_columns", sheet=self.name, limit=limits["columns"])
        if self.cells > limits["cells"] or (self._last_row + 1) * (self._last_column + 1) > limits["area"]:
            raise Refusal("too_many_cells", sheet=self.name, limit=limits["cells"])


def _position(reference: str) -> tuple[int, int] | None:
    found = re.fullmatch(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})", reference)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _stream(archive: zipfile.ZipFile, entry: str, start: Callable[[str, dict[str, str]], None]) -> None:
    def refuse(*_: object) -> None:
        raise Refusal("unsafe")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)


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


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The archive entry of each sheet, by sheet name."""
    sheets: list[tuple[str, str]] = []
    targets: dict[str, str] = {}

    def of_workbook(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            link = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            sheets.append((attributes.get("name", ""), link))

    def of_links(_: str, attributes: dict[str, str]) -> None:
        if "Id" in attributes:
            targets[attributes["Id"]] = attributes.get("Target", "")

    _stream(archive, "xl/workbook.xml", of_workbook)
    _stream(archive, "xl/_rels/workbook.xml.rels", of_links)
    return {name: posixpath.normpath(posixpath.join("/xl", targets.get(link, ""))).lstrip("/") for name, link in sheets}


def _scan(content: bytes, limits: Limits) -> dict[str, Scan]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        _check_archive(archive, len(content), limits)
        names = set(archive.namelist())
        parts = _parts(archive)
        if len(parts) > limits["sheets"]:
            raise Refusal("too_many_sheets", limit=limits["sheets"])
        for entry in ("xl/sharedStrings.xml", "xl/styles.xml"):
            if entry in names:
                _stream(archive, entry, lambda *_: None)
        scans: dict[str, Scan] = {}
        cells = 0
        for name, entry in parts.items():
            if entry in names and entry.startswith("xl/worksheets/"):
                scan = scans[name] = Scan(name, limits, cells)
                _stream(archive, entry, scan.start)
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
    json.dump(_answer(sys.stdin.buffer.read(), limits), sys.stdout)


if __name__ == "__main__":
    main()
