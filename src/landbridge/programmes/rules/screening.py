"""Who may do what with evaluators, marks and selections."""

from __future__ import annotations

from enum import StrEnum


class Can(StrEnum):
    """What can be done with evaluators, marks and selections."""
