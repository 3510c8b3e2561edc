"""Who may do what with approvals and delegations."""

from __future__ import annotations

from enum import StrEnum


class Can(StrEnum):
    """What can be done with approvals and delegations."""
