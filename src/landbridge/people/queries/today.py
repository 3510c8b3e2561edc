"""What apps above put on somebody's first page, without this app knowing them.

An app above has functions that read its own rows, and says so where they are defined::

    @waits(20)
    def approvals_of(user: User) -> Pile | None: ...

Its ``AppConfig.ready`` imports that module. A teller gives only what the reader may see, in as many queries for one
matter as for thirty, and no more than ``MOST`` of them; None where nothing waits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from landbridge.people.models import User

MOST = 6  #: so many matters of a pile are shown; the rest is behind its link


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that waits: its name and the language somebody wrote it in, where to see to it, and until when.

    A note that somebody wrote has its language too; words of the house have none.

    ``due`` is a day, or a moment (then it is shown in the zones of both sides). ``tone`` colours ``tag`` as a tag's
    kind does.
    """

    title: str | Promise
    href: str
    language: str = ""
    note: str | Promise = ""
    note_language: str = ""
    tag: str | Promise = ""
    tone: str = ""
    due: date | None = None

    @property
    def at(self) -> datetime | None:
        """The moment it is due, if it is one."""
        return self.due if isinstance(self.due, datetime) else None


@dataclass(frozen=True, slots=True)
class Pile:
    """Matters of one kind under a title, the most pressing first; ``href`` leads to all of them, called ``link``."""

    title: str | Promise
    matters: Sequence[Matter]
    href: str = ""
    link: str | Promise = ""


Teller = Callable[[User], Pile | None]
_tellers: list[tuple[int, Teller]] = []


def waits(place: int) -> Callable[[Teller], Teller]:
    """Decorator: ask this function what waits for whoever opens their first page; a lower ``place`` comes first."""

    def add(teller: Teller) -> Teller:
        if teller not in [known for _place, known in _tellers]:
            _tellers.append((place, teller))
            _tellers.sort(key=lambda one: one[0])
        return teller

    return add


def piles_for(user: User) -> list[Pile]:
    """Everything that waits for somebody, in order."""
    return [pile for _place, teller in _tellers if (pile := teller(user)) is not None and pile.matters]
