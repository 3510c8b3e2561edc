"""Who may do what with forms and applications.

A call's form is built by the managers of the side that leads its programme. An application is its applicant's: the
editors of the organisation, or the person. The staff of the applicant's side read what was submitted; of the other
side's applicants they know name, state and result, where the programme is joint, and of a person only under consent.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import rules

from landbridge.base.access import allowed, predicate
from landbridge.directory.rules import is_editor
from landbridge.people.models import Role, User
from landbridge.people.rules import is_manager, is_staff
from landbridge.programmes.models import Application, Call, Programme, ProgrammeKind

State = Application.State
#: Until its selection is announced, an application may be withdrawn or, while the call is open, changed. How far its
#: evaluation is makes no difference to its applicant, who is not to learn it.
OPEN_STATES = frozenset({State.DRAFT, State.SUBMITTED, State.INELIGIBLE, State.ELIGIBLE, State.SCORED})
WITHDRAWABLE = OPEN_STATES | {State.RESERVE}


class Can(StrEnum):
    """What can be done with forms and applications."""

    SEE_FORM = "programmes.see_form"
    BUILD_FORM = "programmes.build_form"
    APPLY = "programmes.apply"
    EDIT_APPLICATION = "programmes.edit_application"
    WITHDRAW_APPLICATION = "programmes.withdraw_application"
    SEE_APPLICATIONS = "programmes.see_applications"
    READ_ANSWERS = "programmes.read_answers"
    EXPORT_APPLICATIONS = "programmes.export_applications"


@predicate
def leads(user: User, call: Call | None = None) -> bool:
    """Works for the side that leads the call's programme, which is not called off."""
    return bool(user.side) and (
        call is None
        or (
            call.programme.side == user.side
            and call.state != Call.State.WITHDRAWN
            and call.programme.state != Programme.State.CANCELLED
        )
    )


@predicate
def takes_part(user: User, call: Call | None = None) -> bool:
    """Works for the side that leads the call's programme, or for either side of a joint one."""
    return bool(user.side) and (call is None or call.programme.is_joint or call.programme.side == user.side)


@predicate
def is_applicant(user: User, application: Application | None = None) -> bool:
    """Keeps the organisation that applies, or is the person who does."""
    if application is None:
        return user.role in {Role.COMPANY, Role.TALENT}
    if application.organisation is not None:
        return bool(is_editor(user, application.organisation))
    person = application.person
    return user.role == Role.TALENT and person is not None and person.erased_at is None and person.user_id == user.pk


@predicate
def is_asked(user: User, call: Call | None = None) -> bool:
    """The call is published and addressed to applicants of the user's kind and side."""
    wanted = {Role.COMPANY: ProgrammeKind.Applicants.ORGANISATIONS, Role.TALENT: ProgrammeKind.Applicants.PERSONS}
    if user.role not in wanted or not user.side:
        return False
    return call is None or (
        call.state == Call.State.PUBLISHED
        and call.for_side in {"", user.side}
        and call.programme.kind.applicants == wanted[Role(user.role)]
    )


@predicate
def is_open_still(_user: User, application: Application | None = None) -> bool:
    """Neither withdrawn nor decided on."""
    return application is None or application.state in OPEN_STATES


@predicate
def is_withdrawable(_user: User, application: Application | None = None) -> bool:
    """Has no place yet; who has one gives it back (``participation``)."""
    return application is None or application.state in WITHDRAWABLE


@predicate
def is_of_own_side(user: User, application: Application | None = None) -> bool:
    """The applicant is of the side one works for, and has submitted."""
    return bool(user.side) and (
        application is None or (application.side == user.side and application.submitted_at is not None)
    )


def is_open(call: Call, at: datetime) -> bool:
    """Whether a call takes applications at an instant: from when it opens until just before it closes."""
    return call.state == Call.State.PUBLISHED and call.opens_at <= at < call.closes_at


rules.add_perm(Can.SEE_FORM, is_staff & takes_part)
rules.add_perm(Can.BUILD_FORM, is_manager & leads)
rules.add_perm(Can.APPLY, is_asked)
rules.add_perm(Can.EDIT_APPLICATION, is_applicant & is_open_still)
rules.add_perm(Can.WITHDRAW_APPLICATION, is_applicant & is_withdrawable)
rules.add_perm(Can.SEE_APPLICATIONS, is_staff | is_applicant)
rules.add_perm(Can.READ_ANSWERS, (is_staff & is_of_own_side) | is_applicant)
rules.add_perm(Can.EXPORT_APPLICATIONS, is_staff)


def can_read_answers(user: User, application: Application) -> bool:
    """Whether somebody may read what an application says."""
    return allowed(user, Can.READ_ANSWERS, application)
