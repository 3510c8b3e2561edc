"""Files of organisations that are none, or cost more than they may: each by what it tries.

Run with a folder of such files, it takes each in as the site does and tells what that cost (``measured``).
"""

from __future__ import annotations

import json
import os
import re
import resource
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from landbridge.base.sheets_out import write_csv
from tests.directory.buyers import HEADINGS, chinese_buyer, chinese_buyers, workbook
from tests.meetings.workbook.test_bad_workbooks import FILES
from tests.meetings.workbook.workbooks import HEAD, raw, text_cell

#: What is asked of every file, however it is made.
MOST_SECONDS, MOST_MEGABYTES = 10, 500
Make = Callable[[], bytes]


def _wide() -> bytes:
    rows = chinese_buyers(2)
    rows[0] += [f"备注{number}" for number in range(10_000)]
    return workbook(("采购商", rows))


def _wide_csv() -> bytes:
    return write_csv([[*HEADINGS, *(f"备注{number}" for number in range(10_000))], chinese_buyer(1)])


def _cells_in_one_merge() -> bytes:
    """Every cell of the sheet merged into one, thousands of times."""
    merged = '<mergeCell ref="A1:ZZ99999"/>' * 20_000
    rows = "".join(f'<row r="{row}">{text_cell(f"A{row}", "x")}</row>' for row in range(1, 60_000))
    return raw(f"{HEAD}{rows}</sheetData><mergeCells>{merged}</mergeCells></worksheet>", level=9)


#: By what each tries: how it is made, what it is called, and the codes it may be answered with.
REFUSED: Mapping[str, tuple[Make, str, frozenset[str]]] = {
    "nothing": (lambda: b"", "a.xlsx", frozenset({"empty"})),
    "an old workbook": (FILES[".xls"][0], "a.xls", frozenset({"old_office"})),
    "an old workbook renamed": (FILES[".xls"][0], "a.xlsx", frozenset({"old_office"})),
    "an old workbook called CSV": (FILES[".xls"][0], "a.csv", frozenset({"old_office"})),
    "a password": (FILES["encrypted"][0], "a.xlsx", frozenset({"old_office"})),
    "a CSV file renamed": (lambda: "기업명,국가\n한빛,한국\n".encode("cp949"), "a.xlsx", frozenset({"unknown"})),
    "a web page renamed": (FILES["web page"][0], "a.xlsx", frozenset({"active"})),
    "a web page called CSV": (FILES["web page"][0], "a.csv", frozenset({"active"})),
    "a picture renamed": (FILES["picture"][0], "a.xlsx", frozenset({"unwanted", "broken"})),
    "another archive": (FILES["another zip"][0], "a.xlsx", frozenset({"unknown"})),
    "cut short": (lambda: workbook(("采购商", chinese_buyers(3)))[:-400], "a.xlsx", frozenset({"broken"})),
    "cut after its head": (lambda: workbook(("采购商", chinese_buyers(3)))[:60], "a.xlsx", frozenset({"broken"})),
    "no encoding": (lambda: "企业名称\n重庆".encode() + b"\xff\xff\x81\n", "a.csv", frozenset({"not_text"})),
    "a quotation that never ends": (
        ('企业名称,国家\n"' + "重庆机械有限公司\n" * 20_000).encode,
        "a.csv",
        frozenset({"broken_csv"}),
    ),
    "no table": (lambda: workbook(("采购商", [["只有一句话"]])), "a.xlsx", frozenset({"no_table"})),
    "entities": (FILES["entity bomb"][0], "a.xlsx", frozenset({"entities"})),
}
#: What may cost much. Measured in a process of its own.
COSTLY: Mapping[str, tuple[Make, str, frozenset[str]]] = {
    "a bomb": (FILES["133 KB bomb"][0], "a.xlsx", frozenset({"unpacks_too_far", "too_costly"})),
    "a bomb that lies": (FILES["lying bomb"][0], "a.xlsx", frozenset({"broken"})),
    "a million rows": (FILES["a million rows"][0], "a.xlsx", frozenset({"too_many_rows"})),
    "a million lines": (("企业名称,国家\n" + "重庆,CN\n" * 1_000_000).encode, "a.csv", frozenset({"too_many_rows"})),
    "10,000 columns": (_wide, "a.xlsx", frozenset({"too_many_columns"})),
    "10,000 columns of text": (_wide_csv, "a.csv", frozenset({"too_many_columns"})),
    "cells far apart": (FILES["cells far apart"][0], "a.xlsx", frozenset({"too_many_cells"})),
    "strings without end": (FILES["many strings"][0], "a.xlsx", frozenset({"no_table", "too_costly"})),
    "everything merged": (_cells_in_one_merge, "a.xlsx", frozenset({"unsafe"})),
}


def measured(content: bytes, name: str) -> dict[str, Any]:
    """Upload a file and read it: what the answer was, CPU seconds, and MB of this process and its largest child."""
    from landbridge.base.documents import FileRefused  # noqa: PLC0415 — settings first
    from landbridge.base.log import LogEntry  # noqa: PLC0415
    from landbridge.directory.actions.imports import upload_import  # noqa: PLC0415
    from landbridge.directory.jobs import read_import  # noqa: PLC0415
    from landbridge.people.models import User  # noqa: PLC0415

    before = sum(os.times()[:4])
    try:
        run = upload_import(content, name, by=User.objects.get(email="guest@test.example"))
    except FileRefused as refused:
        codes = [refused.code]
    else:
        read_import(entry_id=LogEntry.objects.latest("pk").pk)
        run.refresh_from_db()
        codes = [fault["code"] for fault in run.faults] or [run.state]
    own = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text(encoding="ascii"))
    assert own is not None
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return {"codes": codes, "seconds": sum(os.times()[:4]) - before, "megabytes": (int(own[1]) + child) / 1024}


def main() -> None:
    """Measure each file of a folder in a process of its own, so that none inherits the memory of another."""
    import django  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    django.setup()
    for file in sorted(Path(sys.argv[1]).iterdir()):
        connections.close_all()
        if (child := os.fork()) == 0:
            try:
                print(json.dumps([file.stem, measured(file.read_bytes(), file.name)]), flush=True)  # noqa: T201
                connections.close_all()
                os._exit(0)
            finally:
                os._exit(1)
        assert os.waitpid(child, 0)[1] == 0, file.stem


if __name__ == "__main__":
    main()
