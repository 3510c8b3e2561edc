"""The kinds of data that are let go after a time: what they are, from when it counts, and on what ground."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Kept:
    """A kind of data: ``days`` are what the house begins with, ``least`` what nobody may go below."""

    code: str
    what: Promise
    counted_from: Promise
    basis: Promise
    days: int
    least: int = 1


PERSONS = "persons"
INVITATIONS = "invitations"
MAILS = "mails"
NOTICES = "notices"
REQUESTS = "requests"

KEPT = {
    kept.code: kept
    for kept in (
        Kept(
            PERSONS,
            _("Persons of whom nothing was heard"),
            _("the last sign-in, answer, request or change"),
            _("Data is destroyed once its purpose is reached (PIPA art. 21, PIPL art. 47)."),
            days=1095,
            least=180,
        ),
        Kept(
            INVITATIONS,
            _("Invitations nobody accepted"),
            _("the day they expired or were withdrawn"),
            _("They serve nothing once they can’t be accepted any more."),
            days=30,
        ),
        Kept(
            MAILS,
            _("Mail that was sent, or stopped"),
            _("the day it was written"),
            _("Long enough to find out why somebody received nothing."),
            days=180,
            least=30,
        ),
        Kept(
            NOTICES,
            _("Notices in inboxes"),
            _("the day they were written"),
            _("What was told is of use for two seasons."),
            days=730,
            least=30,
        ),
        Kept(
            REQUESTS,
            _("Words of requests that are answered"),
            _("the day of the answer"),
            _("That somebody asked, and when it was answered, stays as proof; the words go."),
            days=1095,
            least=365,
        ),
    )
}
