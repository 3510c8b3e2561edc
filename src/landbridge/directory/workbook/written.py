"""How a fact is written into a file, so that the import reads it back as it was (``cells``, ``rows``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from landbridge.base.table_files import lines_cell
from landbridge.directory.workbook.cells import is_nothing, is_yes, parts

_REGISTERS = {
    "ko": {"brn": "사업자등록번호", "uscc": "통일사회신용코드", "other": "기타"},
    "zh-hans": {"brn": "韩国营业执照号", "uscc": "统一社会信用代码", "other": "其他"},
    "en": {"brn": "BRN", "uscc": "USCC", "other": "other"},
}
_SCHEMES = {"ksic": "KSIC", "gbt4754": "GB/T 4754", "isic": "ISIC"}
_EXACT = 15  # digits that a number of Excel's keeps


def register_cell(kind: str, language: str) -> str:
    """What a register is called in a file."""
    return _REGISTERS.get(language, _REGISTERS["en"]).get(kind, "")


def industry_cell(codes: Iterable[tuple[str, str]]) -> str:
    r"""Industry codes, each after its classification.

    >>> industry_cell([("ksic", "C26"), ("gbt4754", "C39")])
    'KSIC C26\nGB/T 4754 C39'
    """
    return lines_cell(f"{_SCHEMES[scheme]} {code}" for scheme, code in codes)


def certificate_cell(certificates: Iterable[tuple[str, date | None]]) -> str:
    """Certificates, each with its last day in brackets if it has one."""
    return lines_cell(quoted(f"{name} ({until.isoformat()})" if until else name) for name, until in certificates)


def item_cell(texts: Iterable[str]) -> str:
    """Offers or needs, a line each."""
    return lines_cell(quoted(" ".join(text.split())) for text in texts)


def amount_cells(figures: list[tuple[int, Decimal, str]]) -> tuple[int | str, int | float | str, str]:
    """Export figures as the cells of years, amounts and currencies: one as numbers, several a line each."""
    if len(figures) == 1:
        year, amount, currency = figures[0]
        exact = len(amount.as_tuple().digits) <= _EXACT
        return year, (_number(amount) if exact else str(amount)), currency
    years, amounts, currencies = zip(*figures, strict=True) if figures else ((), (), ())
    return lines_cell(map(str, years)), lines_cell(map(str, amounts)), lines_cell(currencies)


def quoted(text: str) -> str:
    """A text as one part of a cell of several; in quotation marks where it would be read as other than it is."""
    return text if _reads_back(text) else '"{}"'.format(text.replace('"', '""'))


def _reads_back(text: str) -> bool:
    if re.search(r'[\n\r;；]|^"', text) or is_yes(text) or is_nothing(text):
        return False
    return parts(text, len(text) + 1) == (text,)


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)
