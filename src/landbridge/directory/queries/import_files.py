"""A file on its way in, opened: its sheets, its table, and its rows as they are read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from landbridge.base.documents import read_document
from landbridge.base.sheets import Refused, Sheet, Value
from landbridge.directory.models import ImportRun
from landbridge.directory.queries.imports import fields_of
from landbridge.directory.workbook.faults import Fault
from landbridge.directory.workbook.layout import Table, find_table
from landbridge.directory.workbook.opening import open_sheets
from landbridge.directory.workbook.rows import Mapped, OrganisationRow, read_row


def sheets_of(run: ImportRun) -> list[Sheet]:
    """The sheets of a run's file.

    :raises Refused: if it is no file that can be read, or if it is gone.
    """
    if run.document is None:
        raise Refused("empty_file")
    return open_sheets(read_document(run.document), run.name)


def table_of(run: ImportRun) -> Table:
    """The table that is taken in.

    :raises Refused: if the file cannot be read, or its sheet is gone.
    """
    sheet = next((sheet for sheet in sheets_of(run) if sheet.name == run.sheet), None)
    table = None if sheet is None else find_table(sheet)
    if table is None:
        raise Refused("sheet_gone", sheet=run.sheet)
    return table


def mapping_of(run: ImportRun, table: Table) -> Mapped:
    """How the table is read."""
    return Mapped(fields_of(run), table.headings, run.mapping.get("country", ""))


def read_rows(table: Table, mapped: Mapped) -> Iterator[tuple[int, list[Value], OrganisationRow, list[Fault]]]:
    """The rows of a table: their numbers as Excel has them, their cells, what they say and what is wrong with them.

    A row is let go once it was read: a large file is not kept twice.
    """
    errors: dict[int, set[int]] = {}
    for row, column in table.errors:
        errors.setdefault(row, set()).add(column)
    for number in list(table.rows):
        values = table.rows.pop(number)
        yield number + 1, values, *read_row(mapped, values, frozenset(errors.get(number, ())))


def told(values: list[Value]) -> list[Any]:
    """Cells as JSON can hold them."""
    return [_told(value) for value in values]


def _told(value: Value) -> Any:
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time | timedelta):
        return str(value)
    return value


def untold(values: list[Any]) -> list[Any]:
    """The cells that ``told`` told."""
    return [_untold(value) for value in values]


def _untold(value: Any) -> Any:
    if isinstance(value, dict):
        if "datetime" in value:
            return datetime.fromisoformat(value["datetime"])
        return date.fromisoformat(value["date"])
    return value


def notices(table: Table, mapped: Mapped) -> list[Fault]:
    """What is worth knowing about the table, and hinders nothing."""
    found = []
    if table.hidden:
        found.append(Fault("hidden_sheet", None, {"sheet": table.sheet}))
    if table.total is not None:
        found.append(Fault("total_row", None, {"row": table.total + 1}))
    for code, spots in (("formulas", table.formulas), ("error_left_out", table.errors)):
        counts: dict[int, int] = {}
        for row, column in spots:
            if column in mapped.fields and row >= table.header.stop:
                counts[column] = counts.get(column, 0) + 1
        found += [Fault(code, column, {"count": count}) for column, count in sorted(counts.items())]
    return found
