"""Who may do what with eligibility and bonus rules."""

from __future__ import annotations

from enum import StrEnum


class Can(StrEnum):
    """What can be done with eligibility and bonus rules."""
