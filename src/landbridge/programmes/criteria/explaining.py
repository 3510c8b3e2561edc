"""Verdicts in words: the rule's text, and each fact beside its limit. In the active language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from landbridge.base.money import MAN, MILLION, Money, spell
from landbridge.base.text import Trilingual
from landbridge.programmes.criteria.values import from_json
from landbridge.programmes.wording.facts import BECAUSE, BESIDE, FACT_LABELS

MOST_SHOWN = 6
Options = Mapping[str, Mapping[str, str]]  #: the words of what can be chosen, by its code


def say_fact(name: str, label: Mapping[str, str] | None = None) -> str:
    """What a fact is called; an answer by its question's ``label`` in the reader's language."""
    if name in FACT_LABELS:
        return str(FACT_LABELS[name])
    return _read(label or {}) or name.removeprefix("answers.")


def _read(words: Mapping[str, str]) -> str:
    named = Trilingual(words.get("ko", ""), words.get("zh-hans", ""), words.get("en", ""))
    return named.read(get_language() or "en")[0]


def say_value(said: Any, options: Options | None = None) -> str:  # noqa: PLR0911 - one line a kind
    """A fact or a limit, as ``values.to_json`` wrote it; what was chosen by the words of the ``options``."""
    if isinstance(said, dict) and "years" in said and "texts" not in said:
        return _say_years(said["years"])
    value = from_json(said)
    match value:
        case None:
            return _("not known")
        case bool():
            return _("yes") if value else _("no")
        case Decimal():
            return say_number(value)
        case Money():
            return say_money(value)
        case date():
            return date_format(value)
        case str():
            return _say_chosen(value, options)
        case _:
            shown = ", ".join(_say_chosen(str(one), options) for one in value[:MOST_SHOWN]) or _("none")
            return f"{shown}, …" if len(value) > MOST_SHOWN else shown


def _say_chosen(code: str, options: Options | None) -> str:
    return _read((options or {}).get(code, {})) or code


def say_money(money: Money) -> str:
    """An amount as reports spell it, unless that would hide what decides: then to the last digit.

    >>> say_money(Money(Decimal("20000000.01"), "USD"))
    'USD 20,000,000.01'
    """
    if abs(money.amount) >= MILLION and money.amount % MAN:
        return f"{money.currency} {say_number(money.amount)}"
    return spell(money, get_language() or "en")


def say_number(number: Decimal) -> str:
    """A number with its thousands apart, and no more decimals than it has.

    >>> say_number(Decimal("1234.50"))
    '1,234.5'
    """
    said = f"{number:,f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


def say_evidence(seen: Mapping[str, Any]) -> str:
    """One fact beside its limit: "Exports: US$20.5 m; at most US$20 m". ``seen`` is an ``Evidence`` as JSON."""
    options = seen.get("options")
    value = say_value(seen.get("value"), options)
    if seen.get("converted"):
        value = _("%(value)s, that is %(converted)s (rate of %(day)s, %(source)s)") % {
            "value": value,
            "converted": say_value(seen["converted"]),
            "day": date_format(date.fromisoformat(seen["rate_day"])),
            "source": seen.get("rate_source") or "–",
        }
    limit = seen.get("limit")
    said = str(BESIDE[seen["how"]]) % {
        "fact": say_fact(seen["fact"], seen.get("label")),
        "value": value,
        "limit": say_value(limit, options),
    }
    if isinstance(limit, dict) and "years" in limit and "texts" in limit:
        said += f" ({_say_years(limit['years'])})"
    # What is missing is said to be not known already.
    because = BECAUSE.get(seen.get("because", ""))
    return said if because is None else f"{said}. {because}"


def _say_years(years: int) -> str:
    return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}
