"""Numbers as they are typed: 1,234.5, １２３, −3. Never 1e9, and no guess where commas part no thousands."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,18})(?:\.\d{1,8})?", re.ASCII)
_LONGEST = 40


def decimal_of(text: str) -> Decimal | None:
    """The number that ``text`` is, or None.

    >>> decimal_of("１,２３４.５"), decimal_of("1,23"), decimal_of("1e5")
    (Decimal('1234.5'), None, None)
    """
    if len(text) > _LONGEST:
        return None
    said = unicodedata.normalize("NFKC", text).strip().replace("−", "-")
    return Decimal(said.replace(",", "")) if _NUMBER.fullmatch(said) else None


def plain(number: Decimal) -> str:
    """A number as it is kept: no exponent, no zeros behind that say nothing.

    >>> plain(Decimal("20500000.00")), plain(Decimal("0.50"))
    ('20500000', '0.5')
    """
    said = f"{number:f}"
    said = said.rstrip("0").rstrip(".") if "." in said else said
    return "0" if said in {"-0", ""} else said
