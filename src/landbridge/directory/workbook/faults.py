"""What can be wrong with a file of organisations, or with a row of it: what it is, and what to do about it.

A fault stores its ``code`` and ``params``, never a sentence: it is worded when read, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from landbridge.base.amounts import BadAmount
from landbridge.base.dates import BadDate
from landbridge.base.identifiers import BadNumber
from landbridge.base.particles import with_particles
from landbridge.base.sheets import column_letters
from landbridge.directory.workbook.fault_wording import NOTICES, REMEDIES, WORDING

Params = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong; ``column`` counts from 0 and is None where it is the row's or the file's as a whole."""

    code: str
    column: int | None = None
    params: Params = field(default_factory=dict)

    @property
    def is_notice(self) -> bool:
        """Whether the row goes in all the same."""
        return self.code in NOTICES

    @property
    def letters(self) -> str:
        """The column as Excel calls it."""
        return "" if self.column is None else column_letters(self.column)

    def message(self) -> str:
        """What is wrong, in the active language."""
        if (said := self._of_base()) is not None:
            return with_particles(said)
        return with_particles(str(WORDING[self.code][0]) % self.params)

    def remedy(self) -> str:
        """What to do about it, in the active language."""
        words = REMEDIES.get(self.code) or WORDING[self.code][1]
        return with_particles(str(words) % self.params)

    def _of_base(self) -> str | None:
        """The words of what ``base`` refuses: it knows best why."""
        params = dict(self.params)
        match self.code:
            case "number":
                return BadNumber(params.pop("why"), params.pop("kind"), **params).message()
            case "amount":
                return BadAmount(params["why"], found=params["found"]).message()
            case "date":
                return BadDate(params["why"], found=params["found"]).message()
        return None

    def to_json(self) -> dict[str, Any]:
        """The fault as JSON can hold it."""
        return {"code": self.code, "column": self.column, "params": dict(self.params)}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Fault:
        """The fault that ``to_json`` told."""
        return cls(told["code"], told["column"], told["params"])


class CellFault(Exception):
    """A cell that cannot be read: the code of the fault, and what words it."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params
