"""What a timetable is judged on, what a search is at, and what it can vouch for."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from landbridge.engine.timetable.result import Status

LEVELS: Mapping[str, Promise] = {
    "musts": _("Musts held"),
    "priority": _("Priority held"),
    "hardship": _("Hardship of the companies worst off"),
    "breaks": _("Breaks in the companies’ days"),
    "break_spread": _("Difference in breaks"),
    "table_changes": _("Changes of table"),
    "interpreter_changes": _("Changes of interpreter"),
    "interpreter_load": _("Rounds of the busiest interpreter"),
}
PHASES: Mapping[str, Promise] = {
    "": _("Starting"),
    "start": _("First timetable"),
    "greedy": _("First timetable"),
    "anneal": _("Improving"),
    "annealing": _("Improving"),
    "staffing": _("Placing interpreters"),
    "seating": _("Placing tables"),
    "explain": _("Finding out why wishes are not met"),
}
STATUSES: Mapping[Status, Promise] = {
    Status.OPTIMAL: _("Proved best on every level"),
    Status.FEASIBLE: _("Valid, not proved best on every level"),
    Status.INFEASIBLE: _("Impossible: locked meetings contradict each other or the rules"),
    Status.UNKNOWN: _("No timetable was found in time"),
}


def level_text(name: str) -> str:
    """A level of the objective; an unknown one stands as it is."""
    return str(LEVELS[name]) if name in LEVELS else name


def level_named(text: str) -> str | None:
    """The level that ``text`` is the name of, in whichever of our languages."""
    for language in ("en", "ko", "zh-hans"):
        with override(language):
            for name, words in LEVELS.items():
                if text == str(words):
                    return name
    return None


def phase_text(phase: str) -> str:
    """What a search is doing: a phase of its own, or the level that it works on."""
    return str(PHASES[phase]) if phase in PHASES else level_text(phase)


def status_text(status: Status | str) -> str:
    """What a search can vouch for."""
    return str(STATUSES[Status(status)])
