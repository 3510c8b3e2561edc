"""What is compared: entries, each one thing that an organisation seeks or offers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Which way an entry looks."""

    SEEK = "seek"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class Entry:
    """A short text in its language (``ko``, ``zh-hans``, ``en``) with codes such as ``hs:854140``.

    ``number`` is the entry's own, ``group`` its organisation's.
    """

    number: int
    group: int
    kind: Kind
    text: str
    language: str
    codes: tuple[str, ...] = ()
