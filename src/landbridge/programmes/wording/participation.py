"""What applicants and staff are told about places, and words for what the house itself did."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landbridge.people.wording.notices import Placeholder, notice_kind

#: A reason that the house wrote: shown in each reader's language.
NOT_ANSWERED = "not_answered"
CALLED_OFF = "called_off"
REASONS: dict[str, Promise] = {
    NOT_ANSWERED: _("not answered in time"),
    CALLED_OFF: _("the programme was cancelled"),
}

_PROGRAMME = {"programme": Placeholder(_("the programme’s name"), "2027 라이다 박람회", required=True)}
_DAY = {"day": Placeholder(_("until when to answer, with the time zone"), "2026. 9. 1. 18:00 KST", required=True)}

OFFERED = notice_kind(
    "programmes.place_offered",
    title=_("A place is offered"),
    subject=_("A place in “{programme}” is yours to confirm"),
    body=_(
        "A place in “{programme}” is offered to you. Please confirm it, or say that you withdraw, by {day}. A place "
        "that is not confirmed by then goes to the next on the reserve list."
    ),
    params=_PROGRAMME | _DAY,
)
MOVED_UP = notice_kind(
    "programmes.place_moved_up",
    title=_("A place has become free for somebody on the reserve list"),
    subject=_("You have moved up: a place in “{programme}” is yours to confirm"),
    body=_(
        "You were on the reserve list of “{programme}”, and a place has become free. Please confirm it, or say that "
        "you withdraw, by {day}. A place that is not confirmed by then goes to the next on the list."
    ),
    params=_PROGRAMME | _DAY,
)
LAPSED = notice_kind(
    "programmes.place_lapsed",
    title=_("An offer was not answered in time"),
    subject=_("The offer of a place in “{programme}” has lapsed"),
    body=_(
        "The place in “{programme}” that was offered to you was not confirmed in time. The next on the list has it."
    ),
    params=_PROGRAMME,
)
CONFIRMED = notice_kind(
    "programmes.place_confirmed",
    title=_("A place was confirmed"),
    subject=_("Your place in “{programme}” is confirmed"),
    body=_("Your place in “{programme}” is confirmed. What is still to be done, and by when, stands on its page."),
    params=_PROGRAMME,
)
CANCELLED = notice_kind(
    "programmes.programme_cancelled",
    title=_("A programme was cancelled"),
    subject=_("“{programme}” was cancelled"),
    body=_(
        "“{programme}” will not take place, and your application or your place ends with it. The reason given: {reason}"
    ),
    params=_PROGRAMME | {"reason": Placeholder(_("why it was cancelled"), "태풍 예보", required=True)},
)
RETURNED = notice_kind(
    "programmes.document_returned",
    title=_("A document was returned for correction"),
    subject=_("“{document}” for “{programme}” needs a correction"),
    body=_(
        "“{document}” for “{programme}” was returned for correction. What is missing stands on the page of your place."
    ),
    params=_PROGRAMME | {"document": Placeholder(_("the document’s title"), "참가 계획서", required=True)},
)


def say_reason(reason: str) -> str:
    """A reason as its reader has it: the house's own in their language, a person's as it was written."""
    return str(REASONS.get(reason, reason))


#: Words that stand for other things elsewhere, said in full here: a place that is offered, a deposit that is due.
STATES: dict[str, Promise] = {"offered": _("place offered")}
DEPOSITS: dict[str, Promise] = {"due": _("to be paid")}
DOCUMENTS: dict[str, Promise] = {"due": _("not handed in yet"), "received": _("handed in")}
