"""Who may do what with places, deposits and documents."""

from __future__ import annotations

from enum import StrEnum


class Can(StrEnum):
    """What can be done with places, deposits and documents."""
