"""Two things happen to one document in the same instant.

Each promise has its control: without the lock (where the database has no other that does its work), or without the
comparison, the same race breaks it, and the same check shows that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from landbridge.agreements.actions import approvals
from landbridge.agreements.actions.approvals import ask_approval, decide, send_back
from landbridge.agreements.models import Approval, Body
from landbridge.agreements.queries import subjects
from landbridge.agreements.queries.subjects import SubjectKind, content_now
from landbridge.base.versions import Stale
from tests.agreements.approving import (
    CODE,
    Office,
    a_delegation,
    a_document,
    a_kind,
    again,
    an_office,
    asked,
    edit_body,
    short,
)

pytestmark = pytest.mark.django_db(transaction=True)
REFUSALS = (Stale, ValidationError, PermissionDenied, IntegrityError)


def together(*changes: Callable[[], object]) -> Counter[str]:
    """Make changes at once, each in a thread and connection of its own; counts what came of them."""
    start = Barrier(len(changes))

    def run(change: Callable[[], object]) -> str:
        try:
            start.wait(timeout=20)
            done = change()
        except REFUSALS as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return done.state if isinstance(done, Approval) else "done"

    with ThreadPoolExecutor(len(changes)) as pool:
        return Counter(pool.map(run, changes))


@pytest.fixture
def office() -> Office:
    return an_office()


@pytest.fixture(autouse=True)
def kind() -> Iterator[SubjectKind]:
    subjects.registered[CODE] = a_kind()
    yield subjects.registered[CODE]
    del subjects.registered[CODE]


def edited(body: Body, office: Office, name: str) -> None:
    with transaction.atomic():
        edit_body(body, by=office.drafter, name_en=name)


def is_broken(body: Body, kind: SubjectKind) -> bool:
    """Whether something stands as approved that is not what was approved."""
    digest = content_now(kind, Body.objects.get(pk=body.pk))[1]
    return Approval.objects.filter(subject_id=body.pk, state="approved").exclude(sha256=digest).exists()


def race_of_approval_and_edit(office: Office, kind: SubjectKind, rounds: int) -> tuple[Counter[str], bool]:
    """Approve and edit at once, again and again: what came of the approvals, and whether a promise was broken."""
    came, broken = Counter[str](), False
    for number in range(rounds):
        body = a_document()
        approval = asked(office, body=body)
        came += together(
            lambda approval=approval: decide(approval, by=office.head, version=approval.version),  # type: ignore[misc]
            lambda body=body, name=f"Edit {number}": edited(body, office, name),  # type: ignore[misc]
        )
        broken = broken or is_broken(body, kind)
    return came, broken


def test_an_approval_races_an_edit(office: Office, kind: SubjectKind) -> None:
    came, broken = race_of_approval_and_edit(office, kind, 4)
    assert not broken
    assert came["done"] == 4  # no edit is refused for it
    assert set(came) <= {"done", "approved", "Stale", "ValidationError", "void"}
    assert not Approval.objects.filter(state="approved").exists()  # approved before the edit, it is void by it


def test_without_the_lock_what_was_edited_stands_as_approved(
    office: Office, kind: SubjectKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's own lock lets one writer in at a time, whatever we do")
    compared, written = Barrier(2), Barrier(2)

    def unlocked(kind: SubjectKind, number: int) -> Model | None:
        return kind.model._base_manager.filter(pk=number).first()

    def slow_number(side: str, year: int) -> int:
        compared.wait(timeout=20)  # compared with what stood there before the edit
        written.wait(timeout=20)
        return 1

    monkeypatch.setattr(approvals, "locked_subject", unlocked)
    monkeypatch.setattr(approvals, "_next_number", slow_number)
    body = a_document()
    approval = asked(office, body=body)

    def edit_without_voiding() -> None:
        compared.wait(timeout=20)
        Body.objects.filter(pk=body.pk).update(name_en="Edited")
        written.wait(timeout=20)

    together(lambda: decide(approval, by=office.head, version=approval.version), edit_without_voiding)
    assert is_broken(body, kind)


def test_without_the_comparison_an_edit_is_approved_unseen(
    office: Office, kind: SubjectKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = a_document()
    approval = asked(office, body=body)
    Body.objects.filter(pk=body.pk).update(name_en="Edited by an action that forgot to void")
    real = content_now
    monkeypatch.setattr(approvals, "content_now", lambda kind, subject: ({}, approval.sha256))
    decide(approval, by=office.head, version=approval.version)
    assert is_broken(body, kind)
    monkeypatch.setattr(approvals, "content_now", real)
    other = a_document()
    approval = asked(office, body=other)
    Body.objects.filter(pk=other.pk).update(name_en="Edited by an action that forgot to void")
    assert decide(approval, by=office.head, version=approval.version).state == "void"
    assert not is_broken(other, kind)


def test_two_decide_at_once(office: Office) -> None:
    """The head, and who stands in for them: one decision, one number."""
    a_delegation(office.head, office.chief)
    approval = asked(office)
    came = together(
        lambda: decide(approval, by=office.head, version=approval.version),
        lambda: decide(approval, by=office.chief, version=approval.version),
    )
    assert came == {"approved": 1, "Stale": 1}
    assert again(approval).number == 1


def test_approved_and_sent_back_at_once(office: Office) -> None:
    a_delegation(office.head, office.chief)
    approval = asked(office)
    came = together(
        lambda: decide(approval, by=office.head, version=approval.version),
        lambda: send_back(approval, by=office.chief, version=approval.version, comment="Not yet."),
    )
    assert came["Stale"] == 1
    assert came[again(approval).state] == 1


def test_numbers_given_at_once_have_no_gap(office: Office) -> None:
    rows = [asked(office) for _ in range(4)]
    came = together(*[lambda row=row: decide(row, by=office.head, version=row.version) for row in rows])
    assert came == {"approved": 4}
    assert set(Approval.objects.values_list("number", flat=True)) == {1, 2, 3, 4}


def test_without_holding_the_book_a_number_is_given_twice(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's own lock lets one writer in at a time, whatever we do")
    both = Barrier(2)

    def unheld(side: str, year: int) -> int:
        last = Approval.objects.filter(side=side, year=year).count()
        both.wait(timeout=20)
        return last + 1

    monkeypatch.setattr(approvals, "_next_number", unheld)
    rows = [asked(office) for _ in range(2)]
    came = together(*[lambda row=row: decide(row, by=office.head, version=row.version) for row in rows])
    assert came == {"approved": 1, "IntegrityError": 1}  # the database refuses it, and somebody's approval is lost


def test_asked_twice_at_once(office: Office) -> None:
    body = a_document()
    ask: Callable[[], Any] = lambda: ask_approval(CODE, body, by=office.drafter, side="host", steps=short(office))  # noqa: E731
    came = together(ask, ask)
    assert came == {"decide": 1, "ValidationError": 1}
