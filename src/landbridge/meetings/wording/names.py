"""The things of a fair by name: companies, interpreters, times, tables, languages, lists of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from typing import Any

from django.conf.locale import LANG_INFO
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext
from django.utils.translation import gettext as _

from landbridge.base.scripts import in_script

#: As many items of a list are named; the rest are counted.
LISTED = 4
_LANGUAGES: Mapping[str, Any] = {
    "ko": gettext_lazy("Korean"),
    "zh": gettext_lazy("Chinese"),
    "en": gettext_lazy("English"),
    "ja": gettext_lazy("Japanese"),
}


class Names:
    """Words for the codes of one fair, in the active language.

    ``fair`` is a ``FairBook`` or a ``Fair``: both call their parts the same, and each part is read
    when it is first asked for. A code that the fair does not have is shown as it is.
    """

    def __init__(self, fair: Any) -> None:
        self._fair = fair

    def company(self, code: str) -> str:
        """A company by its name in the active language, failing that another of its names, or its code."""
        row = self._companies.get(code)
        if row is None:
            return code
        own = {"ko": row.name_ko, "zh": row.name_zh, "en": row.name_en}.get((get_language() or "en")[:2], "")
        return str(own or row.name_en or row.name_ko or row.name_zh or code)

    def interpreter(self, code: str) -> str:
        """An interpreter by name, in the reader's script where the name is given in several."""
        row = self._interpreters.get(code)
        if row is not None:
            return in_script(str(row.name or code))
        return _("a new interpreter") if code.startswith("+") else code

    def table(self, code: str) -> str:
        """A table by its code."""
        return code if code in self._tables or not code.startswith("+") else _("a new table")

    def slot(self, code: str) -> str:
        """A slot by its time, with its day where the fair has several."""
        row = self._slots.get(code)
        if row is None:
            return code
        clock = f"{row.start:%H:%M}"
        return clock if self._one_day else f"{date_format(row.day, 'MONTH_DAY_FORMAT')} {clock}"

    def day(self, iso: str) -> str:
        """A day that a slot of the fair is on, given as 2026-12-12."""
        day = next((row.day for row in self._slots.values() if row.day.isoformat() == iso), None)
        return iso if day is None else date_format(day, "MONTH_DAY_FORMAT")

    def meeting(self, wish: str) -> str:
        """A wish or meeting by who meets, and its code."""
        row = self._wishes.get(wish)
        if row is None:
            return wish
        companies = (getattr(company, "code", company) for company in _rows(row.companies))
        pair = " – ".join(self.company(company) for company in companies)
        return _("%(companies)s (%(wish)s)") % {"companies": pair, "wish": wish}

    def companies(self, codes: Iterable[str]) -> str:
        """Several companies."""
        return listed(self.company(code) for code in codes)

    def slots(self, codes: Iterable[str]) -> str:
        """Several slots, in time order."""
        return listed(self.slot(code) for code in sorted(codes, key=self._position))

    def meetings(self, wishes: Iterable[str]) -> str:
        """Several meetings."""
        return listed(self.meeting(wish) for wish in wishes)

    def _position(self, code: str) -> tuple[str, str, str]:
        row = self._slots.get(code)
        return ("", "", code) if row is None else (row.day.isoformat(), row.start.isoformat(), code)

    @cached_property
    def _companies(self) -> Mapping[str, Any]:
        return _by_code(self._fair.companies)

    @cached_property
    def _interpreters(self) -> Mapping[str, Any]:
        return _by_code(self._fair.interpreters)

    @cached_property
    def _tables(self) -> Mapping[str, Any]:
        return _by_code(self._fair.tables)

    @cached_property
    def _slots(self) -> Mapping[str, Any]:
        return _by_code(self._fair.slots)

    @cached_property
    def _one_day(self) -> bool:
        return len({row.day for row in self._slots.values()}) < 2

    @cached_property
    def _wishes(self) -> Mapping[str, Any]:
        wishes = self._fair.wishes
        return _by_code(wishes.prefetch_related("companies") if hasattr(wishes, "prefetch_related") else wishes)


def language(code: str) -> str:
    """A language by name; several codes with slashes between them are alternatives ("en/zh")."""
    if "/" in code:
        return pgettext("between languages that would both do", " or ").join(language(part) for part in code.split("/"))
    if code in _LANGUAGES:
        return str(_LANGUAGES[code])
    return _(LANG_INFO[code]["name"]) if code in LANG_INFO and "name" in LANG_INFO[code] else code


def languages(codes: Iterable[str]) -> str:
    """The languages that an interpreter has to stand between."""
    return " – ".join(language(code) for code in codes)


def listed(items: Iterable[str]) -> str:
    """A list in a sentence; a long one is cut, and what is left out is counted.

    >>> from django.utils.translation import override
    >>> with override("en"):
    ...     listed(["a", "b"]), listed("abcdef")
    ('a, b', 'a, b, c, d and 2 more')
    """
    every: Collection[str] = list(items)
    comma = pgettext("between items of a list", ", ")
    if len(every) <= LISTED + 1:
        return comma.join(every)
    more = len(every) - LISTED
    words = ngettext("%(list)s and %(count)s more", "%(list)s and %(count)s more", more)
    return words % {"list": comma.join(list(every)[:LISTED]), "count": more}


def sentences(several: Iterable[str]) -> str:
    """One sentence after the other; Chinese sets no space between them."""
    return ("" if (get_language() or "en").startswith("zh") else " ").join(several)


def _by_code(rows: Any) -> Mapping[str, Any]:
    return {row.code: row for row in _rows(rows)}


def _rows(rows: Any) -> Iterable[Any]:
    every: Iterable[Any] = rows.all() if hasattr(rows, "all") else rows
    return every
