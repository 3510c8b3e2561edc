"""Export figures: years, amounts and currencies, in cells of their own or said by a heading.

"2025년 수출액(천불)" says a year, a unit and a currency for the bare numbers below it, and so does "出口额（万美元）".
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from landbridge.base.amounts import BadAmount, read_amount
from landbridge.base.sheets import Value
from landbridge.directory.workbook import cells
from landbridge.directory.workbook.faults import CellFault

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)|[’'](\d{2})(?!\d)")
_UNIT = re.compile(
    r"[(\[（【]\s*(?:단위\s*[:：]?|单位\s*[:：]?|unit\s*:?)?\s*([^()\[\]（）【】]+?)\s*[)\]）】]", re.IGNORECASE
)
_ONE = Decimal(1)


class Figure(NamedTuple):
    """What was exported in a year."""

    year: int
    amount: Decimal
    currency: str


class Said(NamedTuple):
    """What a heading says about the numbers below it."""

    year: int | None
    times: Decimal
    currency: str


@lru_cache(maxsize=500)
def said_by(heading: str) -> Said:
    """The year, the unit and the currency that a heading names.

    >>> said_by("2025년 수출액(천불)"), said_by("出口额（万美元）")
    (Said(year=2025, times=Decimal('1000'), currency='USD'), Said(year=None, times=Decimal('10000'), currency='USD'))
    """
    plain = unicodedata.normalize("NFKC", heading)
    found = _YEAR.search(plain)
    year = None if found is None else int(found[1] or f"20{found[2]}")
    for unit in (match[1] for match in _UNIT.finditer(plain)):
        try:
            money = read_amount(re.sub(r"[,'’]?000$", "천", unit))
        except BadAmount as bad:
            if bad.code != "unreadable":
                continue
            try:  # a currency alone, "USD": one of it
                money = read_amount(f"1 {unit}")
            except BadAmount:
                continue
        return Said(year, money.amount or _ONE, money.currency)
    return Said(year, _ONE, "")


def figures(value: Value, heading: str, years: list[str], currencies: list[str]) -> tuple[Figure, ...]:
    """The figures of a cell: one, or several on lines beside as many years and currencies.

    :raises CellFault: if an amount, its year or its currency is missing or unreadable.
    """
    said = said_by(heading)
    amounts: list[Value] = list(cells.lines(value)) if isinstance(value, str) else [value]
    found = []
    for place, amount in enumerate(amounts):
        if cells.is_nothing(amount):
            continue
        year = _at(years, place)
        if not year and said.year is None:
            raise CellFault("no_export_year")
        found.append(
            _figure(amount, cells.year(year) if year else said.year or 0, said, currency(_at(currencies, place)))
        )
    return tuple(found)


def currency(words: str) -> str:
    """The code of a currency named in its cell; empty for an empty cell."""
    if not words:
        return ""
    try:
        return read_amount(f"1 {words}").currency
    except BadAmount as bad:
        raise CellFault("unknown_currency", found=cells.shown(words)) from bad


def _figure(amount: Value, year: int, said: Said, named: str) -> Figure:
    bare = isinstance(amount, int | float)
    try:
        money = read_amount(str(amount), named or said.currency)
    except BadAmount as bad:
        raise CellFault("amount", why=bad.code, found=cells.shown(bad.params["found"])) from bad
    if money.amount < 0:
        raise CellFault("negative")
    # The heading's unit is for bare numbers; "3억원" below "(천원)" says its own.
    if bare or re.fullmatch(r"[\d,.\s]+", unicodedata.normalize("NFKC", str(amount))):
        money_amount = money.amount * said.times
    else:
        money_amount = money.amount
    return Figure(year, money_amount.quantize(Decimal("0.01")), money.currency)


def _at(said: list[str], place: int) -> str:
    """The line beside; one alone is for all."""
    return said[0] if len(said) == 1 else said[place] if place < len(said) else ""
