"""Wishes without a place, as the board keeps them at hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from landbridge.meetings.models import Fair, Wish
from landbridge.meetings.queries import UnmetRow
from landbridge.meetings.tables.grid import Party, party
from landbridge.meetings.tables.unmet import told


@dataclass(frozen=True, slots=True)
class Waiting:
    """One wish that waits for a place, why it does, and what would help."""

    wish: Wish
    parties: tuple[Party, ...]
    cause: str
    remedy: str

    @property
    def title(self) -> str:
        """Who wants to meet whom, in one line."""
        return " × ".join(one.name.text for one in self.parties)


def tray(fair: Fair, rows: Iterable[UnmetRow]) -> list[Waiting]:
    """Word every row."""
    return [
        Waiting(found.row.wish, tuple(map(party, found.row.companies)), found.cause, found.remedy)
        for found in told(fair, rows)
    ]


def waiting(fair: Fair, wish: Wish) -> Waiting:
    """One wish of the tray, with its parts and what is known of it at hand."""
    companies = tuple(part.company for part in wish.parts.select_related("company"))
    return tray(fair, [UnmetRow(wish, companies, getattr(wish, "unmet", None))])[0]
