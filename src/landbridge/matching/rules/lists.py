"""Who may do what with recommendations.

A list belongs to the organisation it is for: the staff of its side and its editors read it; managers of its side and
its editors say who is not for it. The other side learns nothing of either.
"""

from __future__ import annotations

from enum import StrEnum

import rules

from landbridge.base.access import allowed, predicate
from landbridge.directory.models import Organisation
from landbridge.directory.rules import is_editor, is_of_side
from landbridge.people.models import User
from landbridge.people.rules import acting_side, is_manager, is_staff
from landbridge.programmes.models import Programme


class Can(StrEnum):
    """What can be done with recommendations."""

    SEE_LIST = "matching.see_list"
    SAY_EXCLUSION = "matching.say_exclusion"
    CHOOSE = "matching.choose"
    SEE_RUNS = "matching.see_runs"
    RUN = "matching.run"


@predicate
def takes_part(user: User, programme: Programme | None = None) -> bool:
    """Acts for the side that leads the programme, or for either side of a joint one."""
    side = acting_side(user)
    return bool(side) and (programme is None or programme.is_joint or programme.side == side)


rules.add_perm(Can.SEE_LIST, (is_staff & is_of_side) | is_editor)
rules.add_perm(Can.SAY_EXCLUSION, (is_manager & is_of_side) | is_editor)
rules.add_perm(Can.CHOOSE, (is_manager & is_of_side) | is_editor)
rules.add_perm(Can.SEE_RUNS, is_staff & takes_part)
rules.add_perm(Can.RUN, is_manager & takes_part)


def can_see_list(user: User, organisation: Organisation) -> bool:
    """Whether the reader may see whom this organisation is recommended."""
    return allowed(user, Can.SEE_LIST, organisation)
