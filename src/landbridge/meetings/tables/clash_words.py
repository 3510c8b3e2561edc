"""What a cell of the board says while a meeting is in the hand: short, for cell and meeting are in view."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landbridge.base.particles import with_particles
from landbridge.engine.timetable.violation import Kind, Violation
from landbridge.meetings.wording import Names, sentences, violation_text

MOST = 2  #: sentences a cell; the first is reason enough

SHORT: Mapping[Kind, Promise] = {
    Kind.DOUBLE_BOOKED_PARTICIPANT: _("%(participant)s has another meeting then: %(others)s."),
    Kind.DOUBLE_BOOKED_TABLE: _("The table is taken: %(others)s."),
    Kind.DOUBLE_BOOKED_INTERPRETER: _("%(interpreter)s is at work elsewhere then."),
    Kind.PARTICIPANT_UNAVAILABLE: _("%(participant)s is not there then."),
    Kind.TABLE_UNAVAILABLE: _("The table cannot be used then."),
    Kind.INTERPRETER_UNAVAILABLE: _("%(interpreter)s is not on shift then."),
    Kind.TOO_MANY_TABLES: _("No further table may be used then: %(limit)s is the limit."),
    Kind.WRONG_TABLE: _("This meeting belongs at table %(other)s."),
    Kind.WRONG_SESSION: _("This meeting may not be held in this session."),
    Kind.INTERPRETER_CANNOT_COVER: _("%(interpreter)s does not speak the languages of this meeting."),
    Kind.INTERPRETER_NEEDLESS: _("This meeting needs no interpreter."),
}


def clash_words(violations: Iterable[Violation], wish: str, names: Names) -> str:
    """Why the meeting of ``wish`` cannot stand in a cell."""
    return sentences(dict.fromkeys(_sentence(one, wish, names) for one in list(violations)[:MOST]))


def _sentence(violation: Violation, wish: str, names: Names) -> str:
    if violation.kind not in SHORT:
        return violation_text(violation, names)
    detail = violation.detail
    words = {
        "participant": names.company(str(detail.get("participant", ""))),
        "interpreter": names.interpreter(str(detail.get("interpreter", ""))),
        "others": names.meetings(other for other in violation.wishes if other != wish),
        "other": names.table(str(detail.get("other", ""))),
        "limit": detail.get("limit", ""),
    }
    return with_particles(str(SHORT[violation.kind]) % words)
