"""Changes of the board by hand: one meeting at a time, each verified, each undoable.

A row that is not the fair's own, or a meeting that is gone, is as good as not there.
"""

from __future__ import annotations

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import QuerySet

from landbridge.base.access import require
from landbridge.base.versions import Stale
from landbridge.engine.timetable.problem import Place
from landbridge.meetings.actions.interpreting import interpreted
from landbridge.meetings.actions.rows import Clash, change_timetable, hold
from landbridge.meetings.models import BoardChange, Fair, FairInterpreter, FairSlot, FairTable, Meeting, Wish
from landbridge.meetings.queries import Standing, fair_plan, fair_problem, place_of
from landbridge.meetings.rules import Can
from landbridge.people.models import User

__all__ = ["Clash", "lock_meeting", "move_meeting", "place_wish", "remove_meeting", "undo_last", "unlock_meeting"]


@transaction.atomic
def move_meeting(
    meeting: Meeting,
    *,
    by: User,
    slot: FairSlot,
    table: FairTable,
    version: int,
    interpreter: FairInterpreter | None = None,
) -> Meeting:
    """Move a meeting; where none is named its interpreter stays if possible, and else one who can is found.

    Raises ``Stale`` where somebody changed it since ``version``, ``Clash`` where a rule would break.
    """
    fair, meeting = _claimed(meeting, by, version)
    present = place_of(meeting).interpreter
    place = _placed(fair, meeting.wish, slot, table, named=interpreter, present=present)
    change_timetable(fair, {meeting.wish.code: Standing(place, meeting.locked)}, by=by, verb="meetings.meeting_moved")
    return _fresh(meeting.wish)


@transaction.atomic
def place_wish(
    wish: Wish, *, by: User, slot: FairSlot, table: FairTable, interpreter: FairInterpreter | None = None
) -> Meeting:
    """Hold a wish that is not held yet. Raises ``Stale`` where it is by now, ``Clash`` where a rule would break."""
    fair = hold(wish.fair_id)
    require(by, Can.CHANGE_BOARD, fair)
    if held := Meeting.objects.filter(wish=wish).first():
        raise Stale(held)
    place = _placed(fair, wish, slot, table, named=interpreter, present=None)
    change_timetable(fair, {wish.code: Standing(place)}, by=by, verb="meetings.wish_placed")
    return _fresh(wish)


@transaction.atomic
def remove_meeting(meeting: Meeting, *, by: User, version: int) -> Wish:
    """Take a meeting off the board; its wish stays, unmet. Raises ``Stale``, or ``Clash`` where it is locked."""
    fair, meeting = _claimed(meeting, by, version)
    change_timetable(fair, {meeting.wish.code: None}, by=by, verb="meetings.meeting_removed")
    return meeting.wish


def lock_meeting(meeting: Meeting, *, by: User, version: int) -> Meeting:
    """Keep a meeting where it is, whatever is searched or repaired. Raises ``Stale``."""
    return _set_lock(meeting, by, version, locked=True)


def unlock_meeting(meeting: Meeting, *, by: User, version: int) -> Meeting:
    """Let a meeting move again. Raises ``Stale``."""
    return _set_lock(meeting, by, version, locked=False)


@transaction.atomic
def undo_last(fair: Fair, *, by: User, change: int | None = None) -> BoardChange | None:
    """Undo the board's last change; None where nothing is left to undo.

    ``change`` names the one that was shown: ``Stale`` is raised where another has come since.
    Raises ``Clash`` where what was before breaks a rule by now.
    """
    fair = hold(fair)
    require(by, Can.CHANGE_BOARD, fair)
    last = BoardChange.objects.filter(fair=fair, undone=False).first()
    if last is None:
        return None
    if change is not None and last.pk != change:
        raise Stale(last)
    before = {wish: None if spot is None else Standing.from_json(spot) for wish, spot in last.before.items()}
    undoing = change_timetable(fair, before, by=by, verb="meetings.change_undone")
    # Neither the change nor its undoing is undone again: "undo" goes on to the change before.
    BoardChange.objects.filter(pk__in=[last.pk, undoing.pk]).update(undone=True)
    last.undone = True
    return last


@transaction.atomic
def _set_lock(meeting: Meeting, by: User, version: int, *, locked: bool) -> Meeting:
    fair, meeting = _claimed(meeting, by, version)
    verb = "meetings.meeting_locked" if locked else "meetings.meeting_unlocked"
    change_timetable(fair, {meeting.wish.code: Standing(place_of(meeting), locked)}, by=by, verb=verb)
    return _fresh(meeting.wish)


def _claimed(meeting: Meeting, by: User, version: int) -> tuple[Fair, Meeting]:
    """The fair, held, and the meeting as it is now. While the fair is held no other change can come between."""
    fair = hold(meeting.wish.fair_id)
    require(by, Can.CHANGE_BOARD, fair)
    present = _of(meeting.wish).filter(pk=meeting.pk).first()
    if present is None:
        raise Stale(fair)
    if present.version != version:
        raise Stale(present)
    return fair, present


def _placed(
    fair: Fair,
    wish: Wish,
    slot: FairSlot,
    table: FairTable,
    *,
    named: FairInterpreter | None,
    present: str | None,
) -> Place:
    if slot.fair_id != fair.pk or table.fair_id != fair.pk or (named is not None and named.fair_id != fair.pk):
        raise ObjectDoesNotExist
    return interpreted(
        fair_problem(fair),
        fair_plan(fair),
        wish.code,
        slot.code,
        table.code,
        named=named.code if named else None,
        present=present,
    )


def _of(wish: Wish) -> QuerySet[Meeting]:
    return Meeting.objects.filter(wish=wish).select_related("wish", "slot", "table", "interpreter")


def _fresh(wish: Wish) -> Meeting:
    return _of(wish).get()
