"""A worker whose mail job dies by kill -9, once at each of five points; what the mail server got is in a file.

Loaded like any app's jobs, before the first job runs: the points stand around the functions of ``base.mail``.
"""

from __future__ import annotations

import fcntl
import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from landbridge.base import mail, queue
from landbridge.base.models import OutgoingMail
from landbridge.directory.actions import import_batches

POINTS = ("taken", "before-the-server-has-it", "after-the-server-has-it", "settled", "its-job-has-ended")
FOLDER = Path(os.environ.get("DYING_FOLDER", "."))


def die_once(point: str) -> None:
    """kill -9 of this process and what it started, the first time this point is reached."""
    try:
        (FOLDER / f"died-{point}").touch(exist_ok=False)
    except FileExistsError:
        return
    os.killpg(0, signal.SIGKILL)


def around(function: Callable[..., Any], *, before: str = "", after: str = "") -> Callable[..., Any]:
    """A function with a point before it, after it, or both."""

    def dying(*args: Any, **kwargs: Any) -> Any:
        if before:
            die_once(before)
        result = function(*args, **kwargs)
        if after:
            die_once(after)
        return result

    return dying


def hand_over(row: OutgoingMail) -> None:
    """The mail server of the test: a line for each mail it takes, and a moment to be killed in."""
    with (FOLDER / "server").open("a", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(f"{row.message_id}\n")
    time.sleep(0.05)


def always(_mail: OutgoingMail) -> bool:
    """Every mail may be sent."""
    die_once("taken")
    return True


if os.environ.get("DYING_FOLDER"):
    # A batch of an import holds SQLite's write lock for longer than the short lease of the other tests' workers.
    queue.LEASE = timedelta(seconds=20)
    import_batches.BATCH = 40
    mail._gates.append(always)
    mail._hand_over = around(hand_over, before="before-the-server-has-it", after="after-the-server-has-it")
    mail._settle = around(mail._settle, after="settled")
    queue.succeed = around(queue.succeed, after="its-job-has-ended")
    object.__setattr__(mail.send_mail, "back_off", 0.05)
