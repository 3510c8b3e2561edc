"""Who may do what with forms and applications."""

from __future__ import annotations

from enum import StrEnum


class Can(StrEnum):
    """What can be done with forms and applications."""
