"""What apps above tell of a person on that person's page, without this app knowing them.

An app above has a function that reads its own rows, and says so where it is defined::

    @tells_of_person
    def organisations_of(person: Person, user: User) -> Panel | None: ...

Its ``AppConfig.ready`` imports that module. A teller gives only what the reader may see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from landbridge.people.models import Person, User


@dataclass(frozen=True, slots=True)
class Panel:
    """A card on a page: its title, and a template of the app with what that template asks for."""

    title: str | Promise
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)


Teller = Callable[[Person, User], Panel | None]
_tellers: list[Teller] = []


def tells_of_person(teller: Teller) -> Teller:
    """Decorator: ask this function for a panel on every person's page."""
    if teller not in _tellers:
        _tellers.append(teller)
    return teller


def panels_of(person: Person, user: User) -> list[Panel]:
    """The panels on a person's page, in the order their apps are installed."""
    return [panel for teller in _tellers if (panel := teller(person, user)) is not None]
