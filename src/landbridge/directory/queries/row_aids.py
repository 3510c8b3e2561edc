"""What apps above offer beside the rows of an organisation while they are written, without this app knowing them.

An app above says so where it is defined::

    @helps_with_rows("items")
    def codes(organisation: Organisation) -> RowAid | None: ...

Its ``AppConfig.ready`` imports that module. What an aid proposes is only written into a field; whoever writes decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from landbridge.directory.models import Organisation


@dataclass(frozen=True, slots=True)
class RowAid:
    """A template drawn inside each row, what it needs as ``aid.context``, and its script module and styles."""

    template: str
    context: Any = None
    script: str = ""
    style: str = ""


Aid = Callable[[Organisation], RowAid | None]
_aids: dict[str, list[Aid]] = {}


def helps_with_rows(rows: str) -> Callable[[Aid], Aid]:
    """Decorator: ask this function for an aid beside each row of a kind."""

    def register(aid: Aid) -> Aid:
        if aid not in (known := _aids.setdefault(rows, [])):
            known.append(aid)
        return aid

    return register


def aids_of(organisation: Organisation, rows: str) -> list[RowAid]:
    """The aids for an organisation's rows of a kind."""
    return [found for aid in _aids.get(rows, ()) if (found := aid(organisation)) is not None]
