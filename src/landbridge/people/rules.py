"""Who people are, and what they may do to accounts."""

from __future__ import annotations

from enum import StrEnum

import rules

from landbridge.base.access import predicate
from landbridge.people.models import Role, User


class Can(StrEnum):
    """Permissions over accounts."""

    OPEN_ACCOUNT = "people.open_account"
    CLOSE_ACCOUNT = "people.close_account"


@predicate
def is_manager(user: User) -> bool:
    """Works in the centre's office, on either side."""
    return user.role == Role.MANAGER


@predicate
def is_somebody_else(user: User, other: User | None = None) -> bool:
    """Nobody shuts themselves out."""
    return user != other


rules.add_perm(Can.OPEN_ACCOUNT, is_manager)
rules.add_perm(Can.CLOSE_ACCOUNT, is_manager & is_somebody_else)
