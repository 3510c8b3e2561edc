"""The Event sheet, which is read down its first column: a key, and its value in the next cell."""

from __future__ import annotations

from landbridge.base.sheets import Sheet
from landbridge.meetings.workbook import cells
from landbridge.meetings.workbook.faults import Findings, Params
from landbridge.meetings.workbook.headers import EVENT, EVENT_HEADER, column_named
from landbridge.meetings.workbook.layout import Grid, Place


def lay_out_event(sheet: Sheet, findings: Findings) -> Grid:
    """Find every key of the Event sheet; those missing, twice or unknown are told."""
    places: dict[str, Place] = {}
    for number, line in enumerate(sheet.rows):
        column = next((at for at, cell in enumerate(line) if not cells.is_empty(cell)), None)
        if column is None:
            continue
        name = cells.shown(line[column])
        key = column_named(name, EVENT.columns)
        if key is None:
            filled = [cell for cell in line if not cells.is_empty(cell)]
            if len(filled) > 1 and column_named(name, EVENT_HEADER) is None:
                known = ", ".join(known.key for known in EVENT.columns)
                words: Params = {"name": name, "columns": known}
                findings.add("unknown_key", sheet.name, row=number, column=column, header=name, params=words)
        elif key.key in places:
            words = {"name": name, "first": (places[key.key].row or 0) + 1}
            findings.add("duplicate_key", sheet.name, row=number, column=column, header=name, params=words)
        else:
            places[key.key] = Place(column + 1, name, number)
    for key in EVENT.columns:
        if key.required and key.key not in places:
            findings.add("missing_key", sheet.name, params={"name": key.key})
    return Grid(sheet, EVENT, findings, places, first_row=0)
