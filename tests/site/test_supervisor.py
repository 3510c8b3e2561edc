"""What must always run is started again when it dies, and ended when all ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from landbridge.site.supervisor import Kept

PROGRAM = """
import sys
from landbridge.site.supervisor import Supervisor
note = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\\\n'); time.sleep(60)"
Supervisor({name: [sys.executable, "-c", note, sys.argv[1] + name] for name in ("web", "worker")}).run()
"""


def until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.05)


def pids(file: Path) -> list[int]:
    return [int(line) for line in file.read_text().split()] if file.exists() else []


def runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_killed_child_starts_again_and_all_end_together(tmp_path: Path) -> None:
    web, worker = tmp_path / "web", tmp_path / "worker"
    supervisor = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, f"{tmp_path}/"], stderr=subprocess.PIPE, start_new_session=True
    )
    try:
        until(lambda: len(pids(web)) == 1 and len(pids(worker)) == 1)
        os.kill(pids(web)[0], signal.SIGKILL)
        until(lambda: len(pids(web)) == 2)
        assert len(pids(worker)) == 1
        supervisor.terminate()
        _, said = supervisor.communicate(timeout=20)
    finally:
        supervisor.kill()
    assert supervisor.returncode == 0
    assert b"web ended with code -9 and starts again" in said
    assert not any(runs(pid) for pid in [*pids(web), *pids(worker)])


def test_what_dies_at_once_is_tried_less_and_less_often() -> None:
    kept = Kept("web", [sys.executable, "-c", ""])
    waits = []
    for _ in range(3):
        kept.start_at = 0.0
        kept.look()
        assert kept.process is not None
        kept.process.wait()
        waits.append(kept.look().rpartition("again in ")[2])
    assert waits == ["1 s", "2 s", "4 s"]
