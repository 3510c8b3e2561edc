"""Who people are, and what they may do to accounts."""

from __future__ import annotations

from enum import StrEnum

import rules
from django.conf import settings

from landbridge.base.access import predicate
from landbridge.people.models import Person, Purpose, Role, Side, TransferFlow, User


class Can(StrEnum):
    """Permissions over accounts."""

    OPEN_ACCOUNT = "people.open_account"
    CLOSE_ACCOUNT = "people.close_account"
    SEE_PERSONS = "people.see_persons"
    SEE_PERSON = "people.see_person"
    EDIT_PERSON = "people.edit_person"
    ANSWER_CONSENT = "people.answer_consent"
    SEE_PRIVACY_NOTICES = "people.see_privacy_notices"
    PUBLISH_PRIVACY_NOTICE = "people.publish_privacy_notice"


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


# ---- persons: whose data may be seen, changed and answered for ------------------------------------------------------

OTHER_SIDE = {Side.HOST.value: Side.GUEST.value, Side.GUEST.value: Side.HOST.value}


@predicate
def sees_persons(user: User) -> bool:
    """Works in the office of a side, or checks on it; somebody of neither side knows nobody."""
    return user.role in {Role.MANAGER, Role.AUDITOR} and user.side in OTHER_SIDE


@predicate
def manages_persons(user: User) -> bool:
    """Works in the office of a side."""
    return user.role == Role.MANAGER and user.side in OTHER_SIDE


@predicate
def is_of_own_side(user: User, person: Person | None = None) -> bool:
    """The person is one whom the user's own side knows; asked in general, such persons exist."""
    return person is None or person.side == user.side


@predicate
def is_that_person(user: User, person: Person | None = None) -> bool:
    """It is about the user."""
    return person is not None and person.user_id is not None and person.user_id == user.pk


@predicate
def is_not_erased(_user: User, person: Person | None = None) -> bool:
    """There is still something to know."""
    return person is None or person.erased_at is None


@predicate
def has_agreed_to_be_shown(user: User, person: Person | None = None) -> bool:
    """The person of the other side consents to be shown to the user's, and an assessed flow goes that way."""
    if person is None:
        return True
    crosses = OTHER_SIDE.get(user.side) == person.side and is_border_open(person.side, user.side)
    return crosses and person.consents.filter(purpose=Purpose.CROSS_BORDER, granted=True).exists()


def is_border_open(from_side: str, to_side: str) -> bool:
    """Whether a flow of personal data from one side to the other is switched on (PIPL art. 55: assessed before)."""
    regions = settings.LANDBRIDGE_REGIONS
    return TransferFlow.objects.filter(
        is_on=True, purpose=Purpose.CROSS_BORDER, from_region=regions[from_side], to_region=regions[to_side]
    ).exists()


can_see_person = is_not_erased & (is_that_person | (sees_persons & (is_of_own_side | has_agreed_to_be_shown)))
can_edit_person = is_not_erased & manages_persons & is_of_own_side
can_answer_for = is_not_erased & (is_that_person | (manages_persons & is_of_own_side))

rules.add_perm(Can.SEE_PERSONS, sees_persons)
rules.add_perm(Can.SEE_PERSON, can_see_person)
rules.add_perm(Can.EDIT_PERSON, can_edit_person)
rules.add_perm(Can.ANSWER_CONSENT, can_answer_for)
rules.add_perm(Can.SEE_PRIVACY_NOTICES, sees_persons)
rules.add_perm(Can.PUBLISH_PRIVACY_NOTICE, manages_persons)
