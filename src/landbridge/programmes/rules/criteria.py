"""Who may do what with eligibility and bonus rules.

The staff of both sides read the rules of a joint programme, those of its own side the rules of any other. The side
that leads changes them. What could not be told about an applicant, the applicant's own side decides.
"""

from __future__ import annotations

from enum import StrEnum

import rules

from landbridge.base.access import predicate
from landbridge.people.models import User
from landbridge.people.rules import acting_side, is_manager, is_staff
from landbridge.programmes.models import Call, Verdict


class Can(StrEnum):
    """What can be done with eligibility and bonus rules."""

    SEE_RULES = "programmes.see_rules"
    CHANGE_RULES = "programmes.change_rules"
    DECIDE_VERDICT = "programmes.decide_verdict"


@predicate
def takes_part_in(user: User, call: Call | None = None) -> bool:
    """Acts for the side that leads the programme, or for either side of a joint one."""
    side = acting_side(user)
    return bool(side) and (call is None or call.programme.is_joint or call.programme.side == side)


@predicate
def leads(user: User, call: Call | None = None) -> bool:
    """Acts for the side that leads the programme."""
    side = acting_side(user)
    return bool(side) and (call is None or call.programme.side == side)


@predicate
def is_of_applicants_side(user: User, verdict: Verdict | None = None) -> bool:
    """Acts for the side whose applicant it is about."""
    side = acting_side(user)
    return bool(side) and (verdict is None or verdict.version.application.side == side)


rules.add_perm(Can.SEE_RULES, is_staff & takes_part_in)
rules.add_perm(Can.CHANGE_RULES, is_manager & leads)
rules.add_perm(Can.DECIDE_VERDICT, is_manager & is_of_applicants_side)
