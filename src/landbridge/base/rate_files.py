"""Exchange rates in the table the European Central Bank publishes.

The first column is the day; the others are currencies (units for one euro, the bank's own ``eurofxref`` files) or
pairs (``USDKRW``: won for one dollar). Cells without a figure are empty or ``N/A``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext_lazy as _

from landbridge.base.dates import BadDate, read_date
from landbridge.base.models import ExchangeRate
from landbridge.base.unreadable import Unreadable

SOURCE = "ECB euro foreign exchange reference rates"
#: The currencies that are kept; the bank lists some forty.
CURRENCIES = ("KRW", "CNY", "USD", "EUR", "JPY", "HKD", "GBP", "SGD", "TWD", "VND")
MOST = 40_000
_LARGEST = Decimal(10) ** 10
_EMPTY = {"", "N/A", "-"}

_MESSAGES = {
    "empty": _("The file is empty."),
    "not_text": _("This is no CSV file. Save the table as CSV (UTF-8) and upload it again."),
    "no_date_column": _("The first column is not headed “Date”: it has “%(found)s”."),
    "no_currencies": _("There is no column of a currency that is kept (%(kept)s)."),
    "bad_date": _("Row %(row)s: “%(found)s” is no date."),
    "bad_rate": _("Row %(row)s, column %(column)s: “%(found)s” is no rate."),
    "twice": _("Row %(row)s: the day %(found)s stands in the file twice."),
    "too_many": _("The file holds more than %(most)s rates. Upload fewer years at a time."),
}


class BadRateFile(Unreadable):
    """A file that is not kept, with the reason as a ``code`` (see ``_MESSAGES``) and where."""

    said = _MESSAGES


def read_rates(content: bytes, source: str = SOURCE) -> list[ExchangeRate]:
    """The rates of a file, not saved yet.

    :raises BadRateFile: naming the row and the column.
    """
    try:
        text = content.decode("utf-8-sig")
        rows = [(number, [cell.strip() for cell in row]) for number, row in enumerate(csv.reader(io.StringIO(text)), 1)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadRateFile("not_text") from error
    rows = [(number, row) for number, row in rows if any(row)]
    if not rows:
        raise BadRateFile("empty")
    (_number, head), *body = rows
    if head[0].lower() not in {"date", "날짜", "일자", "日期"}:
        raise BadRateFile("no_date_column", found=head[0])
    pairs = {place: pair for place, title in enumerate(head) if (pair := _pair(title.upper()))}
    if not pairs:
        raise BadRateFile("no_currencies", kept=", ".join(CURRENCIES))
    if len(body) * len(pairs) > MOST:
        raise BadRateFile("too_many", most=MOST)
    return list(_rates(body, pairs, source))


def _pair(title: str) -> tuple[str, str] | None:
    base, quote = ("EUR", title) if len(title) == 3 else (title[:3], title[3:])
    return (base, quote) if base in CURRENCIES and quote in CURRENCIES and base != quote else None


def _rates(body: list[tuple[int, list[str]]], pairs: dict[int, tuple[str, str]], source: str) -> Iterator[ExchangeRate]:
    seen = set()
    for number, row in body:
        try:
            day = read_date(row[0])
        except BadDate as error:
            raise BadRateFile("bad_date", row=number, found=row[0]) from error
        if day in seen:
            raise BadRateFile("twice", row=number, found=row[0])
        seen.add(day)
        for place, (base, quote) in pairs.items():
            said = row[place] if place < len(row) else ""
            if said.upper() not in _EMPTY:
                rate = _rate(said, number, f"{base}/{quote}")
                yield ExchangeRate(base=base, quote=quote, day=day, rate=rate, source=source)


def _rate(said: str, row: int, column: str) -> Decimal:
    try:
        rate = Decimal(said)
    except InvalidOperation:
        rate = Decimal(0)
    if not (rate.is_finite() and 0 < rate < _LARGEST and round(rate, 10) > 0):
        raise BadRateFile("bad_rate", row=row, column=column, found=said)
    return round(rate, 10)
