"""Keeps a few processes running: starts them, starts again what dies, and ends all when told to.

Knows nothing of what they do. SIGTERM or Ctrl-C is passed on, and what has not ended after ``patience`` is killed.
Should the supervisor itself be killed, Linux ends its processes with it, and the port is free for the next one.
"""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import FrameType

_SHORT_LIFE = 10.0


@dataclass(slots=True)
class Kept:
    """One command that must always run."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    quick_deaths: int = 0
    start_at: float = 0.0

    def start(self) -> None:
        """Start the process in a group of its own, so that Ctrl-C reaches it through us only, and once."""
        self.process = subprocess.Popen(  # noqa: S603 - our own commands
            self.command,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - safe, as this process has one thread
        )
        self.started = time.monotonic()

    def look(self) -> str:
        """Start the process if it is time to, note its death, and give a line worth printing, or nothing."""
        if self.process is None:
            if time.monotonic() >= self.start_at:
                self.start()
            return ""
        if (code := self.process.poll()) is None:
            return ""
        self.process = None
        # Something that dies at once again and again (a taken port) is tried less and less often.
        self.quick_deaths = self.quick_deaths + 1 if time.monotonic() - self.started < _SHORT_LIFE else 0
        wait = min(30.0, 0.5 * 2**self.quick_deaths)
        self.start_at = time.monotonic() + wait
        return f"{self.name} ended with code {code} and starts again in {wait:g} s"


def _end_with_parent() -> None:
    """In the new process: ask the kernel for SIGTERM when the supervisor dies (prctl, PR_SET_PDEATHSIG = 1)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


@dataclass(slots=True)
class Supervisor:
    """Runs commands, by name, until SIGTERM or SIGINT."""

    commands: Mapping[str, Sequence[str]]
    patience: float = 15.0
    say: Callable[[str], None] = lambda line: print(line, file=sys.stderr, flush=True)  # noqa: T201
    kept: list[Kept] = field(default_factory=list, init=False)
    _stopping: bool = field(default=False, init=False)

    def run(self) -> None:
        """Keep them running; returns when all have ended."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self.kept = [Kept(name, command) for name, command in self.commands.items()]
        while not self._stopping:
            for kept in self.kept:
                if line := kept.look():
                    self.say(line)
            time.sleep(0.2)
        self._end()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _end(self) -> None:
        running = [kept.process for kept in self.kept if kept.process is not None]
        for process in running:
            process.terminate()
        until = time.monotonic() + self.patience
        for process in running:
            try:
                process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
