"""Who may do what with the index: staff of both sides see it and who is shown how often, managers have it built."""

from __future__ import annotations

from enum import StrEnum

import rules

from landbridge.people.rules import is_manager, is_staff


class Can(StrEnum):
    """What can be done with the index."""

    SEE_INDEX = "matching.see_index"
    KEEP_INDEX = "matching.keep_index"


rules.add_perm(Can.SEE_INDEX, is_staff)
rules.add_perm(Can.KEEP_INDEX, is_manager)
