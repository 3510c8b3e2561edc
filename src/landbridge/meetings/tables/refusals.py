"""Why a change was refused, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from landbridge.engine.timetable.violation import Violation
from landbridge.meetings.models import Fair
from landbridge.meetings.wording import Names, violation_text

MOST = 10  #: sentences shown; more would not be read


def refusals(fair: Fair, violations: Sequence[Violation]) -> list[str]:
    """A sentence for each broken rule, each once."""
    names = Names(fair)
    return list(dict.fromkeys(violation_text(violation, names) for violation in violations))[:MOST]
