"""The log: written with the change, never changed, and the trigger of what follows."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.transaction import TransactionManagementError

from landbridge.base.append_only import is_append_only
from landbridge.base.jobs import job
from landbridge.base.log import LogEntry, on, record
from landbridge.base.models import Job
from landbridge.people.models import User


@on("tests.heard")
@job("tests.listen", tries=1)
def listen(*, entry_id: int) -> None:
    """Listens, and does nothing."""


def test_an_entry_says_who_did_what_to_which_object(host_manager: User, guest_manager: User) -> None:
    entry = record("tests.greeted", guest_manager, by=host_manager, changes={"name": ["a", "가"]}, reason="방문")
    entry.refresh_from_db()
    assert (entry.by_id, entry.verb) == (host_manager.pk, "tests.greeted")
    assert (entry.app, entry.model, entry.object_id) == ("people", "user", str(guest_manager.pk))
    assert (entry.changes, entry.reason) == ({"name": ["a", "가"]}, "방문")


@pytest.mark.parametrize("change", ["update base_logentry set verb = 'x.y'", "delete from base_logentry"])
def test_the_database_refuses_to_change_an_entry(host_manager: User, change: str) -> None:
    record("tests.greeted", host_manager, by=host_manager)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert LogEntry.objects.get().verb == "tests.greeted"


@pytest.mark.django_db(transaction=True)
def test_the_triggers_survive_the_emptying_of_the_test_database() -> None:
    assert is_append_only(connection, "base_logentry")


@pytest.mark.django_db
def test_postgresql_refuses_to_truncate_too() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("truncate base_logentry")


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(TransactionManagementError, match=r"tests\.greeted"):
        record("tests.greeted", User(pk=1), by=None)


def test_a_verb_names_its_app(host_manager: User) -> None:
    with pytest.raises(ValueError, match="looks like"):
        record("greeted", host_manager, by=None)


def test_a_listener_is_enqueued_with_the_change(host_manager: User) -> None:
    entry = record("tests.heard", host_manager, by=None)
    waiting = Job.objects.get(name="tests.listen")
    assert waiting.result.args_kwargs == {"args": [], "kwargs": {"entry_id": entry.pk}}


@pytest.mark.django_db(transaction=True)
def test_a_listener_is_forgotten_with_the_change() -> None:
    def change_and_fail() -> None:
        with transaction.atomic():
            record("tests.heard", User(pk=1), by=None)
            assert Job.objects.count() == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert (Job.objects.count(), LogEntry.objects.count()) == (0, 0)


def test_only_a_job_can_listen() -> None:
    with pytest.raises(TypeError, match="above @job"):
        on("tests.heard")(lambda: None)  # type: ignore[arg-type]
