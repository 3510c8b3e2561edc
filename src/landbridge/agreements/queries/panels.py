"""What apps above tell on an agreement's page, without this app knowing them.

An app above has functions that read its own rows, and says so where they are defined::

    @tells_of_agreement
    def calls_of(agreement: Agreement, user: User) -> Panel | None: ...  # a card of its own

    @notes_obligations
    def programmes_of(agreement: Agreement, user: User) -> Mapping[int, Sequence[Note]]: ...  # lines under a promise

    @comes_next
    def dates_of(agreement: Agreement, user: User, on: date) -> Iterable[Coming]: ...  # lines of "Next"

    @measures
    def meetings_of(agreement: Agreement, user: User) -> Iterable[Figure]: ...  # figures at the head of the page

Its ``AppConfig.ready`` imports that module. A teller gives only what the reader may see: a partner reads these pages.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import Promise

from landbridge.agreements.models import Agreement
from landbridge.people.models import User
from landbridge.people.queries.panels import Panel


@dataclass(frozen=True, slots=True)
class Note:
    """A line about a promise: words, the language somebody wrote them in (Django's code, or empty), and where it leads.

    A title that somebody wrote goes into ``text`` and its language into ``language``; a sentence of the house has none.
    """

    text: str | Promise
    language: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that comes: on a day, or at a moment (then it is shown in the zones of both sides)."""

    on: date
    title: str | Promise
    language: str = ""
    note: str | Promise = ""
    href: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at the head of the page, as ``{% stat %}`` shows it."""

    label: str | Promise
    value: str | int
    of: str | int = ""
    note: str | Promise = ""
    tone: str = ""


Teller = Callable[[Agreement, User], Panel | None]
Noter = Callable[[Agreement, User], Mapping[int, Sequence[Note]]]
Foreteller = Callable[[Agreement, User, date], Iterable[Coming]]
Measurer = Callable[[Agreement, User], Iterable[Figure]]

_tellers: list[Teller] = []
_noters: list[Noter] = []
_foretellers: list[Foreteller] = []
_measurers: list[Measurer] = []


def tells_of_agreement(teller: Teller) -> Teller:
    """Decorator: ask this function for a panel on every agreement's page."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def notes_obligations(noter: Noter) -> Noter:
    """Decorator: ask this function for lines under an agreement's promises, by the number of the obligation."""
    if noter not in _noters:
        _noters.append(noter)
    return noter


def comes_next(foreteller: Foreteller) -> Foreteller:
    """Decorator: ask this function what comes for an agreement, from a day on."""
    if foreteller not in _foretellers:
        _foretellers.append(foreteller)
    return foreteller


def measures(measurer: Measurer) -> Measurer:
    """Decorator: ask this function for figures of an agreement."""
    if measurer not in _measurers:
        _measurers.append(measurer)
    return measurer


def panels_of(agreement: Agreement, user: User) -> list[Panel]:
    """The panels on an agreement's page, in the order their apps are installed."""
    return [panel for teller in _tellers if (panel := teller(agreement, user)) is not None]


def notes_of(agreement: Agreement, user: User) -> Mapping[int, Sequence[Note]]:
    """The lines under each promise, by the number of the obligation; those without any are left out."""
    notes: defaultdict[int, list[Note]] = defaultdict(list)
    for noter in _noters:
        for obligation, lines in noter(agreement, user).items():
            notes[obligation] += lines
    return dict(notes)


def coming(agreement: Agreement, user: User, on: date) -> list[Coming]:
    """What apps above say that comes, the earliest first; of one day, what has a moment before what has none."""
    found = [one for foreteller in _foretellers for one in foreteller(agreement, user, on) if one.on >= on]
    return sorted(found, key=lambda one: (one.on, one.at is None, one.at.timestamp() if one.at else 0.0))


def figures_of(agreement: Agreement, user: User) -> list[Figure]:
    """The figures at the head of an agreement's page, in the order their apps are installed."""
    return [figure for measurer in _measurers for figure in measurer(agreement, user)]
