"""Why a wish is not held."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from landbridge.base.particles import with_particles
from landbridge.engine.timetable.cause import Cause, Particulars, Unmet
from landbridge.meetings.wording.names import Names, languages, listed

#: Each cause in a few words, as a heading or within a list.
LABELS: Mapping[Cause, Promise] = {
    Cause.NEVER: gettext_lazy("excluded pair"),
    Cause.NO_LANGUAGE: gettext_lazy("no working language"),
    Cause.NO_COMMON_SLOT: gettext_lazy("no common time"),
    Cause.PARTICIPANT_FULL: gettext_lazy("company has all its meetings"),
    Cause.PARTICIPANT_BUSY: gettext_lazy("company busy"),
    Cause.TABLES_FULL: gettext_lazy("tables full"),
    Cause.HOME_TABLE_BUSY: gettext_lazy("home table taken"),
    Cause.FIXED_TABLE_TAKEN: gettext_lazy("fixed table taken"),
    Cause.NO_INTERPRETER: gettext_lazy("no interpreter for the languages"),
    Cause.INTERPRETERS_BUSY: gettext_lazy("interpreters busy"),
    Cause.INTERPRETERS_AWAY: gettext_lazy("interpreters not on shift"),
    Cause.ROUNDS_IN_A_ROW: gettext_lazy("interpreters need a break"),
    Cause.ROUNDS_IN_A_DAY: gettext_lazy("interpreters at their daily limit"),
    Cause.ORDER: gettext_lazy("order of meetings"),
    Cause.NO_LONG_GAP: gettext_lazy("no gap long enough"),
    Cause.BREAK_SPREAD: gettext_lazy("breaks too uneven"),
    Cause.SEVERAL: gettext_lazy("several things together"),
    Cause.PLACE_FREE: gettext_lazy("a place is free"),
}

SENTENCES: Mapping[Cause, Promise] = {
    Cause.NEVER: gettext_lazy("They are a pair that must not meet: %(participants)s."),
    Cause.NO_LANGUAGE: gettext_lazy("No language to negotiate in is stated: %(who)s."),
    Cause.NO_COMMON_SLOT: gettext_lazy("Never there together at a time that the wish allows: %(participants)s."),
    Cause.PARTICIPANT_FULL: gettext_lazy("No more meetings are taken, the limit is reached: %(who)s."),
    Cause.PARTICIPANT_BUSY: gettext_lazy("Busy with others at every time that would do (%(slots)s): %(who)s."),
    Cause.TABLES_FULL: gettext_lazy("Every table is taken at the times that would do (%(slots)s)."),
    Cause.HOME_TABLE_BUSY: gettext_lazy(
        "The meeting belongs at the home table %(table)s, which is taken at the times that would do (%(slots)s)."
    ),
    Cause.FIXED_TABLE_TAKEN: gettext_lazy(
        "The meeting is fixed to table %(table)s, which is taken at the times that would do (%(slots)s)."
    ),
    Cause.NO_INTERPRETER: gettext_lazy("No interpreter covers %(languages)s."),
    Cause.INTERPRETERS_BUSY: gettext_lazy(
        "Every interpreter for %(languages)s is busy at the times that would do (%(slots)s)."
    ),
    Cause.INTERPRETERS_AWAY: gettext_lazy(
        "No interpreter for %(languages)s is on shift at the times that would do (%(slots)s)."
    ),
    Cause.ROUNDS_IN_A_ROW: gettext_lazy(
        "The interpreters for %(languages)s would work too many rounds in a row at the times that would do (%(slots)s)."
    ),
    Cause.ROUNDS_IN_A_DAY: gettext_lazy(
        "The interpreters for %(languages)s have reached their most rounds of the day (%(slots)s)."
    ),
    Cause.ORDER: gettext_lazy("Its order with %(wishes)s leaves no time for it."),
    Cause.NO_LONG_GAP: gettext_lazy("Nowhere are %(length)s slots in a row free for it."),
    Cause.BREAK_SPREAD: gettext_lazy("It would make the breaks of two companies differ by more than %(limit)s."),
    Cause.SEVERAL: gettext_lazy("Several things stand in its way together: %(causes)s."),
    Cause.PLACE_FREE: gettext_lazy("There is a free place for it now."),
}


def cause_label(cause: Cause) -> str:
    """A cause in a few words."""
    return str(LABELS[cause])


def cause_text(unmet: Unmet, names: Names) -> str:
    """Why a wish is not held, in one sentence."""
    if unmet.cause is Cause.NO_COMMON_SLOT and unmet.detail.get("common"):
        words: str | Promise = _("No place is left at the times when all are there (%(common)s): %(participants)s.")
    else:
        words = SENTENCES[unmet.cause]
    causes = listed(str(LABELS[cause]) for cause in unmet.causes)
    return with_particles(str(words) % {**_detail(unmet.detail, names), "causes": causes})


def _detail(detail: Particulars, names: Names) -> dict[str, str]:
    worded: dict[str, str] = {}
    for role, value in detail.items():
        if not isinstance(value, tuple):
            worded[role] = names.table(str(value)) if role == "table" else str(value)
        elif role in ("participants", "who"):
            worded[role] = names.companies(value)
        elif role in ("slots", "common"):
            worded[role] = names.slots(value)
        elif role in ("wishes", "holders"):
            worded[role] = names.meetings(value)
        elif role == "languages":
            worded[role] = languages(value)
        elif role == "interpreters":
            worded[role] = listed(names.interpreter(code) for code in value)
    return worded
