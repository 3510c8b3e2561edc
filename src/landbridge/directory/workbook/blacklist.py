"""A blacklist as a file: one entry a row, under headings in any of the three languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from landbridge.base.dates import BadDate, read_date
from landbridge.base.sheets import Value
from landbridge.base.text import fold
from landbridge.directory.workbook.cells import is_nothing, line, number, shown
from landbridge.directory.workbook.faults import CellFault, Fault
from landbridge.directory.workbook.layout import Table, find_table
from landbridge.directory.workbook.opening import open_sheets

MOST_ROWS = 2_000
MOST_FAULTS = 100
HEADINGS: Mapping[str, str] = {
    "name": "name|organisation|company|legal name|company name|업체명|기업명|회사명|상호|기관명|법인명|名称|企业名称|"
    "公司名称|单位名称|企业",
    "number": "number|registration number|사업자등록번호|사업자번호|등록번호|统一社会信用代码|社会信用代码|"
    "信用代码|注册号",
    "reason": "reason|사유|제재사유|등재사유|원인|原因|事由|列入原因|理由",
    "listed_on": "listed on|date|since|등재일|등재일자|제재일|일자|날짜|列入日期|日期|列入时间",
    "list_name": "list|list name|명단|명단명|목록|名单|名单名称",
    "source": "source|출처|근거|来源|依据",
}
_FIELDS = {word: name for name, words in HEADINGS.items() for word in words.split("|")}
_LONGEST = {"name": 200, "reason": 300, "list_name": 120, "source": 200}


@dataclass(slots=True)
class ListFile:
    """What a file holds: rows as ``add_entries`` takes them, and what is wrong, by row as Excel numbers it."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    faults: list[tuple[int, Fault]] = field(default_factory=list)


def read_list(content: bytes, name: str, given: Mapping[str, Any]) -> ListFile:
    """The entries of an .xlsx or .csv file.

    :param given: ``list_name``, ``reason``, ``source`` and ``listed_on`` for rows that do not say themselves.
    :raises Refused: if the file as a whole can't be read.
    """
    found = ListFile()
    tables = [table for sheet in open_sheets(content, name) if (table := find_table(sheet)) and not table.hidden]
    table = next((one for one in tables if "name" in _columns(one).values()), None)
    if table is None:
        found.faults.append((tables[0].header.start + 1 if tables else 1, Fault("no_table")))
        return found
    columns = _columns(table)
    if len(table.rows) > MOST_ROWS:
        found.faults.append((table.header.stop, Fault("too_many_entries", None, {"most": MOST_ROWS})))
        return found
    for place, cells in table.rows.items():
        entry = _entry(place + 1, cells, columns, given, found)
        if entry is not None:
            found.rows.append(entry)
        if len(found.faults) >= MOST_FAULTS:
            break
    return found


def _columns(table: Table) -> dict[int, str]:
    columns: dict[int, str] = {}
    for place, heading in enumerate(table.headings):
        meant = _FIELDS.get(fold(heading).strip(" *:"))
        if meant and meant not in columns.values():
            columns[place] = meant
    return columns


def _entry(
    row: int, cells: list[Value], columns: Mapping[int, str], given: Mapping[str, Any], found: ListFile
) -> dict[str, Any] | None:
    entry, before = dict(given), len(found.faults)
    for place, name in columns.items():
        if place >= len(cells) or is_nothing(cells[place]):
            continue
        try:
            entry |= _READERS[name](cells[place])
        except CellFault as bad:
            found.faults.append((row, Fault(bad.code, place, bad.params)))
    if len(found.faults) == before and not entry.get("name"):
        place = next(place for place, name in columns.items() if name == "name")
        found.faults.append((row, Fault("no_name", place)))
    return entry if len(found.faults) == before else None


def _words(name: str) -> Callable[[Value], dict[str, Any]]:
    return lambda value: {name: line(value, _LONGEST[name])}


def _number(value: Value) -> dict[str, Any]:
    kind, written = number(value)
    return {"number_kind": kind, "number": written}


def _day(value: Value) -> dict[str, Any]:
    try:
        return {"listed_on": read_date(value if isinstance(value, str | int | float | date) else shown(value))}
    except BadDate as bad:
        raise CellFault("date", why=bad.code, found=shown(value)) from bad


_READERS: Mapping[str, Callable[[Value], dict[str, Any]]] = {
    **{name: _words(name) for name in _LONGEST},
    "number": _number,
    "listed_on": _day,
}
