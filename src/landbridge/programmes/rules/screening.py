"""Who may do what with evaluators, marks and selections.

Screening is run by the side that leads the programme. Of a joint programme the other side's staff read the ranking
once it is whole, on the page and as a workbook, and its managers name evaluators of their own; single sheets stay with
the side that leads. Evaluators meet only what was given to them; nobody else meets anything.
"""

from __future__ import annotations

from enum import StrEnum

import rules

from landbridge.base.access import predicate
from landbridge.people.models import Grant, Role, User
from landbridge.people.rules import has_role, is_manager, is_staff
from landbridge.programmes.models import Assignment, Call, EmployerTie


class Can(StrEnum):
    """What can be done with evaluators, marks and selections."""

    SEE_SCREENING = "programmes.see_screening"
    KEEP_EVALUATORS = "programmes.keep_evaluators"
    RECORD_TIE = "programmes.record_tie"
    ASSIGN = "programmes.assign"
    SEE_MARKS = "programmes.see_marks"
    SELECT = "programmes.select"
    EXPORT_RANKING = "programmes.export_ranking"
    MARK = "programmes.mark"
    DECLARE_TIE = "programmes.declare_tie"


#: As a judge reads and marks an application; what is in conflict or taken back is closed.
OPEN_TO_JUDGE = (Assignment.State.ASSIGNED, Assignment.State.SUBMITTED)


@predicate
def takes_part(user: User, call: Call | None = None) -> bool:
    """The user's side leads the programme, or does it together with the other."""
    if not user.side:
        return False
    return call is None or call.programme.side == user.side or call.programme.is_joint


@predicate
def leads(user: User, call: Call | None = None) -> bool:
    """The user's side leads the programme."""
    return bool(user.side) and (call is None or call.programme.side == user.side)


@predicate
def is_given_to(user: User, assignment: Assignment | None = None) -> bool:
    """The assignment is the user's own, and open; conflicts of interest are looked at apart (``queries.conflicts``)."""
    if assignment is None:
        return True
    evaluator = assignment.evaluator
    return evaluator.user_id == user.pk and evaluator.ended_at is None and assignment.state in OPEN_TO_JUDGE


@predicate
def is_own_judge(user: User, judge: User | None = None) -> bool:
    """Somebody who judges for the user's own side."""
    if judge is None:
        return True
    return Grant.objects.filter(user=judge, role=Role.JUDGE, side=user.side, ended_at=None).exists()


@predicate
def is_own_tie(user: User, tie: EmployerTie | None = None) -> bool:
    """A tie of the user's own, in general: whatever one declares is about oneself."""
    return tie is None or tie.user_id == user.pk


is_judge = has_role(Role.JUDGE)

rules.add_perm(Can.SEE_SCREENING, is_staff & takes_part)
rules.add_perm(Can.KEEP_EVALUATORS, is_manager & takes_part)
rules.add_perm(Can.RECORD_TIE, is_manager & is_own_judge)
rules.add_perm(Can.ASSIGN, is_manager & leads)
rules.add_perm(Can.SEE_MARKS, is_staff & leads)
rules.add_perm(Can.SELECT, is_manager & leads)
rules.add_perm(Can.EXPORT_RANKING, is_staff & takes_part)
rules.add_perm(Can.MARK, is_judge & is_given_to)
rules.add_perm(Can.DECLARE_TIE, is_judge & is_own_tie)
