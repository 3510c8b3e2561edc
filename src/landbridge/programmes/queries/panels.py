"""What apps above tell of a programme on its page, without this app knowing them.

An app above has a function that reads its own rows, and says so where it is defined::

    @tells_of_programme
    def matches_of(programme: Programme, user: User) -> Panel | None: ...

Its ``AppConfig.ready`` imports that module. A teller gives only what the reader may see.
"""

from __future__ import annotations

from collections.abc import Callable

from landbridge.people.models import User
from landbridge.people.queries.panels import Panel
from landbridge.programmes.models import Programme

Teller = Callable[[Programme, User], Panel | None]
_tellers: list[Teller] = []


def tells_of_programme(teller: Teller) -> Teller:
    """Decorator: ask this function for a panel on every programme's page."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def panels_of(programme: Programme, user: User) -> list[Panel]:
    """The panels on a programme's page, in the order their apps are installed."""
    return [panel for teller in _tellers if (panel := teller(programme, user)) is not None]
