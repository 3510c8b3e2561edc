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
    """Whether a process runs; one that has ended and waits for its burial does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


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


def test_nothing_outlives_a_killed_supervisor(tmp_path: Path) -> None:
    files = [tmp_path / "web", tmp_path / "worker"]
    supervisor = subprocess.Popen([sys.executable, "-c", PROGRAM, f"{tmp_path}/"], start_new_session=True)
    try:
        until(lambda: all(len(pids(file)) == 1 for file in files))
    finally:
        supervisor.kill()
        supervisor.wait()
    until(lambda: not any(runs(pids(file)[0]) for file in files))


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
