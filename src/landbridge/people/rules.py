"""Who people are, and what they may do to accounts."""

from __future__ import annotations

from enum import StrEnum

import rules
from django.conf import settings
from rules.predicates import Predicate

from landbridge.base.access import predicate
from landbridge.base.rules import Can as Shared
from landbridge.people.models import ApiToken, Grant, Invitation, Person, Purpose, Role, Side, TransferFlow, User


class Can(StrEnum):
    """Permissions over accounts."""

    SEE_TEAM = "people.see_team"
    OPEN_ACCOUNT = "people.open_account"
    CLOSE_ACCOUNT = "people.close_account"
    GRANT_ROLE = "people.grant_role"
    END_GRANT = "people.end_grant"
    SWITCH_GRANT = "people.switch_grant"
    INVITE = "people.invite"
    CHANGE_INVITATION = "people.change_invitation"
    MAKE_TOKEN = "people.make_token"  # noqa: S105 - a permission's name
    REVOKE_TOKEN = "people.revoke_token"  # noqa: S105 - a permission's name
    SEE_PERSONS = "people.see_persons"
    EXPORT_PERSONS = "people.export_persons"
    SEE_PERSON = "people.see_person"
    EDIT_PERSON = "people.edit_person"
    CORRECT_PERSON = "people.correct_person"
    ANSWER_CONSENT = "people.answer_consent"
    SEE_NOTICE_TEMPLATES = "people.see_notice_templates"
    CHANGE_NOTICE_TEMPLATE = "people.change_notice_template"
    SEE_OUTBOX = "people.see_outbox"
    RETRY_MAIL = "people.retry_mail"
    SEE_PRIVACY_NOTICES = "people.see_privacy_notices"
    PUBLISH_PRIVACY_NOTICE = "people.publish_privacy_notice"
    SEE_RECORDS = "people.see_records"
    REVIEW_ACCESS = "people.review_access"
    CHANGE_TRANSFERS = "people.change_transfers"
    CHANGE_FLOW = "people.change_flow"
    CHANGE_RETENTION = "people.change_retention"
    ERASE_PERSON = "people.erase_person"
    ANSWER_REQUEST = "people.answer_request"


class Scope(StrEnum):
    """What a program may do that acts for a person: never more than the person may, and perhaps less."""

    ORGANISATIONS_READ = "organisations:read"
    ORGANISATIONS_WRITE = "organisations:write"
    PERSONS_READ = "persons:read"
    AGREEMENTS_READ = "agreements:read"
    PROGRAMMES_READ = "programmes:read"
    APPLICATIONS_READ = "applications:read"


def has_role(role: Role) -> Predicate:
    """A predicate: acts in this role now, on whichever side."""
    return Predicate(lambda user: user.role == role, name=f"is_{role}")


def acting_side(user: User) -> str:
    """The side a person acts for now: ``host``, ``guest`` or, for neither, an empty string."""
    return user.side if user.role else ""


@predicate
def is_manager(user: User) -> bool:
    """Works in the centre's office, on either side."""
    return user.role == Role.MANAGER


@predicate
def is_auditor(user: User) -> bool:
    """Reads everything that managers read, and changes nothing."""
    return user.role == Role.AUDITOR


@predicate
def is_staff(user: User) -> bool:
    """Reads what the centre's office reads."""
    return user.role in {Role.MANAGER, Role.AUDITOR}


@predicate
def is_somebody_else(user: User, other: User | None = None) -> bool:
    """Nobody shuts themselves out, or gives themselves a role."""
    return user != other


@predicate
def is_colleague(user: User, other: User | None = None) -> bool:
    """Everything the other person is here for, they are on the side one acts for.

    Who works for both sides is closed to either side alone, which may still end the role on its own.
    """
    if other is None:
        return True
    sides = set(Grant.objects.filter(user=other, ended_at=None).values_list("side", flat=True)) or {other.side}
    return sides == {user.side}


@predicate
def is_known_here(user: User, other: User | None = None) -> bool:
    """The other person holds or held a role on the side one acts for."""
    return other is None or Grant.objects.filter(user=other, side=user.side).exists()


@predicate
def is_on_own_side(user: User, thing: Grant | Invitation | None = None) -> bool:
    """A role or an invitation is of the side one acts for."""
    return thing is None or thing.side == user.side


@predicate
def is_own(user: User, thing: Grant | ApiToken | None = None) -> bool:
    """A role or a token is one's own."""
    return thing is None or thing.user_id == user.pk


rules.add_perm(Can.SEE_TEAM, is_staff)
rules.add_perm(Can.OPEN_ACCOUNT, is_manager)
rules.add_perm(Can.CLOSE_ACCOUNT, is_manager & is_somebody_else & is_colleague)
rules.add_perm(Can.GRANT_ROLE, is_manager & is_somebody_else & is_known_here)
rules.add_perm(Can.END_GRANT, is_manager & is_on_own_side)
rules.add_perm(Can.SWITCH_GRANT, is_own)
rules.add_perm(Can.INVITE, is_manager)
rules.add_perm(Can.CHANGE_INVITATION, is_manager & is_on_own_side)
rules.add_perm(Can.MAKE_TOKEN, is_staff | has_role(Role.COMPANY))
rules.add_perm(Can.REVOKE_TOKEN, is_own)


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
can_correct_person = is_not_erased & (is_that_person | (manages_persons & is_of_own_side))

rules.add_perm(Can.SEE_PERSONS, sees_persons)
rules.add_perm(Can.EXPORT_PERSONS, sees_persons)
rules.add_perm(Can.SEE_PERSON, can_see_person)
rules.add_perm(Can.EDIT_PERSON, can_edit_person)
rules.add_perm(Can.CORRECT_PERSON, can_correct_person)
rules.add_perm(Can.ANSWER_CONSENT, can_correct_person)
rules.add_perm(Can.SEE_PRIVACY_NOTICES, sees_persons)
rules.add_perm(Can.PUBLISH_PRIVACY_NOTICE, manages_persons)


# ---- records: who looked, what crossed, how long it stays, what people asked ----------------------------------------


@predicate
def is_flow_of_own_side(user: User, flow: TransferFlow | None = None) -> bool:
    """The data that goes out is the user's own side's."""
    return flow is None or settings.LANDBRIDGE_REGIONS.get(user.side) == flow.from_region


rules.add_perm(Can.SEE_RECORDS, sees_persons)
rules.add_perm(Can.REVIEW_ACCESS, manages_persons)
rules.add_perm(Can.CHANGE_TRANSFERS, manages_persons)
rules.add_perm(Can.CHANGE_FLOW, manages_persons & is_flow_of_own_side)
rules.add_perm(Can.CHANGE_RETENTION, manages_persons)
rules.add_perm(Can.ERASE_PERSON, manages_persons & is_of_own_side)
rules.add_perm(Can.ANSWER_REQUEST, manages_persons & is_of_own_side)

# What both sides share, decided here because roles are.
rules.add_perm(Shared.SEE_CALENDAR, is_staff)
rules.add_perm(Shared.CHANGE_CALENDAR, is_manager)
rules.add_perm(Shared.SEE_RATES, is_staff)
rules.add_perm(Shared.CHANGE_RATES, is_manager)

# Notices and mail are the house's, whichever side they go to.
rules.add_perm(Can.SEE_NOTICE_TEMPLATES, is_staff)
rules.add_perm(Can.CHANGE_NOTICE_TEMPLATE, is_manager)
rules.add_perm(Can.SEE_OUTBOX, is_staff)
rules.add_perm(Can.RETRY_MAIL, is_manager)
