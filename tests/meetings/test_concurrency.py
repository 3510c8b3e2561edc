"""Several people change one board in the same instant: nothing is double, nothing is lost.

Each promise has its control: with what keeps it taken away, the harm it prevents is shown to happen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import IntegrityError, connection

from landbridge.base.versions import Stale
from landbridge.engine.timetable.check import check
from landbridge.engine.timetable.problem import Plan, Problem
from landbridge.engine.timetable.violation import Violation
from landbridge.meetings.actions import Clash, board, import_fair, interpreting, move_meeting, place_wish, rows
from landbridge.meetings.models import BoardChange, Fair, FairInterpreter, FairSlot, FairTable, MeetingRound, Wish
from landbridge.meetings.queries import fair_plan, fair_problem
from landbridge.people.models import User
from tests.meetings.books import interpreter, meeting, slot, small_book, table, wide_book, wish

pytestmark = pytest.mark.django_db(transaction=True)


def together(*changes: Callable[[], object]) -> Counter[str]:
    """Make changes at once, each in a thread and connection of its own; counts what came of them."""
    start = Barrier(len(changes))

    def run(change: Callable[[], object]) -> str:
        try:
            start.wait()
            change()
        except (Clash, Stale, IntegrityError) as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(changes)) as pool:
        return Counter(pool.map(run, changes))


def placing(
    by: User, wish: Wish, slot: FairSlot, table: FairTable, who: FairInterpreter | None = None
) -> Callable[[], object]:
    return lambda: place_wish(Wish.objects.get(pk=wish.pk), by=by, slot=slot, table=table, interpreter=who)


def test_one_table_is_booked_once(host_manager: User) -> None:
    fair = import_fair(small_book(), by=host_manager)
    at, where = slot(fair, "S9"), table(fair, "T1")
    outcome = together(*(placing(host_manager, one, at, where) for one in fair.wishes.all()))
    assert outcome == {"done": 1, "Clash": 4}
    assert MeetingRound.objects.filter(slot=at, table=where).count() == 1
    assert check(fair_problem(fair), fair_plan(fair)) == []


def test_with_the_verifier_off_the_constraint_alone_refuses(
    host_manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    fair = import_fair(small_book(), by=host_manager)
    for module in (rows, interpreting):
        monkeypatch.setattr(module, "check", lambda problem, plan: [])
    at, where = slot(fair, "S9"), table(fair, "T1")
    outcome = together(*(placing(host_manager, one, at, where) for one in fair.wishes.all()))
    assert outcome == {"done": 1, "IntegrityError": 4}
    assert MeetingRound.objects.filter(slot=at, table=where).count() == 1


def test_two_who_move_one_meeting(host_manager: User, guest_manager: User) -> None:
    fair = import_fair(small_book(), by=host_manager)
    place_wish(wish(fair, "W-5"), by=host_manager, slot=slot(fair, "S9"), table=table(fair, "T1"))
    shown, where = meeting(fair, "W-5"), table(fair, "T1")

    def moving(by: User, to: str) -> Callable[[], object]:
        return lambda: move_meeting(shown, by=by, slot=slot(fair, to), table=where, version=shown.version)

    assert together(moving(host_manager, "S10"), moving(guest_manager, "S13")) == {"done": 1, "Stale": 1}
    assert meeting(fair, "W-5").version == shown.version + 1


def test_different_changes_are_all_kept(host_manager: User) -> None:
    fair = import_fair(wide_book(4), by=host_manager)
    changes = [
        ("W-1", "S9", "T1"),
        ("W-4", "S9", "T2"),
        ("W-2", "S10", "T1"),
        ("W-3", "S10", "T2"),
        ("W-5", "S13", "T1"),
    ]
    outcome = together(
        *(placing(host_manager, wish(fair, code), slot(fair, at), table(fair, where)) for code, at, where in changes)
    )
    assert outcome == {"done": 5}
    assert Fair.objects.get(pk=fair.pk).version == 6
    assert BoardChange.objects.count() == 5


def _slowly(problem: Problem, plan: Plan, met: Barrier) -> list[Violation]:
    """Verify, then wait for the other editor to have verified as well, if it can."""
    found = check(problem, plan)
    try:
        met.wait(timeout=0.7)
    except BrokenBarrierError:
        met.reset()
    return found


@pytest.mark.parametrize("held", [True, False])
def test_a_rule_that_no_constraint_sees_holds_because_the_fair_is_held(
    host_manager: User, monkeypatch: pytest.MonkeyPatch, *, held: bool
) -> None:
    """One table of two stays spare. Without the fair's lock PostgreSQL lets both in; SQLite has one writer anyway."""
    book = small_book()
    fair = import_fair(replace(book, tables=book.tables[:2]), by=host_manager)
    met = Barrier(2)
    monkeypatch.setattr(rows, "check", lambda problem, plan: _slowly(problem, plan, met))
    if not held:
        monkeypatch.setattr(board, "hold", lambda number: Fair.objects.get(pk=number))
    at = slot(fair, "S9")
    outcome = together(
        placing(host_manager, wish(fair, "W-1"), at, table(fair, "T1"), interpreter(fair, "I1")),
        placing(host_manager, wish(fair, "W-4"), at, table(fair, "T2"), interpreter(fair, "I2")),
    )
    harm = not held and connection.vendor == "postgresql"
    assert outcome == ({"done": 2} if harm else {"done": 1, "Clash": 1})
    assert bool(check(fair_problem(fair), fair_plan(fair))) == harm
