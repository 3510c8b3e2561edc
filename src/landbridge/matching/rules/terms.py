"""Who may do what with terms: staff of both sides read them, managers of either side keep them for both."""

from __future__ import annotations

from enum import StrEnum

import rules

from landbridge.people.rules import is_manager, is_staff


class Can(StrEnum):
    """What can be done with terms and with published codes."""

    SEE_TERMS = "matching.see_terms"
    KEEP_TERMS = "matching.keep_terms"
    KEEP_TABLES = "matching.keep_tables"


rules.add_perm(Can.SEE_TERMS, is_staff)
rules.add_perm(Can.KEEP_TERMS, is_manager)
rules.add_perm(Can.KEEP_TABLES, is_manager)
