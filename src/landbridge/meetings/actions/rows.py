"""Writing a changed timetable as rows: the one place where meetings, rounds and seats are stored.

Nothing is stored that the engine's verifier refuses, and everything that is stored can be undone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import F
from django.utils import timezone

from landbridge.base.log import record
from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.violation import Violation
from landbridge.meetings.models import (
    BoardChange,
    Company,
    Fair,
    FairSlot,
    Meeting,
    MeetingRound,
    MeetingSeat,
    UnmetWish,
    Wish,
)
from landbridge.meetings.queries import Standing, fair_problem, standing
from landbridge.meetings.queries.standing import Spot
from landbridge.meetings.queries.unmet import TAKEN_OFF, Unmet
from landbridge.people.models import User

BATCH = 500  #: rows a statement; SQLite binds 32,766 values at most

TOLD = 20  #: meetings whose places the log tells one by one; a larger change is in the board's history

#: Wish code to where it is to stand, or to None where it is to be held no longer.
Changes = Mapping[str, Standing | None]


class Clash(Exception):
    """A change that the verifier refuses; ``violations`` say why. Nothing was stored."""

    def __init__(self, violations: Sequence[Violation]) -> None:
        super().__init__(", ".join(violation.kind for violation in violations))
        self.violations = tuple(violations)


def hold(fair: Fair | int) -> Fair:
    """The fair's row, locked until the transaction ends: changes of one timetable happen one by one."""
    return Fair.objects.select_for_update().get(pk=fair if isinstance(fair, int) else fair.pk)


def change_timetable(
    fair: Fair, changes: Changes, *, by: User | None, verb: str, unmet: Sequence[Unmet] | None = None
) -> BoardChange:
    """Store a change of a fair that the caller holds (``hold``); its version rises by one.

    ``unmet`` replaces what is known of unmet wishes; without it only the changed ones are touched.
    Raises ``Clash`` where the timetable after the change would break a rule, a lock among them.
    """
    before = standing(fair)
    changed = {wish: place for wish, place in changes.items() if before.get(wish) != place}
    after = {**before, **changed}
    plan = {wish: held.place for wish, held in after.items() if held is not None}
    if violations := check(fair_problem(fair), plan):
        raise Clash(violations)
    _write(fair, changed)
    _write_unmet(fair, changed, unmet)
    Fair.objects.filter(pk=fair.pk).update(version=F("version") + 1, updated_at=timezone.now())
    fair.refresh_from_db(fields=["version", "updated_at"])
    past = {wish: _spot(before.get(wish)) for wish in changed}
    present = {wish: _spot(place) for wish, place in changed.items()}
    change = BoardChange.objects.create(fair=fair, by=by, verb=verb, before=past, after=present)
    told = {"before": past, "after": present} if len(changed) <= TOLD else {"meetings": len(changed)}
    record(verb, fair, by=by, changes={"change": change.pk, **told})
    return change


def _spot(held: Standing | None) -> Spot | None:
    return None if held is None else held.to_json()


def _write(fair: Fair, changed: Changes) -> None:
    """Rows of the changed meetings: all their rounds go before any comes back, so that two may swap."""
    wishes = {wish.code: wish for wish in fair.wishes.all() if wish.code in changed}
    numbers = [wish.pk for wish in wishes.values()]
    held: dict[int, Meeting] = {}
    for start in range(0, len(numbers), BATCH):
        batch = numbers[start : start + BATCH]
        MeetingRound.objects.filter(meeting__wish__in=batch).delete()
        MeetingSeat.objects.filter(meeting__wish__in=batch).delete()
        held |= {meeting.wish_id: meeting for meeting in Meeting.objects.filter(wish__in=batch)}
    gone = [held[wishes[code].pk].pk for code, place in changed.items() if place is None and wishes[code].pk in held]
    for start in range(0, len(gone), BATCH):
        Meeting.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    places = {wishes[code]: place for code, place in changed.items() if place is not None}
    _write_meetings(fair, places, held)


def _write_meetings(fair: Fair, places: Mapping[Wish, Standing], held: Mapping[int, Meeting]) -> None:
    slots = {slot.code: slot for slot in fair.slots.all()}
    tables = {table.code: table for table in fair.tables.all()}
    people = {person.code: person for person in fair.interpreters.all()}
    new: list[Meeting] = []
    kept: list[Meeting] = []
    for wish, standing_ in places.items():
        place = standing_.place
        meeting = held.get(wish.pk) or Meeting(wish=wish, version=0)
        meeting.slot, meeting.table, meeting.locked = slots[place.slot], tables[place.table], standing_.locked
        meeting.interpreter = None if place.interpreter is None else people[place.interpreter]
        meeting.version += 1
        (kept if meeting.pk else new).append(meeting)
    Meeting.objects.bulk_create(new, BATCH)
    Meeting.objects.bulk_update(kept, ["slot", "table", "interpreter", "locked", "version"], BATCH)
    _write_rounds(list(slots.values()), [*new, *kept])


def _write_rounds(slots: Sequence[FairSlot], meetings: Sequence[Meeting]) -> None:
    """A round a slot, and in each a seat a company; slots stand in time order (``import_fair`` sees to it)."""
    companies: dict[int, list[int]] = {}
    numbers = [meeting.wish_id for meeting in meetings]
    for start in range(0, len(numbers), BATCH):
        parts = Company.wishes.through.objects.filter(wish__in=numbers[start : start + BATCH])
        for wish, company in parts.values_list("wish", "company"):
            companies.setdefault(wish, []).append(company)
    at = {slot.pk: position for position, slot in enumerate(slots)}
    filled = [
        (meeting, slot)
        for meeting in meetings
        for slot in slots[at[meeting.slot_id] : at[meeting.slot_id] + meeting.wish.length]
    ]
    MeetingRound.objects.bulk_create(
        [
            MeetingRound(meeting=meeting, slot=slot, table_id=meeting.table_id, interpreter_id=meeting.interpreter_id)
            for meeting, slot in filled
        ],
        BATCH,
    )
    MeetingSeat.objects.bulk_create(
        [
            MeetingSeat(meeting=meeting, company_id=company, slot=slot)
            for meeting, slot in filled
            for company in companies[meeting.wish_id]
        ],
        BATCH,
    )


def _write_unmet(fair: Fair, changed: Changes, unmet: Sequence[Unmet] | None) -> None:
    """What a search found replaces everything; a wish taken off by hand keeps the cause it had, if any.

    The cause of a wish that is placed by hand stays too, so that undoing brings it back.
    """
    if unmet is None:
        known = set(UnmetWish.objects.filter(wish__fair=fair).values_list("wish__code", flat=True))
        off = [code for code, place in changed.items() if place is None and code not in known]
        unmet = [Unmet(wish=code, cause=TAKEN_OFF, detail={}, remedy="", remedy_detail={}) for code in off]
    else:
        UnmetWish.objects.filter(wish__fair=fair).delete()
    wishes = dict(fair.wishes.values_list("code", "pk")) if unmet else {}
    rows = [
        UnmetWish(
            wish_id=wishes[row["wish"]],
            cause=row["cause"],
            detail=row["detail"],
            remedy=row["remedy"],
            remedy_detail=row["remedy_detail"],
        )
        for row in unmet
    ]
    UnmetWish.objects.bulk_create(rows, BATCH)
