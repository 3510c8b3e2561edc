"""Who may do what with places, deposits and documents.

An applicant answers for its own place: the editors of the organisation, or the person. The managers of the applicant's
side keep deposits and documents, and may give a place up for whoever telephones. Staff of a side that takes part in the
programme see who holds its places; of the other side's participants no more than that.
"""

from __future__ import annotations

from enum import StrEnum

import rules

from landbridge.base.access import allowed, predicate
from landbridge.directory.models import Editorship
from landbridge.people.models import Role, User
from landbridge.people.rules import acting_side, is_manager, is_staff
from landbridge.programmes.models import Participation, Programme


class Can(StrEnum):
    """What can be done with places, deposits and documents."""

    SEE_PLACES = "programmes.see_places"
    OFFER_PLACES = "programmes.offer_places"
    SEE_PARTICIPATION = "programmes.see_participation"
    SEE_OWN_PLACES = "programmes.see_own_places"
    ANSWER_OFFER = "programmes.answer_offer"
    GIVE_UP_PLACE = "programmes.give_up_place"
    HAND_IN = "programmes.hand_in"
    KEEP_PARTICIPATION = "programmes.keep_participation"


@predicate
def shares(user: User, programme: Programme | None = None) -> bool:
    """Acts for the side that leads the programme, or for either side of a joint one."""
    side = acting_side(user)
    return bool(side) and (programme is None or programme.is_joint or programme.side == side)


@predicate
def has_own_there(user: User, programme: Programme | None = None) -> bool:
    """Somebody of the user's own side takes part: a programme that the other side leads alone, and is open to both."""
    side = acting_side(user)
    return bool(side) and (programme is None or programme.participations.filter(side=side).exists())


@predicate
def is_of_own_side(user: User, participation: Participation | None = None) -> bool:
    """The participant is the user's own side's."""
    side = acting_side(user)
    return bool(side) and (participation is None or participation.side == side)


@predicate
def is_applicant(user: User, participation: Participation | None = None) -> bool:
    """Edits the organisation that takes part, or is the person who does."""
    if user.role not in {Role.COMPANY, Role.TALENT}:
        return False
    if participation is None:
        return True
    application = participation.application
    if application.organisation_id is None:
        return user.role == Role.TALENT and application.person is not None and application.person.user_id == user.pk
    return (
        user.role == Role.COMPANY
        and application.side == user.side
        and Editorship.objects.filter(
            organisation=application.organisation_id, invitation__accepted_by=user, ended_at=None
        ).exists()
    )


rules.add_perm(Can.SEE_PLACES, is_staff & (shares | has_own_there))
rules.add_perm(Can.OFFER_PLACES, is_manager & shares)
rules.add_perm(Can.SEE_PARTICIPATION, (is_staff & is_of_own_side) | is_applicant)
rules.add_perm(Can.SEE_OWN_PLACES, is_applicant)
rules.add_perm(Can.ANSWER_OFFER, is_applicant)
rules.add_perm(Can.GIVE_UP_PLACE, (is_manager & is_of_own_side) | is_applicant)
rules.add_perm(Can.HAND_IN, (is_manager & is_of_own_side) | is_applicant)
rules.add_perm(Can.KEEP_PARTICIPATION, is_manager & is_of_own_side)


def can_see_participation(user: User, participation: Participation) -> bool:
    """Whether a participation is in ``visible_participations(user)``."""
    return allowed(user, Can.SEE_PARTICIPATION, participation)
