"""kill -9 of the web server while people save, and of the worker while mail goes out and a file is taken in.

Whoever got an answer finds what they saved, once; every mail is sent, and twice at most.
"""

from __future__ import annotations

import threading
import time
import zoneinfo
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from landbridge.base.log import LogEntry
from landbridge.base.mail import send_later
from landbridge.base.models import Job, OutgoingMail
from landbridge.directory.actions import imports
from landbridge.directory.models import ImportRun, Organisation
from landbridge.people.models import User
from tests.directory.buyers import chinese_buyers
from tests.directory.test_imports import rehearsed
from tests.processes import Poster, cookies_of, kill, start, until, web_server
from tests.site.dying.jobs import POINTS

pytestmark = pytest.mark.django_db(transaction=True)
#: Seconds between an acknowledged change and the kill, one for each round.
PAUSES = (0.0, 0.02, 0.05, 0.09, 0.14)
ROWS = 240  #: of a file; six batches of this worker
WORKER = ("-m", "landbridge.site.command", "worker", "--poll", "0.05")


def end_leases() -> None:
    """What happens by itself half a minute after a worker died."""
    Job.objects.filter(lease_until__isnull=False).update(lease_until=timezone.now())


def test_what_was_acknowledged_is_saved_once_after_kill_9_of_the_web_server(
    host_manager: User, client_of: Callable[[User], Client]
) -> None:
    """A ledger of time zones, each sent once: the log must hold them all, in their order, each once."""
    cookies = cookies_of(client_of(host_manager))
    zones = sorted(name for name in zoneinfo.available_timezones() if name.startswith(("Africa/", "Asia/", "America/")))
    acknowledged = 0
    for pause in PAUSES:
        before = LogEntry.objects.count()
        with web_server() as port:
            poster = Poster(port, reverse("account"), cookies, [{"timezone": zone} for zone in zones])
            thread = threading.Thread(target=poster.run)
            thread.start()
            until(lambda poster=poster: len(poster.acknowledged) >= 3)  # type: ignore[misc]
            time.sleep(pause)
        thread.join()
        sent = [form["timezone"] for form in poster.sent]
        known = [form["timezone"] for form in poster.acknowledged]
        entries = LogEntry.objects.order_by("pk")[before:]
        logged = [entry.changes["timezone"][1] for entry in entries if entry.verb == "people.timezone_changed"]
        assert logged in (known, sent), "an acknowledged change is gone, or one was made twice"
        host_manager.refresh_from_db()
        assert host_manager.timezone == logged[-1]
        zones = zones[len(sent) :]
        acknowledged += len(known)
    assert acknowledged >= 3 * len(PAUSES)


def test_mail_is_sent_and_twice_at_most_whenever_its_worker_dies(tmp_path: Path) -> None:
    with transaction.atomic():
        for number in range(20):
            send_later(key=f"m:{number}", to="kim@test.example", subject="s", body="b", language="ko")
    settings = {"DJANGO_SETTINGS_MODULE": "tests.site.dying_settings", "DYING_FOLDER": str(tmp_path)}
    first = start(*WORKER, **settings)
    try:
        until(lambda: OutgoingMail.objects.filter(state="sent").count() >= 8)
    finally:
        kill(first)
    end_leases()
    second = start(*WORKER, **settings)
    try:
        until(lambda: not OutgoingMail.objects.filter(state="waiting").exists())
        until(lambda: not Job.objects.filter(name="base.send_mail").exclude(key=None).exists())
    finally:
        kill(second)
    assert {path.name for path in tmp_path.glob("died-*")} == {f"died-{point}" for point in POINTS}
    got = Counter((tmp_path / "server").read_text(encoding="ascii").split())
    assert set(got) == set(OutgoingMail.objects.values_list("message_id", flat=True)), "a mail is lost"
    assert max(got.values()) <= 2
    assert got.total() - len(got) <= len(POINTS) + 2, "only what was on its way when a process died goes out again"
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"sent"}


def test_a_file_is_taken_in_once_after_kill_9_of_the_worker(
    host_manager: User, run_jobs: Callable[[], list[str]], tmp_path: Path
) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "tests.site.dying_settings", "DYING_FOLDER": str(tmp_path)}
    for point in POINTS:
        (tmp_path / f"died-{point}").touch()  # this worker is killed from outside alone
    run = rehearsed(host_manager, chinese_buyers(ROWS), run_jobs)
    imports.start_import(run, by=host_manager)
    first = start(*WORKER, **settings)
    try:
        until(lambda: ImportRun.objects.get(pk=run.pk).cursor > 0)
    finally:
        kill(first)
    run.refresh_from_db()
    cursor, made = run.cursor, Organisation.objects.count()
    end_leases()
    second = start(*WORKER, **settings)
    try:
        until(lambda: ImportRun.objects.get(pk=run.pk).state not in ImportRun.BUSY)
    finally:
        kill(second)
    run.refresh_from_db()
    assert run.state == ImportRun.State.DONE, run.error
    assert cursor == made, "rows and the cursor are committed together"
    assert 0 < cursor < ROWS, "the worker was killed in the middle"
    assert Organisation.objects.count() == ROWS
