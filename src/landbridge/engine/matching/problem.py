"""Two sides of a market: profiles, and what each seeks and offers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    SEEK = "seek"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is sought or offered: a short text in its language, and codes such as ``hs:854140``.

    ``language`` is ``ko``, ``zh`` or ``en``. An item that is said in two languages is two rows of one ``id``.
    """

    id: str
    kind: Kind
    text: str
    language: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """A firm, as far as matching goes. ``new`` ones may be shown out of turn; ``most`` caps their open requests."""

    id: str
    items: tuple[Item, ...]
    new: bool = False
    most: int | None = None

    def of(self, kind: Kind) -> tuple[Item, ...]:
        """Its items of one kind."""
        return tuple(item for item in self.items if item.kind is kind)
