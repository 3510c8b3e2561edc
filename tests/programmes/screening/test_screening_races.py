"""Two things happen in one screening in the same instant: a sheet, a proposal, an announcement. Once is heard.

Each promise has its control: without what keeps the second out, the same race breaks it, and the same check shows that.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Event

import pytest
from django.db import connection

from landbridge.base.models import LogEntry
from landbridge.people.models import Notice, User
from landbridge.programmes.actions import marks, selections
from landbridge.programmes.actions.assignments import assign
from landbridge.programmes.actions.marks import submit_marks
from landbridge.programmes.actions.selections import announce, propose_selection
from landbridge.programmes.actions.unsettling import settle_application
from landbridge.programmes.models import Application, Assignment, Call, Participation, ScoreSheet, Selection
from landbridge.programmes.queries.ranking import Place
from landbridge.programmes.queries.screening import current_selection
from landbridge.programmes.queries.selections import row_of, still_stands
from tests.conftest import make_user
from tests.programmes.rows import an_editor
from tests.programmes.screening.facts import (
    a_closed_call,
    a_firm,
    a_judge,
    an_eligible,
    an_evaluator,
    approved,
    given,
    mark,
)
from tests.programmes.test_place_races import together

pytestmark = pytest.mark.django_db(transaction=True)
WHOLE = {"team": "8", "market": "7"}
ONE_WRITER = "SQLite's own lock lets one writer in at a time, whatever we do"


def submitting(assignment: Assignment, judge: User) -> Callable[[], object]:
    return lambda: submit_marks(Assignment.objects.get(pk=assignment.pk), by=judge, version=1, marks=WHOLE)


def logged(verb: str) -> int:
    return LogEntry.objects.filter(verb=verb).count()


def a_sheet() -> tuple[Assignment, User]:
    judge = a_judge()
    return given(an_eligible(a_closed_call()), judge), judge


def test_a_sheet_is_submitted_once() -> None:
    assignment, judge = a_sheet()
    outcome = together(*[submitting(assignment, judge)] * 4)
    assert outcome == {"done": 1, "ValidationError": 3}
    assignment.refresh_from_db()
    assert (assignment.state, assignment.version) == ("submitted", 2)
    assert logged("programmes.sheet_submitted") == 1


def test_with_a_sheet_read_before_it_is_submitted_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    assignment, judge = a_sheet()
    call = Call.objects.select_related("programme").get()
    before = [ScoreSheet.objects.get(), ScoreSheet.objects.get()]
    monkeypatch.setattr(marks, "_opened", lambda assignment, by, version: (before.pop(), call))
    assert together(*[submitting(assignment, judge)] * 2) == {"done": 2}
    assert logged("programmes.sheet_submitted") == 2


def the_last_two_sheets() -> tuple[Application, list[Callable[[], object]]]:
    """One application before two evaluators, who submit at once."""
    application = an_eligible(a_closed_call())
    judges = a_judge("one"), a_judge("two")
    return application, [submitting(given(application, judge), judge) for judge in judges]


def test_the_last_two_sheets_make_it_scored() -> None:
    for _round in range(3):
        application, both = the_last_two_sheets() if not User.objects.exists() else again()
        assert together(*both) == {"done": 2}
        application.refresh_from_db()
        assert application.state == "scored"


def again() -> tuple[Application, list[Callable[[], object]]]:
    """Another application before the same two."""
    judges = User.objects.order_by("pk")
    application = an_eligible(Call.objects.get())
    return application, [submitting(given(application, judge), judge) for judge in judges]


def test_without_the_lock_each_waits_for_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        pytest.skip(ONE_WRITER)
    application, both = the_last_two_sheets()
    written = Barrier(2)

    def unlocked(assignment: Assignment, by: User, version: int) -> tuple[ScoreSheet, Call]:
        return ScoreSheet.objects.get(assignment=assignment), Call.objects.select_related("programme").get()

    def settle(application: Application) -> None:
        written.wait(timeout=20)  # both sheets are in, and neither is seen by the other
        settle_application(application)

    monkeypatch.setattr(marks, "_opened", unlocked)
    monkeypatch.setattr(marks, "settle_application", settle)
    assert together(*both) == {"done": 2}
    application.refresh_from_db()
    assert application.state == "eligible"


def a_ready_call() -> tuple[Call, Callable[[], object]]:
    """A call that can be proposed from, and a third evaluator who is given an application and submits at once."""
    call = a_closed_call()
    judges, third = [a_judge("one"), a_judge("two")], a_judge("third")
    for team in ("9", "7"):
        application = an_eligible(call)
        for judge in judges:
            mark(application, judge, team, team)
    evaluator = an_evaluator(call, third)

    def new_sheet() -> None:
        assignment = assign(application, evaluator, by=None)
        submit_marks(assignment, by=third, version=1, marks={"team": "10", "market": "10"})

    return call, new_sheet


def is_broken(call: Call) -> bool:
    """Whether a proposal stands there that leaves a sheet out."""
    proposed = current_selection(call)
    return proposed is not None and not still_stands(proposed)


def test_a_proposal_leaves_no_sheet_out() -> None:
    call, new_sheet = a_ready_call()
    outcome = together(lambda: propose_selection(call, by=None), new_sheet)
    assert outcome["done"] >= 1  # refused it is only while the third sheet is given out and not in
    assert not is_broken(call)
    assert Assignment.objects.filter(state="submitted").count() == 5


def test_without_the_lock_a_proposal_leaves_it_out(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        pytest.skip(ONE_WRITER)
    call, new_sheet = a_ready_call()
    ranked, came_in = Event(), Event()

    def slow_row(place: Place, selection: Selection) -> object:
        ranked.set()
        came_in.wait(20)
        return row_of(place, selection)

    def after_the_ranking() -> None:
        ranked.wait(20)
        new_sheet()
        came_in.set()

    monkeypatch.setattr(selections, "_locked", lambda call: Call.objects.get(pk=call.pk))
    monkeypatch.setattr(selections, "row_of", slow_row)
    monkeypatch.setattr(selections, "digest_of_content", lambda content: "0" * 64)
    assert together(lambda: propose_selection(call, by=None), after_the_ranking) == {"done": 2}
    assert is_broken(call)


def an_approved() -> tuple[Selection, User]:
    """An approved selection of two firms, of which one gets the only place; both have an editor."""
    manager, approver = make_user("manager@test.example"), make_user("approver@test.example", role="approver")
    call, judges = a_closed_call(places=1), (a_judge("one"), a_judge("two"))
    for name, team in (("Ash", "9"), ("Oak", "7")):
        firm = a_firm(name=name)
        an_editor(firm, make_user(f"{name.lower()}@firm.example", role="company"))
        for judge in judges:
            application = Application.objects.filter(organisation=firm).first() or an_eligible(call, firm)
            mark(application, judge, team, team)
    return approved(call, manager, approver), manager


def announcing(selection: Selection, by: User) -> Callable[[], object]:
    return lambda: announce(Selection.objects.get(pk=selection.pk), by=by, version=selection.version)


def test_it_is_announced_once() -> None:
    selection, manager = an_approved()
    assert together(*[announcing(selection, manager)] * 3) == {"done": 1, "Stale": 2}
    assert logged("programmes.selection_announced") == 1
    assert Participation.objects.count() == 1
    for code in ("programmes.selected", "programmes.on_reserve"):
        assert Notice.objects.filter(code=code).count() == 1


def test_with_a_selection_read_before_it_is_announced_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    selection, manager = an_approved()
    monkeypatch.setattr(selections, "claim_version", lambda row, version: None)
    monkeypatch.setattr(Selection, "refresh_from_db", lambda self, *args, **kwargs: None)
    monkeypatch.setattr(selections, "still_stands", lambda selection: True)
    monkeypatch.setattr(selections, "is_approved", lambda *args: True)
    before = [Selection.objects.select_related("call__programme").get(pk=selection.pk) for _ in range(2)]
    assert together(*[lambda: announce(before.pop(), by=manager, version=selection.version)] * 2) == {"done": 2}
    assert logged("programmes.selection_announced") == 2
    assert Participation.objects.count() == 1, "even so nobody is offered a second place"
