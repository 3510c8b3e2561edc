"""Who may do what with agreements, bodies, ties, obligations and exchanges.

An agreement is the work of both sides: until it is signed either may change it, and every change takes back what was
approved, on both. What was done for it is claimed by one side and confirmed by the other. A partner reads what the
bodies signed for which they speak, once it is signed.
"""

from __future__ import annotations

from enum import StrEnum

import rules

from landbridge.agreements.models import Agreement, AgreementFile, Body, Evidence, Exchange, Obligation, Tie
from landbridge.agreements.models.obligations import Owner
from landbridge.base.access import allowed, predicate
from landbridge.people.models import Grant, Role, Side, User
from landbridge.people.rules import is_manager, is_staff

State = Agreement.State
#: Still written: the text, the parties and the promises may change.
WRITTEN = (State.DRAFTED, State.AGREED, State.APPROVED)
#: Binding, or it was: what a partner sees, and what evidence can be given for.
CONCLUDED = (State.SIGNED, State.IN_FORCE, State.EXPIRED, State.RENEWED)


class Can(StrEnum):
    """What can be done with agreements, bodies, ties, obligations and exchanges."""

    SEE_AGREEMENTS = "agreements.see_agreements"
    SEE_FILES = "agreements.see_files"
    ADD_AGREEMENT = "agreements.add_agreement"
    EDIT_AGREEMENT = "agreements.edit_agreement"
    MOVE_AGREEMENT = "agreements.move_agreement"
    KEEP_FILES = "agreements.keep_files"
    REMOVE_FILE = "agreements.remove_file"
    DROP_OBLIGATION = "agreements.drop_obligation"
    CLAIM = "agreements.claim"
    ANSWER_CLAIM = "agreements.answer_claim"
    WITHDRAW_CLAIM = "agreements.withdraw_claim"
    SEE_BODIES = "agreements.see_bodies"
    SEE_REPRESENTATIVES = "agreements.see_representatives"
    KEEP_BODY = "agreements.keep_body"
    SEE_TIES = "agreements.see_ties"
    KEEP_TIE = "agreements.keep_tie"
    SEE_EXCHANGES = "agreements.see_exchanges"
    KEEP_EXCHANGE = "agreements.keep_exchange"


@predicate
def has_a_side(user: User) -> bool:
    """Acts for one of the two sides."""
    return user.side in {Side.HOST, Side.GUEST}


@predicate
def speaks_for_a_party(user: User, agreement: Agreement | None = None) -> bool:
    """Represents a body that is party to the agreement, which is signed."""
    if user.role != Role.PARTNER:
        return False
    if agreement is None:
        return True
    mine = Body.objects.filter(side=user.side, representatives__user=user, representatives__ended_at=None)
    return agreement.state in CONCLUDED and agreement.parties.filter(body__in=mine).exists()


@predicate
def speaks_for_this_body(user: User, body: Body | None = None) -> bool:
    """Represents the body, and acts for its side now."""
    if user.role != Role.PARTNER:
        return False
    return body is None or (body.side == user.side and body.representatives.filter(user=user, ended_at=None).exists())


@predicate
def speaks_for_one_of_two(user: User, thing: Tie | Exchange | None = None) -> bool:
    """Represents one of the two bodies that a tie or an exchange is between."""
    if user.role != Role.PARTNER:
        return False
    return thing is None or any(speaks_for_this_body(user, body) for body in (thing.host, thing.guest))


@predicate
def is_written(_user: User, agreement: Agreement | None = None) -> bool:
    """Is not signed yet."""
    return agreement is None or agreement.state in WRITTEN


@predicate
def is_concluded(_user: User, thing: Obligation | None = None) -> bool:
    """The obligation is of a signed agreement, and neither side waits for it to be dropped."""
    return thing is None or (thing.agreement.state in CONCLUDED and thing.state != Obligation.State.DROPPED)


@predicate
def is_own_task(user: User, obligation: Obligation | None = None) -> bool:
    """The obligation is the user's side's, or both sides'."""
    return obligation is None or obligation.owner in {Owner.BOTH, user.side}


@predicate
def is_own_claim(user: User, evidence: Evidence | None = None) -> bool:
    """The user's side says that it was done."""
    return evidence is None or evidence.claimed_by == user.side


@predicate
def is_others_claim(user: User, evidence: Evidence | None = None) -> bool:
    """The other side says that it was done."""
    return evidence is None or evidence.claimed_by != user.side


@predicate
def is_of_side(user: User, thing: Body | Exchange | None = None) -> bool:
    """The body, or the record of an exchange, is the user's own side's."""
    return thing is None or thing.side == user.side


@predicate
def is_own_file(user: User, file: AgreementFile | None = None) -> bool:
    """The file was added by somebody of the user's side, or by an account that is gone."""
    if file is None or file.added_by_id is None:
        return True
    return Grant.objects.filter(user=file.added_by_id, side=user.side).exists()


manager = is_manager & has_a_side
staff = is_staff & has_a_side

rules.add_perm(Can.SEE_AGREEMENTS, staff | speaks_for_a_party)
rules.add_perm(Can.SEE_FILES, staff)
rules.add_perm(Can.ADD_AGREEMENT, manager)
rules.add_perm(Can.EDIT_AGREEMENT, manager & is_written)
rules.add_perm(Can.MOVE_AGREEMENT, manager)
rules.add_perm(Can.KEEP_FILES, manager)
rules.add_perm(Can.REMOVE_FILE, manager & is_own_file)
rules.add_perm(Can.DROP_OBLIGATION, manager & is_concluded)
rules.add_perm(Can.CLAIM, manager & is_concluded & is_own_task)
rules.add_perm(Can.ANSWER_CLAIM, manager & is_others_claim)
rules.add_perm(Can.WITHDRAW_CLAIM, manager & is_own_claim)
rules.add_perm(Can.SEE_BODIES, staff | speaks_for_this_body)
rules.add_perm(Can.SEE_REPRESENTATIVES, staff & is_of_side)
rules.add_perm(Can.KEEP_BODY, manager & is_of_side)
rules.add_perm(Can.SEE_TIES, staff | speaks_for_one_of_two)
rules.add_perm(Can.KEEP_TIE, manager)
rules.add_perm(Can.SEE_EXCHANGES, staff | speaks_for_one_of_two)
rules.add_perm(Can.KEEP_EXCHANGE, manager & is_of_side)


def can_see_agreement(user: User, agreement: Agreement) -> bool:
    """Whether an agreement is in ``visible_agreements(user)``."""
    return allowed(user, Can.SEE_AGREEMENTS, agreement)
