"""Hostile and unlucky files of organisations: a clear answer, within ten seconds and 500 MB."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from landbridge.base.sheets import Refused
from landbridge.directory.workbook.faults import Fault
from landbridge.directory.workbook.headings import guess
from landbridge.directory.workbook.layout import find_table
from landbridge.directory.workbook.opening import LIMITS, open_sheets
from tests.directory.buyers import HEADINGS, chinese_buyer, chinese_buyers, workbook
from tests.meetings.workbook.workbooks import HEAD, TAIL, raw

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _bomb() -> bytes:
    content = raw(HEAD + '<row r="1"><c r="A1"><v>1</v></c></row>' * 920_000 + TAIL, level=9)
    assert len(content) < 140_000
    return content


def _million_rows() -> bytes:
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>{row * 7919 % 1000}</v></c></row>' for row in range(1, 1_000_001))
    return raw(HEAD + rows + TAIL, level=1)


COSTLY: dict[str, tuple[Callable[[], bytes], str]] = {
    "133 KB bomb": (_bomb, "too_costly"),
    "a million rows": (_million_rows, "too_many_rows"),
    "10,000 columns": (lambda: workbook(("W", [[f"c{number}" for number in range(10_000)]] * 2)), "too_many_columns"),
    "a million lines of CSV": (lambda: b"name\n" + b"Ash Ltd\n" * 1_000_000, "too_many_rows"),
    "10,000 columns of CSV": (lambda: b"name," * 10_000 + b"\n", "too_many_columns"),
}
_MEASURE = """
import json, resource, sys, time
from landbridge.base.sheets import Refused
from landbridge.directory.workbook.opening import open_sheets
content, code, began = sys.stdin.buffer.read(), "", time.process_time()
try:
    open_sheets(content, "buyers.xlsx")
except Refused as refused:
    code = refused.code
own, child = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({
    "code": code,
    "megabytes": max(own.ru_maxrss, child.ru_maxrss) // 1024,
    "seconds": time.process_time() - began + child.ru_utime + child.ru_stime,
}))
"""


@pytest.mark.parametrize("case", COSTLY)
def test_a_costly_file_is_refused_within_its_caps(case: str) -> None:
    make, code = COSTLY[case]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE], input=make(), capture_output=True, timeout=60, check=True
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert told["code"] == code
    assert told["seconds"] <= 10
    assert told["megabytes"] <= 500


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (_OLE2 + bytes(600), "old_excel"),
        (_OLE2 + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"<html><table><tr><td>name</td></tr></table></html>", "html_file"),
        (b"PK\x03\x04 cut off", "broken"),
        (b"MZ\x90\x00\x03\x00", "not_excel"),
        (b"name\n\xff\xff\xff\x81\n", "bad_encoding"),
        (b'name\n"' + b"x" * 200_000, "broken_csv"),
        (b"name\n" + b"x" * (LIMITS.file_bytes + 1), "file_too_large"),
    ],
    ids=["empty", "xls", "password", "web page", "cut off", "program", "encoding", "quotation mark", "large"],
)
def test_a_file_that_is_none_says_which_and_what_to_do(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        open_sheets(content, "buyers.xlsx")
    assert refused.value.code == code
    fault = Fault(refused.value.code, None, refused.value.params)
    assert fault.message()
    assert fault.remedy()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_chinese_text_is_read_in_any_encoding_it_is_saved_in(encoding: str) -> None:
    lines = "\r\n".join(",".join(map(str, row)) for row in chinese_buyers(3))
    (sheet,) = open_sheets(lines.encode(encoding), "buyers.csv")
    assert sheet.rows[0] == list(HEADINGS)
    assert sheet.rows[1][0] == chinese_buyer(1)[0]


def test_korean_text_of_windows_is_read() -> None:
    (sheet,) = open_sheets("업체명,사업자등록번호\r\n한빛정밀,999-81-00000\r\n".encode("cp949"), "업체.csv")
    assert sheet.rows == [["업체명", "사업자등록번호"], ["한빛정밀", "999-81-00000"]]


def test_headings_merged_over_two_rows_below_a_title() -> None:
    rows: list[list[Any]] = [
        ["2026年采购商名单"],
        ["企业名称", "国家", "联系人", ""],
        ["", "", "姓名", "电话"],
        ["重庆云杉机械有限公司", "中国", "王明", "13900000001"],
        ["合计", 1],
    ]
    sheet = open_sheets(workbook(("名单", rows)), "名单.xlsx")[0]
    merged = type(sheet)(sheet.name, sheet.rows, merged=((0, 0, 0, 3), (1, 0, 2, 0), (1, 1, 2, 1), (1, 2, 1, 3)))
    table = find_table(merged)
    assert table is not None
    assert guess(table.headings) == {0: "name", 1: "country", 2: "contact_name", 3: "contact_phone"}
    assert (list(table.rows), table.total) == ([3], 4)
