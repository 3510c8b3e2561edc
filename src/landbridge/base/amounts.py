"""Amounts of money as people of both countries write them: 3억 5천만원, 1.2万元, 2,050만 달러, US$20.5m.

Nothing is guessed: a number whose separators make no thousands, or an amount without a currency, is told.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from landbridge.base.money import Money
from landbridge.base.unreadable import Unreadable

_CURRENCIES = {
    "KRW": ("krw", "₩", "원", "韩元", "韩币", "韩圆", "won"),
    "USD": ("usd", "us$", "$", "미국달러", "미달러", "달러", "미불", "불", "美元", "美金", "dollars", "dollar"),
    "CNY": ("cny", "rmb", "cn¥", "¥", "중국위안", "위안화", "위안", "人民币", "元", "块", "yuan"),
    "EUR": ("eur", "€", "유로", "欧元", "euros", "euro"),
    "JPY": ("jpy", "일본엔", "엔화", "엔", "日元", "円", "yen"),
    "HKD": ("hkd", "hk$", "홍콩달러", "港元", "港币"),
    "GBP": ("gbp", "£", "파운드", "英镑"),
}
_NAMES = {name: code for code, names in _CURRENCIES.items() for name in names}
_SMALL = {"십": 10, "十": 10, "백": 100, "百": 100, "천": 1000, "千": 1000}
_LARGE = {
    "만": 10**4, "万": 10**4, "萬": 10**4, "억": 10**8, "亿": 10**8, "億": 10**8, "조": 10**12, "万亿": 10**12,
    "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "m": 10**6,
    "billion": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip


def _any_of(words: dict[str, Any]) -> str:
    # The longest first: 万亿 before 万, 홍콩달러 before 달러.
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_TOKEN = re.compile(
    rf"\s*(?:(?P<number>\d[\d,]*(?:\.\d+)?)|(?P<currency>{_any_of(_NAMES)})|(?P<large>{_any_of(_LARGE)})"
    rf"|(?P<small>{_any_of(_SMALL)}))"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_NEGATIVE = re.compile(r"[-−–△▲]\s*(?P<after>.+)|\((?P<within>.+)\)")
_LIMIT = Decimal(10) ** 18  # what the database keeps

_MESSAGES = {
    "empty": _("Enter an amount."),
    "unreadable": _("“%(found)s” can’t be read as an amount. Write it like 350,000,000 or US$20.5m."),
    "separators": _("In “%(found)s” the commas do not part thousands. Write it like 1,234,567.89."),
    "no_currency": _("“%(found)s” names no currency. Add KRW, CNY or USD."),
    "two_currencies": _("“%(found)s” names two currencies."),
    "too_large": _("“%(found)s” is larger than any amount that is kept."),
}


class BadAmount(Unreadable):
    """Text that is no amount, with the reason as a ``code``.

    Codes: ``empty``, ``unreadable``, ``separators``, ``no_currency``, ``two_currencies``, ``too_large``.
    """

    said = _MESSAGES


def read_amount(value: str | float | Decimal, currency: str = "") -> Money:
    """An amount as it stands in a cell or a form; ``currency`` is what it is in where it does not say so itself.

    >>> read_amount("３억 5천만원"), read_amount("US$20.5m").amount, read_amount("1.2万", "CNY").amount
    (Money(amount=Decimal('350000000'), currency='KRW'), Decimal('20500000.0'), Decimal('12000.0'))

    :raises BadAmount: if it can't be read, or no currency is known.
    """
    whole = str(value).strip()
    said = unicodedata.normalize("NFKC", whole).strip().lower()
    if not said:
        raise BadAmount("empty")
    negative = _NEGATIVE.fullmatch(said)
    amount, named = _read((negative["after"] or negative["within"]) if negative else said, whole)
    # The sign of the yuan is that of the yen too.
    known = currency if named == "CNY" and "¥" in said and currency == "JPY" else named or currency
    if not known:
        raise BadAmount("no_currency", found=whole)
    if amount >= _LIMIT:
        raise BadAmount("too_large", found=whole)
    return Money(-amount if negative else amount, known)


def _read(text: str, whole: str) -> tuple[Decimal, str]:
    total = section = Decimal(0)
    number: Decimal | None = None
    last_large, named, said_any, at = 10**16, set(), False, 0
    text = text.rstrip()
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            raise BadAmount("unreadable", found=whole)
        at, word = token.end(), token.group().strip()
        if token["currency"]:
            named.add(_NAMES[word])
            continue
        said_any = True
        if token["number"]:
            if number is not None:
                raise BadAmount("unreadable", found=whole)
            number = _number(word, whole)
        elif token["small"]:
            section += (1 if number is None else number) * _SMALL[word]
            number = None
        else:
            # 3억 5천만: what stands before 만 is counted in it; a larger word after a smaller one is no number.
            if _LARGE[word] >= last_large:
                raise BadAmount("unreadable", found=whole)
            before = section + (number or 0)
            total += (before if section or number is not None else 1) * _LARGE[word]
            last_large, section, number = _LARGE[word], Decimal(0), None
    if not said_any:
        raise BadAmount("unreadable", found=whole)
    if len(named) > 1:
        raise BadAmount("two_currencies", found=whole)
    return total + section + (number or 0), named.pop() if named else ""


def _number(word: str, whole: str) -> Decimal:
    if not _THOUSANDS.fullmatch(word):
        raise BadAmount("separators", found=whole)
    return Decimal(word.replace(",", ""))
