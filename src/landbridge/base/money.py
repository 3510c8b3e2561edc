"""Amounts of money, and how reports of the three languages spell them.

One ``Decimal``, three spellings: 6억 140만 달러, 6.014亿美元, US$601.4 m. From a million on all three are rounded to
ten thousands, half up, so that they say the same; below, they are exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

MAN, EOK, JO = Decimal(10**4), Decimal(10**8), Decimal(10**12)
MILLION, BILLION = Decimal(10**6), Decimal(10**9)

#: Currencies without a smaller unit in use; all others have hundredths.
_WHOLE = {"KRW", "JPY", "VND"}
_KOREAN = {
    "KRW": "원", "USD": "달러", "CNY": "위안", "EUR": "유로", "JPY": "엔", "HKD": "홍콩달러", "GBP": "파운드",
}  # fmt: skip
_CHINESE = {
    "KRW": "韩元", "USD": "美元", "CNY": "元人民币", "EUR": "欧元", "JPY": "日元", "HKD": "港元", "GBP": "英镑",
}  # fmt: skip
_ENGLISH = {"USD": "US$", "EUR": "€", "HKD": "HK$", "GBP": "£"}

#: What is counted: Korean, Chinese, English for one and for more.
_UNITS = {
    "firm": ("개사", "家", "firm", "firms"),
    "buyer": ("개사", "家", "buyer", "buyers"),
    "consultation": ("건", "场", "consultation", "consultations"),
    "case": ("건", "项", "case", "cases"),
    "person": ("명", "人", "person", "people"),
    "document": ("부", "份", "document", "documents"),
}


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217)."""

    amount: Decimal
    currency: str

    def rounded(self) -> Money:
        """To the currency's smallest unit, half up."""
        unit = Decimal(1) if self.currency in _WHOLE else Decimal("0.01")
        return Money(self.amount.quantize(unit, ROUND_HALF_UP), self.currency)


def spell(money: Money, language: str) -> str:
    """An amount in the house style of ``ko``, ``zh-hans`` or ``en``.

    >>> [spell(Money(Decimal(601_400_000), "USD"), language) for language in ("ko", "zh-hans", "en")]
    ['6억 140만 달러', '6.014亿美元', 'US$601.4 m']
    """
    amount = money.rounded().amount
    sign, size = "−" if amount < 0 else "", abs(amount)
    if size >= MILLION:
        size = (size / MAN).quantize(Decimal(1), ROUND_HALF_UP) * MAN
    if language == "ko":
        return f"{sign}{_in_korean(size)} {_KOREAN.get(money.currency, money.currency)}"
    if language == "zh-hans":
        return f"{sign}{_in_chinese(size)}{_CHINESE.get(money.currency, f' {money.currency}')}"
    return f"{sign}{_ENGLISH.get(money.currency, f'{money.currency} ')}{_in_english(size)}"


def spell_change(percent: Decimal, language: str, *, on_year: bool = False) -> str:
    """By how many per cent something rose or fell, to one decimal; ``on_year`` says that a year before is meant.

    >>> [spell_change(Decimal(33), language, on_year=True) for language in ("ko", "zh-hans", "en")]
    ['전년比 33.0%↑', '同比增长33.0%', '+33.0 %']
    """
    change = percent.quantize(Decimal("0.1"), ROUND_HALF_UP)
    size = f"{abs(change):,}"
    if language == "ko":
        return f"{'전년比 ' if on_year else ''}{size}%{_of_sign(change, '↑', '', '↓')}"
    if language == "zh-hans":
        said = _of_sign(change, f"增长{size}%", "持平", f"下降{size}%")
        return f"{'同比' if on_year else ''}{said}"
    return f"{_of_sign(change, '+', '±', '−')}{size} %"


def spell_count(number: int, unit: str, language: str) -> str:
    """How many, with the unit's word: 629개사, 629家, 629 firms.

    :raises KeyError: for a unit that has no words: see ``_UNITS``.
    """
    korean, chinese, one, more = _UNITS[unit]
    if language == "ko":
        return f"{number:,}{korean}"
    if language == "zh-hans":
        return f"{number:,}{chinese}"
    return f"{number:,} {one if number == 1 else more}"


def _of_sign(change: Decimal, up: str, level: str, down: str) -> str:
    return up if change > 0 else down if change < 0 else level


def _in_korean(size: Decimal) -> str:
    """6억 140만; each place of ten thousand has its word, and a place that is nothing is left out."""
    parts = []
    for word, unit in (("조", JO), ("억", EOK), ("만", MAN)):
        count, size = divmod(size, unit)
        if count:
            parts.append(f"{_plain(count)}{word}")
    if size or not parts:
        parts.append(_plain(size))
    return " ".join(parts)


def _in_chinese(size: Decimal) -> str:
    for word, unit in (("万亿", JO), ("亿", EOK), ("万", MAN)):
        if size >= unit:
            return f"{_plain(size / unit)}{word}"
    return _plain(size)


def _in_english(size: Decimal) -> str:
    if size >= BILLION:
        return f"{_plain(size / BILLION)} bn"
    return f"{_plain(size / MILLION)} m" if size >= MILLION else _plain(size)


def _plain(number: Decimal) -> str:
    """With separators, and decimals only where there are any."""
    said = f"{number:,f}"
    return said.rstrip("0").rstrip(".") if "." in said else said
