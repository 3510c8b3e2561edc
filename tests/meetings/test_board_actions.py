"""Changes of the board: verified, versioned, undone; the constraints hold even without the verifier."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import IntegrityError, transaction

from landbridge.base.log import LogEntry
from landbridge.base.versions import Stale
from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.violation import Kind
from landbridge.meetings.actions import (
    Clash,
    imports,
    interpreting,
    lock_meeting,
    move_meeting,
    place_wish,
    remove_meeting,
    rows,
    undo_last,
    unlock_meeting,
)
from landbridge.meetings.models import BoardChange, Fair, Meeting, MeetingRound, MeetingSeat, UnmetWish
from landbridge.meetings.queries import fair_book, fair_plan, fair_problem, standing, unmet_rows
from landbridge.people.models import User
from tests.meetings.books import company, interpreter, meeting, slot, small_book, table, wish

Put = Callable[..., Meeting]


@pytest.fixture
def put(fair: Fair, host_manager: User) -> Put:
    def place(code: str, at: str, where: str) -> Meeting:
        return place_wish(wish(fair, code), by=host_manager, slot=slot(fair, at), table=table(fair, where))

    return place


def kinds(clash: pytest.ExceptionInfo[Clash]) -> set[Kind]:
    return {violation.kind for violation in clash.value.violations}


def test_a_book_comes_back_as_it_was(fair: Fair) -> None:
    assert fair_book(fair) == small_book()


def test_a_wish_is_placed_with_an_interpreter_who_can(fair: Fair, put: Put) -> None:
    held = put("W-1", "S9", "T1")
    assert held.interpreter is not None
    assert put("W-5", "S10", "T1").interpreter is None
    assert check(fair_problem(fair), fair_plan(fair)) == []
    assert MeetingRound.objects.filter(meeting=held).count() == 1
    assert set(MeetingSeat.objects.filter(meeting=held).values_list("company__code", flat=True)) == {"C1", "K1"}
    fair.refresh_from_db()
    assert fair.version == 3


def test_a_move_keeps_its_interpreter_and_says_so_in_the_log(fair: Fair, put: Put, host_manager: User) -> None:
    held = put("W-1", "S9", "T1")
    moved = move_meeting(held, by=host_manager, slot=slot(fair, "S13"), table=table(fair, "T2"), version=held.version)
    assert (moved.slot.code, moved.table.code, moved.interpreter) == ("S13", "T2", held.interpreter)
    assert moved.version == held.version + 1
    entry = LogEntry.objects.get(verb="meetings.meeting_moved")
    assert entry.by_id == host_manager.pk
    assert entry.changes["before"]["W-1"]["slot"] == "S9"
    assert entry.changes["after"]["W-1"]["slot"] == "S13"


def test_what_breaks_a_rule_is_refused_and_nothing_is_stored(fair: Fair, put: Put, host_manager: User) -> None:
    put("W-1", "S9", "T1")
    before, changes = standing(fair), BoardChange.objects.count()
    with pytest.raises(Clash) as clash:
        put("W-2", "S9", "T2")
    assert kinds(clash) == {Kind.DOUBLE_BOOKED_PARTICIPANT}
    with pytest.raises(Clash) as clash:
        put("W-4", "S9", "T1")
    assert Kind.DOUBLE_BOOKED_TABLE in kinds(clash)
    with pytest.raises(Clash) as clash:
        place_wish(
            wish(fair, "W-5"),
            by=host_manager,
            slot=slot(fair, "S10"),
            table=table(fair, "T1"),
            interpreter=interpreter(fair, "I1"),
        )
    assert kinds(clash) == {Kind.INTERPRETER_NEEDLESS}
    assert (standing(fair), BoardChange.objects.count()) == (before, changes)


def test_the_second_of_two_editors_is_told(fair: Fair, put: Put, host_manager: User, guest_manager: User) -> None:
    shown = put("W-1", "S9", "T1")
    where: dict[str, Any] = {"table": table(fair, "T1"), "version": shown.version}
    first = move_meeting(shown, by=host_manager, slot=slot(fair, "S10"), **where)
    with pytest.raises(Stale) as stale:
        move_meeting(shown, by=guest_manager, slot=slot(fair, "S13"), **where)
    assert stale.value.current == first
    assert meeting(fair, "W-1").slot.code == "S10"
    remove_meeting(first, by=host_manager, version=first.version)
    with pytest.raises(Stale):
        lock_meeting(first, by=guest_manager, version=first.version)


def test_a_wish_is_placed_once(fair: Fair, put: Put) -> None:
    put("W-1", "S9", "T1")
    with pytest.raises(Stale):
        put("W-1", "S10", "T1")


def test_a_locked_meeting_stays(fair: Fair, put: Put, host_manager: User) -> None:
    held = put("W-1", "S9", "T1")
    locked = lock_meeting(held, by=host_manager, version=held.version)
    with pytest.raises(Clash) as clash:
        move_meeting(locked, by=host_manager, slot=slot(fair, "S10"), table=table(fair, "T1"), version=locked.version)
    assert kinds(clash) == {Kind.LOCKED_MOVED}
    with pytest.raises(Clash):
        remove_meeting(locked, by=host_manager, version=locked.version)
    free = unlock_meeting(locked, by=host_manager, version=locked.version)
    assert not free.locked
    assert remove_meeting(free, by=host_manager, version=free.version) == wish(fair, "W-1")
    assert not Meeting.objects.exists()


def test_undo_goes_back_step_by_step(fair: Fair, put: Put, host_manager: User) -> None:
    seen = [standing(fair)]
    held = put("W-1", "S9", "T1")
    seen.append(standing(fair))
    held = move_meeting(held, by=host_manager, slot=slot(fair, "S13"), table=table(fair, "T2"), version=held.version)
    seen.append(standing(fair))
    held = lock_meeting(held, by=host_manager, version=held.version)
    seen.append(standing(fair))
    unlock_meeting(held, by=host_manager, version=held.version)
    seen.append(standing(fair))
    remove_meeting(meeting(fair, "W-1"), by=host_manager, version=meeting(fair, "W-1").version)
    for state in reversed(seen):
        undone = undo_last(fair, by=host_manager)
        assert undone is not None
        assert standing(fair) == state
    assert undo_last(fair, by=host_manager) is None


def test_undo_of_another_change_than_the_one_shown_is_refused(fair: Fair, put: Put, host_manager: User) -> None:
    put("W-1", "S9", "T1")
    shown = BoardChange.objects.latest("pk")
    put("W-5", "S10", "T1")
    with pytest.raises(Stale):
        undo_last(fair, by=host_manager, change=shown.pk)
    assert len(standing(fair)) == 2


def test_causes_survive_placing_and_undoing(fair: Fair, put: Put, host_manager: User) -> None:
    UnmetWish.objects.create(wish=wish(fair, "W-1"), cause="tables_full")
    put("W-1", "S9", "T1")
    assert "W-1" not in {row.wish.code for row in unmet_rows(fair)}
    undo_last(fair, by=host_manager)
    row = next(row for row in unmet_rows(fair) if row.wish.code == "W-1")
    assert row.found is not None
    assert row.found.cause == "tables_full"
    held = put("W-5", "S9", "T1")
    remove_meeting(held, by=host_manager, version=held.version)
    assert UnmetWish.objects.get(wish__code="W-5").cause == "taken_off"


def test_rows_of_another_fair_are_not_there(fair: Fair, host_manager: User) -> None:
    other = imports.import_fair(small_book("Other talks"), by=host_manager)
    for foreign in (
        {"slot": slot(other, "S9")},
        {"table": table(other, "T1")},
        {"interpreter": interpreter(other, "I1")},
    ):
        place: dict[str, Any] = {"slot": slot(fair, "S9"), "table": table(fair, "T1"), **foreign}
        with pytest.raises(ObjectDoesNotExist):
            place_wish(wish(fair, "W-1"), by=host_manager, **place)
    assert not Meeting.objects.exists()


def test_only_managers_change_the_board(fair: Fair, put: Put, host_manager: User) -> None:
    held = put("W-1", "S9", "T1")
    host_manager.is_active = False
    with pytest.raises(PermissionDenied):
        remove_meeting(held, by=host_manager, version=held.version)
    with pytest.raises(PermissionDenied):
        undo_last(fair, by=host_manager)


@pytest.mark.parametrize(
    ("second", "where", "who", "constraint"),
    [("W-4", "T1", "I2", "table"), ("W-2", "T2", "I2", "company"), ("W-4", "T2", "I1", "interpreter")],
)
def test_without_the_verifier_the_constraints_still_refuse(
    fair: Fair,
    put: Put,
    host_manager: User,
    monkeypatch: pytest.MonkeyPatch,
    *,
    second: str,
    where: str,
    who: str,
    constraint: str,
) -> None:
    put("W-1", "S9", "T1")
    assert standing(fair)["W-1"].place.interpreter == "I1"
    for verified in (rows, interpreting):
        monkeypatch.setattr(verified, "check", lambda problem, plan: [])
    place: dict[str, Any] = {
        "slot": slot(fair, "S9"),
        "table": table(fair, where),
        "interpreter": interpreter(fair, who),
    }
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        place_wish(wish(fair, second), by=host_manager, **place)
    assert list(standing(fair)) == ["W-1"]
    assert company(fair, "C1").seats.count() == 1
