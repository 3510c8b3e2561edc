"""Who may do what with a fair: managers, of either side, everything; auditors look."""

from __future__ import annotations

from enum import StrEnum

import rules

from landbridge.people.rules import is_manager, is_staff


class Can(StrEnum):
    """What can be done to fairs."""

    SEE_FAIRS = "meetings.see_fairs"
    ADD_FAIR = "meetings.add_fair"
    CHANGE_FAIR = "meetings.change_fair"
    SOLVE_FAIR = "meetings.solve_fair"
    CHANGE_BOARD = "meetings.change_board"
    DELETE_FAIR = "meetings.delete_fair"


for permission in Can:
    rules.add_perm(permission, is_staff if permission is Can.SEE_FAIRS else is_manager)
