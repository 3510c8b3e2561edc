"""Who may do what with agreements, bodies, ties, obligations and exchanges."""

from __future__ import annotations

from enum import StrEnum


class Can(StrEnum):
    """What can be done with agreements, bodies, ties, obligations and exchanges."""
