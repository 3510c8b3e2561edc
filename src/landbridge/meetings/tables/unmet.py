"""Unmet wishes in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from landbridge.meetings.models import Fair
from landbridge.meetings.queries import UnmetRow
from landbridge.meetings.tables.grid import Party, party
from landbridge.meetings.wording import Names, cause_text, remedy_text


@dataclass(frozen=True, slots=True)
class Told:
    """An unmet wish, its cause and its cheapest remedy, in the reader's language."""

    row: UnmetRow
    parties: tuple[Party, ...]
    cause: str
    remedy: str


def told(fair: Fair, rows: Iterable[UnmetRow]) -> list[Told]:
    """Word every row."""
    names = Names(fair)
    return [Told(row, tuple(map(party, row.companies)), _cause(row, names), _remedy(row, names)) for row in rows]


def _cause(row: UnmetRow, names: Names) -> str:
    if row.explained is not None:
        return cause_text(row.explained, names)
    return _("Taken off the board by hand.") if row.found else _("No search has looked at this wish yet.")


def _remedy(row: UnmetRow, names: Names) -> str:
    if row.explained is not None:
        return remedy_text(row.explained, names)
    return _("Place it on the board, or search again.")
