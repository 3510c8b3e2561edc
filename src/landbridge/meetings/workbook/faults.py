"""What can be wrong with a fair's workbook, each fault with its place, its message and its remedy.

A fault stores what it is (``code``, ``params``), never a sentence: it is worded when read, in the
language of whoever reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from landbridge.base.particles import with_particles
from landbridge.base.sheets import column_letters
from landbridge.meetings.workbook.fault_wording import NOTICES, WORDING

Params = Mapping[str, str | int]
#: A file with more faults than this is answered with the first of them and the number of the rest.
MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. ``row`` counts from 1 and ``column`` is a letter, as the spreadsheet shows them.

    ``header`` is the heading of the column as the file has it.
    """

    code: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    header: str = ""
    params: Params = field(default_factory=dict)

    @property
    def is_notice(self) -> bool:
        """Whether the workbook can be used all the same."""
        return self.code in NOTICES

    def place(self) -> str:
        """Where to look, in the active language; empty for the file as a whole."""
        if not self.sheet:
            return ""
        if self.row is None and not self.column:
            return _("sheet “%(sheet)s”") % {"sheet": self.sheet}
        if self.row is None:
            words = _("sheet “%(sheet)s”, column %(column)s (%(header)s)")
        elif not self.column:
            words = _("sheet “%(sheet)s”, row %(row)s")
        else:
            words = _("sheet “%(sheet)s”, row %(row)s, column %(column)s (%(header)s)")
        header = self.header or _("no heading")
        return words % {"sheet": self.sheet, "row": self.row, "column": self.column, "header": header}

    def message(self) -> str:
        """What is wrong, in the active language."""
        return with_particles(str(WORDING[self.code][0]) % self._words())

    def remedy(self) -> str:
        """What to do about it, in the active language."""
        return with_particles(str(WORDING[self.code][1]) % self._words())

    def _words(self) -> Params:
        return {"sheet": self.sheet, **self.params}

    def to_json(self) -> dict[str, Any]:
        """The fault as JSON can hold it."""
        return {
            "code": self.code,
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "header": self.header,
            "params": dict(self.params),
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Fault:
        """The fault that ``to_json`` told."""
        return cls(**told)


@dataclass(slots=True)
class Findings:
    """The faults of one file, in the order found, up to a cap; the rest are counted."""

    most: int = MOST_FAULTS
    found: list[Fault] = field(default_factory=list)
    more: int = 0
    grave: int = 0

    def add(
        self,
        code: str,
        sheet: str = "",
        *,
        row: int | None = None,
        column: int | None = None,
        header: str = "",
        params: Params | None = None,
    ) -> None:
        """Note a fault; ``row`` and ``column`` count from 0."""
        letters = "" if column is None else column_letters(column)
        fault = Fault(code, sheet, None if row is None else row + 1, letters, header, params or {})
        self.grave += not fault.is_notice
        if len(self.found) < self.most:
            self.found.append(fault)
        else:
            self.more += 1

    def faults(self) -> list[Fault]:
        """All that was found, faults before notices; the last entry counts what the cap left out."""
        ordered = sorted(self.found, key=lambda fault: fault.is_notice)
        return [*ordered, Fault("more_faults", params={"count": self.more})] if self.more else ordered
