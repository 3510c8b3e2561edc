"""What apps above tell of an organisation on its page, without this app knowing them.

An app above has a function that reads its own rows, and says so where it is defined::

    @tells_of_organisation
    def fairs_of(organisation: Organisation, user: User) -> Panel | None: ...

Its ``AppConfig.ready`` imports that module. A teller gives only what the reader may see.
"""

from __future__ import annotations

from collections.abc import Callable

from landbridge.directory.models import Organisation
from landbridge.people.models import User
from landbridge.people.queries.panels import Panel

Teller = Callable[[Organisation, User], Panel | None]
_tellers: list[Teller] = []


def tells_of_organisation(teller: Teller) -> Teller:
    """Decorator: ask this function for a panel on every organisation's page."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def panels_of(organisation: Organisation, user: User) -> list[Panel]:
    """The panels on an organisation's page, in the order their apps are installed."""
    return [panel for teller in _tellers if (panel := teller(organisation, user)) is not None]
