"""Jobs that fail, hang, die and come back. Each try leaves a line in a file, so that tests can count."""

from __future__ import annotations

import os
import subprocess
import time
from datetime import timedelta
from pathlib import Path

from landbridge.base import queue
from landbridge.base.jobs import job

if os.environ.get("TESTED_DATABASE"):  # only in the worker's process: its leases run out soon
    queue.LEASE = timedelta(seconds=1.2)


def note(file: str, line: str) -> int:
    """Write a line, and give the number of lines."""
    with Path(file).open("a+", encoding="utf-8") as opened:
        opened.write(line + "\n")
        opened.flush()
        opened.seek(0)
        return len(opened.readlines())


def told(*, error: str, file: str, **_kwargs: object) -> None:
    """Note that a job was given up."""
    note(file, f"gave up: {error.splitlines()[-1]}")


@job("worked.add", tries=3)
def add(*, left: int, right: int) -> int:
    """Succeeds."""
    return left + right


@job("worked.stumble", tries=3, back_off=0.1, gave_up=told)
def stumble(*, file: str, falls: int) -> str:
    """Fails ``falls`` times, then succeeds."""
    if (times := note(file, "tried")) <= falls:
        raise RuntimeError(f"fall {times}")
    return f"stood up at try {times}"


@job("worked.hang", tries=1, timeout=0.6, gave_up=told)
def hang(*, file: str) -> None:
    """Never ends, and starts a process that never ends."""
    child = subprocess.Popen(["sleep", "60"])
    note(file, str(child.pid))
    time.sleep(60)


@job("worked.wait", tries=2, back_off=0.1)
def wait(*, file: str) -> str:
    """Never ends the first time, and at once the second time."""
    if note(file, str(os.getpid())) == 1:
        time.sleep(60)
    return "second time"


@job("worked.crash", tries=2, back_off=0.1, gave_up=told)
def crash(*, file: str) -> None:
    """Ends its process as a fault in a C library would."""
    note(file, "tried")
    os.abort()


@job("worked.recur", every=timedelta(hours=6))
def recur() -> None:
    """Recurs."""
