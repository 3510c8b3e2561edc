"""What would let a wish be held."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from landbridge.base.particles import with_particles
from landbridge.engine.timetable.cause import Action, Step, Unmet
from landbridge.meetings.wording.names import Names, language, languages, listed, sentences

STEPS: Mapping[Action, Promise] = {
    Action.MOVE_MEETING: gettext_lazy("Move %(wish)s to %(slot)s, table %(table)s."),
    Action.UNLOCK_MEETING: gettext_lazy("Unlock %(wish)s."),
    Action.GIVE_UP_MEETING: gettext_lazy("Give up %(wish)s."),
    Action.RAISE_MOST_MEETINGS: gettext_lazy("Let %(participant)s have %(limit)s meetings."),
    Action.USE_SPARE_TABLES: gettext_lazy("Lower the number of spare tables to %(limit)s."),
    Action.ADD_TABLES: gettext_lazy("Add tables at %(slots)s: %(count)s."),
    Action.USE_OTHER_TABLE: gettext_lazy("Hold it at another table: %(table)s."),
    Action.ADD_INTERPRETER: gettext_lazy("Bring one more interpreter for %(languages)s at %(slots)s."),
    Action.EXTEND_SHIFT: gettext_lazy("Have %(interpreter)s work at %(slots)s too."),
    Action.ALLOW_ROUNDS_IN_A_ROW: gettext_lazy("Let %(interpreter)s work %(limit)s rounds in a row."),
    Action.ALLOW_ROUNDS_IN_A_DAY: gettext_lazy("Let %(interpreter)s work %(limit)s rounds that day."),
    Action.MAKE_AVAILABLE: gettext_lazy("Ask %(participant)s to be there at %(slots)s."),
    Action.ALLOW_SESSIONS: gettext_lazy("Allow the session %(sessions)s for it."),
    Action.FREE_SLOT: gettext_lazy("Do not fix it to %(slot)s."),
    Action.SHORTEN: gettext_lazy("Reduce its length, in slots, to %(length)s."),
    Action.LIFT_ORDER: gettext_lazy("Do not require that %(first)s comes before %(second)s."),
    Action.ALLOW_PAIR: gettext_lazy("Take %(participant)s and %(other)s off the pairs that must not meet."),
    Action.STATE_LANGUAGE: gettext_lazy("Find out whether %(participant)s can negotiate in %(languages)s."),
    Action.ALLOW_BREAK_SPREAD: gettext_lazy("Let the breaks of two companies differ by %(limit)s."),
}


def remedy_text(unmet: Unmet, names: Names) -> str:
    """What to do, step by step, and where the wish then has its place."""
    steps = [_step(step, names) for step in unmet.remedy.steps]
    place = unmet.remedy.place
    where = {"slot": names.slot(place.slot), "table": names.table(place.table)}
    if place.interpreter is None:
        last = _("It then fits at %(slot)s, table %(table)s.") % where
    else:
        words = _("It then fits at %(slot)s, table %(table)s, with %(interpreter)s.")
        last = words % {**where, "interpreter": names.interpreter(place.interpreter)}
    return sentences([*steps, last])


def _step(step: Step, names: Names) -> str:
    worded: dict[str, str] = {}
    for role, value in step.detail.items():
        several = value if isinstance(value, tuple) else (str(value),)
        if role in ("wish", "first", "second"):
            worded[role] = names.meeting(several[0])
        elif role in ("participant", "other"):
            worded[role] = names.company(several[0])
        elif role == "interpreter":
            worded[role] = names.interpreter(several[0])
        elif role == "table":
            worded[role] = names.table(several[0])
        elif role == "tables":
            worded["count"] = str(len(several))
        elif role in ("slot", "slots"):
            worded[role] = names.slots(several)
        elif role == "languages":
            alone = step.action is Action.STATE_LANGUAGE
            worded[role] = listed(map(language, several)) if alone else languages(several)
        else:
            worded[role] = listed(several)
    return with_particles(str(STEPS[step.action]) % worded)
