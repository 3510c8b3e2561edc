"""Who may do what with kinds, programmes and calls."""

from __future__ import annotations

from enum import StrEnum


class Can(StrEnum):
    """What can be done with kinds, programmes and calls."""
