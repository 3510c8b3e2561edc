"""Workbooks of buyers for the tests of the import."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from landbridge.base.identifiers import USCC_ALPHABET, brn_check_digit, uscc_check_character

HEADINGS = (
    "企业名称", "韩文名称", "国家", "省市", "统一社会信用代码", "员工人数", "成立时间", "出口额（万美元）", "出口年份",
    "认证", "主营产品", "采购需求", "联系人", "职务", "邮箱", "手机",
)  # fmt: skip


def workbook(*sheets: tuple[str, Sequence[Sequence[Any]]], saved: int = 1) -> bytes:
    """Sheets as an .xlsx file, saved on a day of January: on another day the bytes are others."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": datetime(2026, 1, saved)})  # noqa: DTZ001 - as Excel keeps it
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if value != "":
                    sheet.write(number, column, value)
    book.close()
    return buffer.getvalue()


def uscc(seed: int) -> str:
    """A code that the register could have given out."""
    drawn = random.Random(seed)  # noqa: S311 - names, not secrets
    body = "9150010" + f"{seed % 10}" + "MA" + "".join(drawn.choice(USCC_ALPHABET) for _ in range(7))
    body = body[:17]
    return body + uscc_check_character(body)


def brn(seed: int) -> str:
    """A number that the tax office could have given out."""
    nine = f"{101 + seed % 800:03d}81{seed % 10_000:04d}"
    return nine + brn_check_digit(nine)


_FIRST = ["云杉", "清波", "晨曦", "远山", "长河", "明月", "金石", "青松", "红枫", "白桦"]
_TRADES = ["机械", "电子", "材料", "汽车零部件", "能源", "光学", "精密", "生物", "软件", "物流"]


def chinese_buyer(number: int, **changes: Any) -> list[Any]:
    """A row below ``HEADINGS``; ``changes`` are by heading."""
    row: dict[str, Any] = {
        "企业名称": f"重庆{_FIRST[number % 10]}{_TRADES[number // 10 % 10]}{_numeral(number)}有限公司",
        "韩文名称": "" if number % 2 else f"충칭 바이어 {_numeral(number)}",
        "国家": "中国",
        "省市": "重庆",
        "统一社会信用代码": uscc(number),
        "员工人数": 10 + number,
        "成立时间": 2000 + number % 20,
        "出口额（万美元）": number * 1.5,
        "出口年份": 2025,
        "认证": "ISO 9001 (2027-05-31)",
        "主营产品": f"激光雷达{number}；传感器",
        "采购需求": "电池材料",
        "联系人": f"王{_FIRST[number % 10][0]}明",
        "职务": "经理",
        "邮箱": f"buyer{number}@chongqing.example",
        "手机": f"139{number:08d}",
    }
    return [(row | changes)[heading] for heading in HEADINGS]


def chinese_buyers(count: int, since: int = 1) -> list[list[Any]]:
    """A table with headings."""
    return [list(HEADINGS), *(chinese_buyer(number) for number in range(since, since + count))]


def _numeral(number: int) -> str:
    return "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))
