"""The rules that a plan breaks."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from landbridge.base.particles import with_particles
from landbridge.engine.timetable.violation import Kind, Violation
from landbridge.meetings.wording.names import Names

SENTENCES: Mapping[Kind, Promise] = {
    Kind.UNKNOWN_WISH: _("The fair has no wish %(wish)s."),
    Kind.UNKNOWN_SLOT: _("%(meeting)s is placed in a slot that the fair does not have: %(slot)s."),
    Kind.UNKNOWN_TABLE: _("%(meeting)s is placed at a table that the fair does not have: %(table)s."),
    Kind.UNKNOWN_INTERPRETER: _("%(meeting)s is given an interpreter whom the fair does not have: %(interpreter)s."),
    Kind.DOUBLE_BOOKED_PARTICIPANT: _("%(participant)s has several meetings at %(slot)s: %(meetings)s."),
    Kind.DOUBLE_BOOKED_TABLE: _("Table %(table)s has several meetings at %(slot)s: %(meetings)s."),
    Kind.DOUBLE_BOOKED_INTERPRETER: _("%(interpreter)s has several meetings at %(slot)s: %(meetings)s."),
    Kind.PARTICIPANT_UNAVAILABLE: _("%(participant)s is not there at %(slot)s (%(meeting)s)."),
    Kind.TABLE_UNAVAILABLE: _("Table %(table)s cannot be used at %(slot)s (%(meeting)s)."),
    Kind.INTERPRETER_UNAVAILABLE: _("%(interpreter)s is not on shift at %(slot)s (%(meeting)s)."),
    Kind.INTERPRETER_MISSING: _("%(meeting)s needs an interpreter and has none."),
    Kind.INTERPRETER_NEEDLESS: _("%(meeting)s needs no interpreter, but %(interpreter)s is given to it."),
    Kind.INTERPRETER_CANNOT_COVER: _("%(interpreter)s does not cover the languages of %(meeting)s."),
    Kind.TOO_MANY_TABLES: _("%(count)s meetings are held at %(slot)s, but only %(limit)s tables may be used then."),
    Kind.TOO_MANY_MEETINGS: _("%(participant)s has %(count)s meetings, but takes at most %(limit)s."),
    Kind.ROUNDS_IN_A_ROW: _(
        "%(interpreter)s works %(count)s rounds in a row from %(slot)s on; at most %(limit)s are allowed."
    ),
    Kind.ROUNDS_IN_A_DAY: _("%(interpreter)s works %(count)s rounds on %(day)s; at most %(limit)s are allowed."),
    Kind.WRONG_SESSION: _("%(meeting)s may not be held at %(slot)s: that is in another session."),
    Kind.WRONG_SLOT: _("%(meeting)s is fixed to %(other)s, not to %(slot)s."),
    Kind.WRONG_TABLE: _("%(meeting)s belongs at table %(other)s, not at table %(table)s."),
    Kind.LEAVES_SEGMENT: _(
        "%(meeting)s takes %(limit)s slots in a row, but from %(slot)s on only %(count)s follow each other."
    ),
    Kind.ORDER: _("%(meeting)s has to end before %(second)s starts."),
    Kind.NEVER: _("%(participant)s and %(other)s must not meet (%(meeting)s)."),
    Kind.LOCKED_MOVED: _("%(meeting)s is locked at %(slot)s, table %(table)s, and is not there."),
    Kind.BREAK_SPREAD: _(
        "%(participant)s has %(count)s breaks more than %(other)s; the difference may be at most %(limit)s."
    ),
    Kind.NOT_HELD: _("%(meeting)s has to be held and is not."),
}


def violation_text(violation: Violation, names: Names) -> str:
    """A broken rule in one sentence."""
    detail = {role: str(value) for role, value in violation.detail.items()}
    worded = dict(detail)
    for role in ("participant", "other"):
        if role in detail:
            worded[role] = names.company(detail[role])
    if violation.kind is Kind.WRONG_SLOT:
        worded["other"] = names.slot(detail["other"])
    elif violation.kind is Kind.WRONG_TABLE:
        worded["other"] = names.table(detail["other"])
    for role, word in (
        ("slot", names.slot),
        ("table", names.table),
        ("interpreter", names.interpreter),
        ("day", names.day),
    ):
        if role in detail:
            worded[role] = word(detail[role])
    if violation.wishes:
        worded["wish"] = violation.wishes[0]
        worded["meeting"] = names.meeting(violation.wishes[0])
        worded["second"] = names.meeting(violation.wishes[-1])
        worded["meetings"] = names.meetings(violation.wishes)
    return with_particles(str(SENTENCES[violation.kind]) % worded)
