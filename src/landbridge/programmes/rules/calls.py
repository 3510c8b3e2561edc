"""Who may do what with kinds, programmes and calls.

The side that leads a programme plans it and writes its call. A joint one is known to the staff of both sides from the
beginning, any other to its own side until its call was published. A text is approved by whoever answers for its
language: of a joint call the side whose language it is, otherwise the side that leads.
"""

from __future__ import annotations

from enum import StrEnum

import rules
from django.conf import settings

from landbridge.base.access import allowed, predicate
from landbridge.people.models import User
from landbridge.people.rules import is_manager, is_staff
from landbridge.programmes.models import Call, CallText, Programme

#: The language that people of a country write in; whose side's country is none of these answers for no language.
LANGUAGE_OF = {"KR": "ko", "CN": "zh-hans"}


class Can(StrEnum):
    """What can be done with kinds, programmes and calls."""

    SEE_KINDS = "programmes.see_kinds"
    KEEP_KINDS = "programmes.keep_kinds"
    SEE_PROGRAMMES = "programmes.see_programmes"
    PLAN_PROGRAMME = "programmes.plan_programme"
    EDIT_PROGRAMME = "programmes.edit_programme"
    WRITE_CALL = "programmes.write_call"
    WRITE_TEXT = "programmes.write_text"
    APPROVE_TEXT = "programmes.approve_text"
    PUBLISH_CALL = "programmes.publish_call"
    READ_CALLS = "programmes.read_calls"


def programme_of(thing: object) -> Programme | None:
    """The programme that a programme, a call or a text belongs to; None for nothing."""
    match thing:
        case Programme():
            return thing
        case Call():
            return thing.programme
        case CallText():
            return thing.call.programme
    return None


@predicate
def is_of_a_side(user: User) -> bool:
    """Acts for one of the two sides."""
    return user.side in {"host", "guest"}


@predicate
def leads(user: User, thing: Programme | Call | CallText | None = None) -> bool:
    """The programme is led by the user's own side."""
    programme = programme_of(thing)
    return programme is None or programme.side == user.side


@predicate
def shares(user: User, thing: Programme | Call | CallText | None = None) -> bool:
    """The programme is led by the user's own side, or joint."""
    programme = programme_of(thing)
    return programme is None or programme.is_joint or programme.side == user.side


@predicate
def was_published(_user: User, thing: Programme | Call | CallText | None = None) -> bool:
    """Its call was published, and is known to everybody."""
    programme = programme_of(thing)
    return programme is None or Call.objects.filter(programme=programme, published_at__isnull=False).exists()


@predicate
def writes_text(user: User, text: CallText | None = None) -> bool:
    """The original is the leading side's alone; the other languages are the work of both in a joint programme."""
    if text is None:
        return True
    return text.call.programme.side == user.side or (
        text.call.programme.is_joint and text.language != text.call.original
    )


@predicate
def answers_for_language(user: User, text: CallText | None = None) -> bool:
    """Is of the side that answers for the text's language (``answering_sides``)."""
    return text is None or user.side in answering_sides(text)


def answering_sides(text: CallText) -> set[str]:
    """The sides whose managers may approve a text.

    The original: the one that leads. Of a joint call: the side whose country's language it is, and both for a
    language of neither. Otherwise the one that leads.
    """
    programme = text.call.programme
    if text.language == text.call.original or not programme.is_joint:
        return {programme.side}
    regions = settings.LANDBRIDGE_REGIONS
    theirs = {side for side, country in regions.items() if LANGUAGE_OF.get(country) == text.language}
    return theirs or set(regions)


manages = is_manager & is_of_a_side

rules.add_perm(Can.SEE_KINDS, is_staff & is_of_a_side)
rules.add_perm(Can.KEEP_KINDS, manages)
rules.add_perm(Can.SEE_PROGRAMMES, is_staff & is_of_a_side & (shares | was_published))
rules.add_perm(Can.PLAN_PROGRAMME, manages)
rules.add_perm(Can.EDIT_PROGRAMME, manages & leads)
rules.add_perm(Can.WRITE_CALL, manages & leads)
rules.add_perm(Can.WRITE_TEXT, manages & shares & writes_text)
rules.add_perm(Can.APPROVE_TEXT, manages & answers_for_language)
rules.add_perm(Can.PUBLISH_CALL, manages & leads)
# What is published is everybody's; a program asks for it by somebody's key.
rules.add_perm(Can.READ_CALLS, is_of_a_side)


def can_see_programme(user: User, programme: Programme) -> bool:
    """Whether a programme is in ``visible_programmes(user)``."""
    return allowed(user, Can.SEE_PROGRAMMES, programme)
