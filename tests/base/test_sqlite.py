"""SQLite under several writers: the settings, the gate, and what happens without them."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, OperationalError, connections, transaction

from landbridge.base.sqlite.base import DatabaseWrapper
from landbridge.base.sqlite.gate import Gate, GateClosed
from landbridge.site import settings

pytestmark = pytest.mark.django_db

Open = Callable[..., DatabaseWrapper]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens connections to one new SQLite file as alias ``file``, with the house's settings or others."""
    made: list[DatabaseWrapper] = []

    def open_file(**options: Any) -> DatabaseWrapper:
        house = settings._SQLITE["OPTIONS"]
        assert isinstance(house, dict)
        given = connections["default"].settings_dict | {
            "ENGINE": settings._SQLITE["ENGINE"],
            "NAME": tmp_path / "file.sqlite3",
            "OPTIONS": house | {"init_command": house["init_command"] + "; PRAGMA synchronous=OFF"} | options,
        }
        connection = DatabaseWrapper(given, "file")
        made.append(connection)
        connections["file"] = connection
        return connection

    yield open_file
    for connection in made:
        connection.inc_thread_sharing()
        connection.close()
    del connections["file"]


def make_counter(opened: Open) -> None:
    with opened().cursor() as cursor:
        cursor.execute("create table counter (n integer)")
        cursor.execute("insert into counter values (0)")


def count(opened: Open) -> int:
    with opened().cursor() as cursor:
        cursor.execute("select n from counter")
        return int(cursor.fetchone()[0])


def add_one(connection: DatabaseWrapper) -> None:
    """Read, then write what was read: the shape of most requests."""
    with transaction.atomic(using="file"), connection.cursor() as cursor:
        cursor.execute("select n from counter")
        n = cursor.fetchone()[0]
        time.sleep(0.001)
        cursor.execute("update counter set n = %s", [n + 1])


def add_from_many_threads(opened: Open, *, threads: int = 8, times: int = 10, **options: Any) -> int:
    """How many of ``threads × times`` transactions failed."""
    failed = []

    def add() -> None:
        connection = opened(**options)
        for _ in range(times):
            try:
                add_one(connection)
            except OperationalError as error:
                failed.append(error)
        connection.close()

    adders = [threading.Thread(target=add) for _ in range(threads)]
    for adder in adders:
        adder.start()
    for adder in adders:
        adder.join()
    return len(failed)


@contextmanager
def gate_held_elsewhere(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that stands in the gate."""
    code = (
        "import sys, time; from pathlib import Path; from landbridge.base.sqlite.gate import Gate;"
        "Gate(Path(sys.argv[1])).enter(); print('in', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("cache_size", -20000),
        ("mmap_size", 134217728),
        ("temp_store", 2),
        ("journal_size_limit", 67108864),
        ("foreign_keys", 1),
    ],
)
def test_a_connection_is_set_up_as_measured(opened: Open, pragma: str, value: object) -> None:
    house = settings._SQLITE["OPTIONS"]
    assert isinstance(house, dict)
    with opened(init_command=house["init_command"]).cursor() as cursor:
        cursor.execute(f"pragma {pragma}")
        assert cursor.fetchone()[0] == value


def test_connections_are_kept_and_requests_are_no_transactions() -> None:
    default = settings.DATABASES["default"]
    assert default["CONN_MAX_AGE"] is None
    assert not default.get("ATOMIC_REQUESTS")


@pytest.mark.parametrize("gate", [True, False], ids=["gate", "no gate"])
def test_no_transaction_is_lost_under_many_writers(opened: Open, gate: bool) -> None:
    make_counter(opened)
    assert add_from_many_threads(opened, write_gate=gate) == 0
    assert count(opened) == 80


def test_without_immediate_transactions_are_lost(opened: Open) -> None:
    """The positive control: what the test above would say if the setting were wrong."""
    make_counter(opened)
    failed = add_from_many_threads(opened, transaction_mode=None, write_gate=False)
    assert failed > 0
    assert count(opened) == 80 - failed


def test_the_gate_alone_saves_them_too(opened: Open) -> None:
    make_counter(opened)
    assert add_from_many_threads(opened, transaction_mode=None) == 0


def test_writers_wait_for_each_other_at_the_gate(opened: Open) -> None:
    make_counter(opened)
    first, second = opened(timeout=0.2), DatabaseWrapper(opened(timeout=0.2).settings_dict, "file")
    connections["file"] = first
    with transaction.atomic(using="file"):
        assert first.gate is not None
        assert first.gate.held
        connections["file"] = second
        with pytest.raises(OperationalError, match="database is locked: Another thread"), transaction.atomic("file"):
            pass
        with pytest.raises(OperationalError, match="database is locked"), second.cursor() as cursor:
            cursor.execute("update counter set n = 5")
        with second.cursor() as cursor:
            cursor.execute("select n from counter")  # readers pass
        connections["file"] = first
    assert not first.gate.held
    second.close()


def test_the_gate_opens_however_a_transaction_ends(opened: Open) -> None:
    make_counter(opened)
    connection = opened()

    def fail() -> None:
        with transaction.atomic(using="file"), connection.cursor() as cursor:
            cursor.execute("insert into nowhere values (1)")

    with pytest.raises(DatabaseError):
        fail()
    assert connection.gate is not None
    assert not connection.gate.held
    with transaction.atomic(using="file"), transaction.atomic(using="file"):
        assert connection.gate.held
    assert not connection.gate.held
    with transaction.atomic(using="file"):
        transaction.set_rollback(True, using="file")
    assert not connection.gate.held
    with connection.cursor() as cursor:
        cursor.execute("update counter set n = 7")
    assert not connection.gate.held
    assert count(opened) == 7


def test_another_process_is_waited_for_and_its_death_opens_the_gate(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    gate = Gate(path, seconds=0.2)
    with gate_held_elsewhere(path) as process:
        with pytest.raises(GateClosed, match="Another process"):
            gate.enter()
        process.kill()
        process.wait()
        gate.enter()
    assert gate.held
    gate.close()
    assert not gate.held


def test_a_database_in_memory_has_no_gate() -> None:
    connection = DatabaseWrapper(connections["default"].settings_dict | {"NAME": ":memory:", "OPTIONS": {}}, "memory")
    connection.get_connection_params()
    assert connection.gate is None
