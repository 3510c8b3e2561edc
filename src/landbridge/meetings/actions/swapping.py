"""Two meetings that change places."""

from __future__ import annotations

from django.db import transaction

from landbridge.base.access import require
from landbridge.base.versions import Stale
from landbridge.engine.timetable.problem import Place, Plan, Problem
from landbridge.meetings.actions.interpreting import interpreted
from landbridge.meetings.actions.rows import Clash, change_timetable, hold
from landbridge.meetings.models import Fair, Meeting
from landbridge.meetings.queries import Standing, fair_plan, fair_problem, standing
from landbridge.meetings.rules import Can
from landbridge.people.models import User


@transaction.atomic
def swap_meetings(one: Meeting, other: Meeting, *, by: User, versions: tuple[int, int]) -> None:
    """Let two meetings of one fair change slot and table; interpreters are found anew where they must be.

    Raises ``Stale`` where somebody changed either since ``versions``, ``Clash`` where a rule would break.
    """
    fair = hold(one.wish.fair_id)
    require(by, Can.CHANGE_BOARD, fair)
    if other.wish.fair_id != fair.pk:
        raise Meeting.DoesNotExist
    for meeting, version in zip((one, other), versions, strict=True):
        present = Meeting.objects.select_related("wish", "slot", "table").filter(pk=meeting.pk).first()
        if present is None or present.version != version:
            raise Stale(present or fair)
    places = swapped(fair_problem(fair), fair_plan(fair), one.wish.code, other.wish.code)
    held = standing(fair)
    changes = {code: Standing(place, held[code].locked) for code, place in places.items()}
    change_timetable(fair, changes, by=by, verb="meetings.meetings_swapped")


def swap_clash(fair: Fair, one: str, other: str) -> Clash | None:
    """What stands against two meetings, by wish code, changing places; None where they can."""
    try:
        swapped(fair_problem(fair), fair_plan(fair), one, other)
    except Clash as clash:
        return clash
    return None


def swapped(problem: Problem, plan: Plan, one: str, other: str) -> dict[str, Place]:
    """The two places after the change. Raises ``Clash`` where a rule would break, whichever is seated first."""
    rest = {wish: place for wish, place in plan.items() if wish not in {one, other}}
    refused: Clash | None = None
    for first, second in ((one, other), (other, one)):
        places: dict[str, Place] = {}
        try:
            for wish, goal in ((first, plan[second]), (second, plan[first])):
                places[wish] = interpreted(
                    problem,
                    {**rest, **places},
                    wish,
                    goal.slot,
                    goal.table,
                    named=None,
                    present=plan[wish].interpreter,
                )
        except Clash as clash:
            refused = refused or clash
        else:
            return places
    assert refused is not None  # noqa: S101 - the loop returned otherwise
    raise refused
