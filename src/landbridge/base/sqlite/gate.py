"""A queue for writers, in front of SQLite's own lock.

SQLite lets one connection write at a time. Those that wait sleep for growing times and try again, so
a newcomer often overtakes them: with 50 writers the slowest waited 4.5–6.7 s. Here the threads of a
process first queue on a lock, and the one whose turn it is then takes ``flock`` on a file beside the
database, so that at most one writer of each process competes. Correctness never rests on the gate:
SQLite's lock stays behind it, and whoever does not pass the gate (a shell, a backup) is still safe.
"""

from __future__ import annotations

import fcntl
import os
import random
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path


class GateClosed(Exception):
    """The gate did not open in time."""


# One lock a file and process; a forked child starts with none, as nobody in it is waiting.
_turns: dict[str, threading.Lock] = {}
os.register_at_fork(after_in_child=_turns.clear)


@dataclass(slots=True)
class Gate:
    """One connection's way to the lock file.

    Not for use by two threads at once, as a connection isn't either. The operating system opens the
    gate when a process dies, however it dies.
    """

    path: Path
    seconds: float = 20.0
    _descriptor: int | None = field(default=None, init=False, repr=False)
    _turn: threading.Lock | None = field(default=None, init=False, repr=False)

    @property
    def held(self) -> bool:
        """Whether this connection is the one that may write."""
        return self._turn is not None

    def enter(self) -> None:
        """Wait for the turn to write.

        :raises GateClosed: after ``seconds``.
        """
        deadline = time.monotonic() + self.seconds
        turn = _turns.setdefault(str(self.path), threading.Lock())
        if not turn.acquire(timeout=self.seconds):
            raise GateClosed(f"Another thread has been writing for more than {self.seconds:g} s.")
        try:
            self._lock_file(deadline)
        except BaseException:
            turn.release()
            raise
        self._turn = turn

    def leave(self) -> None:
        """Let the next one write. Nothing happens if the gate is not held."""
        if self._turn is None:
            return
        turn, self._turn = self._turn, None
        try:
            if self._descriptor is not None:
                fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        finally:
            turn.release()

    def close(self) -> None:
        """Leave, and give the file back to the operating system."""
        self.leave()
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _lock_file(self, deadline: float) -> None:
        if self._descriptor is None:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        while True:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise GateClosed(f"Another process has been writing for more than {self.seconds:g} s.") from None
                # flock has no time limit of its own. Short, even sleeps keep the few processes here level.
                time.sleep(random.uniform(0.0005, 0.003))  # noqa: S311
            else:
                return
