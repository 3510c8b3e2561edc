"""kill -9 in the middle: of the web server while the board is edited, of the worker while a timetable is searched."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from landbridge.base.models import Job
from landbridge.engine.timetable.check import check
from landbridge.meetings.actions import ask_solve, import_fair, place_wish
from landbridge.meetings.models import BoardChange, Fair, MeetingRound, SolveRun
from landbridge.meetings.queries import fair_plan, fair_problem
from landbridge.meetings.workbook.sample import sample_fair
from landbridge.people.models import User
from tests.meetings.books import meeting, slot, small_book, table, wish

pytestmark = pytest.mark.django_db(transaction=True)
#: Seconds between an acknowledged edit and the kill, one for each round.
PAUSES = (0.0, 0.02, 0.05, 0.09, 0.14)


def start(*command: str) -> subprocess.Popen[bytes]:
    """A process on the test's database, in a group of its own."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.base.worker_settings",
        "TESTED_DATABASE": str(connection.settings_dict["NAME"]),
    }
    return subprocess.Popen([sys.executable, *command], env=environment, start_new_session=True)


def kill(process: subprocess.Popen[bytes]) -> None:
    """kill -9, of the process and all that it started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def until(true: Callable[[], bool], seconds: float = 40.0) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return int(chosen.getsockname()[1])


@dataclass
class Editor:
    """Somebody with a session who moves one meeting to and fro until the server no longer answers."""

    port: int
    path: str
    cookies: str
    targets: list[tuple[int, int]]
    version: int
    sent: list[tuple[int, int]] = field(default_factory=list)
    acknowledged: list[tuple[int, int]] = field(default_factory=list)

    def run(self) -> None:
        for target in self.targets:
            self.sent.append(target)
            try:
                answer = self.post(slot=target[0], table=target[1], version=self.version)
            except (OSError, http.client.HTTPException):
                return
            assert answer == 302, answer
            self.version += 1
            self.acknowledged.append(target)

    def post(self, **values: int) -> int:
        token = "c" * 32
        headers = {
            "Cookie": f"{self.cookies}; csrftoken={token}",
            "X-CSRFToken": token,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        return status(self.port, "POST", self.path, urllib.parse.urlencode(values), headers)


def status(port: int, *request: Any) -> int:
    """Ask the server something; raises OSError or HTTPException where it is gone."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as link:
        link.request(*request)
        with link.getresponse() as answer:
            return answer.status


def answers(port: int) -> bool:
    try:
        return status(port, "GET", reverse("account_login")) == 200
    except (OSError, http.client.HTTPException):
        return False


def test_what_the_web_server_acknowledged_is_there_after_kill_9(
    host_manager: User, client_of: Callable[[User], Client]
) -> None:
    fair = import_fair(small_book(), by=host_manager)
    place_wish(wish(fair, "W-5"), by=host_manager, slot=slot(fair, "S9"), table=table(fair, "T1"))
    cookies = client_of(host_manager).cookies.output(attrs=[], header="", sep=";").strip()
    path = reverse("meetings:board_wish", args=[fair.pk, wish(fair, "W-5").pk])
    tables = [each.pk for each in fair.tables.all()]
    slots = [each.pk for each in fair.slots.all()]
    cells = [(at, where) for at in slots for where in tables]
    acknowledged = 0
    for pause in PAUSES:
        port = free_port()
        server = start(
            "-m",
            "gunicorn",
            "landbridge.site.wsgi",
            "--bind",
            f"127.0.0.1:{port}",
            "--threads",
            "4",
            "--log-level",
            "critical",
        )
        try:
            until(lambda port=port: answers(port))  # type: ignore[misc]
            held = meeting(fair, "W-5")
            targets = [cell for cell in cells * 20 if cell != (held.slot_id, held.table_id)]
            editor = Editor(port, path, cookies, targets, held.version)
            thread = threading.Thread(target=editor.run)
            thread.start()
            until(lambda editor=editor: len(editor.acknowledged) >= 2)  # type: ignore[misc]
            time.sleep(pause)
        finally:
            kill(server)
        thread.join()
        acknowledged += len(editor.acknowledged)
        now = meeting(fair, "W-5")
        lost = now.version - (held.version + len(editor.acknowledged))
        assert lost in {0, 1}, "an acknowledged edit is gone, or one was made twice"
        assert (now.slot_id, now.table_id) == (editor.sent[-1] if lost else editor.acknowledged[-1])
        assert MeetingRound.objects.filter(meeting=now).values_list("slot", "table").get() == (
            now.slot_id,
            now.table_id,
        )
    assert check(fair_problem(fair), fair_plan(fair)) == []
    assert BoardChange.objects.filter(verb="meetings.meeting_moved").count() >= acknowledged >= 2 * len(PAUSES)


def test_a_search_goes_on_after_kill_9_of_its_worker(host_manager: User) -> None:
    fair = import_fair(sample_fair(), by=host_manager)
    run = ask_solve(fair, by=host_manager, seconds=3)
    command = ("-m", "landbridge.site.command", "worker", "--poll", "0.05")
    first = start(*command)
    try:
        until(lambda: SolveRun.objects.get(pk=run.pk).state == SolveRun.State.RUNNING)
        until(lambda: SolveRun.objects.get(pk=run.pk).elapsed > 0)
    finally:
        kill(first)
    run.refresh_from_db()
    assert run.state == SolveRun.State.RUNNING
    assert ask_solve(fair, by=host_manager, seconds=3) == run
    # The dead worker's lease would run out by itself, half a minute later.
    Job.objects.update(lease_until=timezone.now())
    second = start(*command)
    try:
        until(lambda: SolveRun.objects.get(pk=run.pk).state not in SolveRun.UNFINISHED)
    finally:
        kill(second)
    run.refresh_from_db()
    assert run.state == SolveRun.State.DONE, run.error
    assert check(fair_problem(fair), fair_plan(fair)) == []
    assert Fair.objects.get(pk=fair.pk).version == 2
