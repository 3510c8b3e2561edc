"""The contacts of an organisation in one row: a line for each, the same line in every column.

A name may be given in several scripts, with slashes between: 홍길동 / 洪吉童 / HONG Gildong. A dot without spaces
around it belongs to a name: 阿依古丽·买买提.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from landbridge.directory.workbook import cells
from landbridge.directory.workbook.faults import CellFault
from landbridge.people.wording.names import Parts, split_name

_MOST = 20
_BETWEEN = re.compile(r"\s*[/／|]\s*(?=\S)|\s+·\s+(?=\S)")


class ContactRow(NamedTuple):
    """One contact, as far as the row says."""

    names: tuple[Parts, ...]
    title: str
    email: str
    phone: str


class ContactFault(CellFault):
    """A fault of one of a contact's cells, which ``column`` names by its field."""

    def __init__(self, column: str, fault: CellFault) -> None:
        super().__init__(fault.code, **fault.params)
        self.column = column


def contacts(said: Mapping[str, list[str]], region: str) -> tuple[ContactRow, ...]:
    """The contacts of a row, from the lines of its cells by field; telephones without a country code are of ``region``.

    :raises ContactFault: if a name is missing, or an address or a telephone cannot be one.
    """
    count = max((len(lines) for lines in said.values()), default=0)
    found = []
    for place in range(min(count, _MOST)):
        at = {key: lines[place] if place < len(lines) else "" for key, lines in said.items()}
        if any(at.values()):
            found.append(_contact(at, region))
    return tuple(found)


def _contact(at: Mapping[str, str], region: str) -> ContactRow:
    names = tuple(split_name(part) for part in _BETWEEN.split(at.get("contact_name", "")) if part)
    if not names:
        raise ContactFault(next(key for key, value in at.items() if value), CellFault("no_contact_name"))
    if any(len(name.family) > 80 or len(name.given) > 120 for name in names):
        raise ContactFault("contact_name", CellFault("too_long", limit=120))
    read = {"contact_title": "", "contact_email": "", "contact_phone": ""}
    for key, words in at.items():
        if key in read and words:
            try:
                read[key] = _READ[key](words, region)
            except CellFault as fault:
                raise ContactFault(key, fault) from fault
    return ContactRow(names, read["contact_title"], read["contact_email"], read["contact_phone"])


_READ = {
    "contact_title": lambda words, _region: cells.line(words, 120),
    "contact_email": lambda words, _region: cells.email(words),
    "contact_phone": cells.phone,
}
