"""Unlucky files of organisations: a clear answer, and text read in any encoding; what is costly, see the workbooks."""

from __future__ import annotations

from typing import Any

import pytest

from landbridge.base.sheets import Refused
from landbridge.directory.workbook.faults import Fault
from landbridge.directory.workbook.headings import guess
from landbridge.directory.workbook.layout import find_table
from landbridge.directory.workbook.opening import LIMITS, open_sheets
from tests.directory.buyers import HEADINGS, chinese_buyer, chinese_buyers, workbook

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
