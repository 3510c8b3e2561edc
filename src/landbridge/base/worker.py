"""The worker: takes jobs, runs each in a process of its own, and kills it at its time limit.

The worker itself has one thread and never runs a job's code, so nothing a job does (memory, a crash in a C
library, an endless loop) can stop it from extending leases, or from noticing. A child is forked, not
started anew: it needs no second import of Django. We do not use django-tasks-db's own worker because it runs
jobs in its own process, once, without lease or time limit; its table, states and Task objects we do use.
"""

from __future__ import annotations

import logging
import multiprocessing
import multiprocessing.connection
import os
import secrets
import signal
import socket
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.context import ForkProcess
from types import FrameType

from django.db import connections

from landbridge.base import queue, request_id, ticks
from landbridge.base.jobs import registered
from landbridge.base.queue import Claim, LeaseLost

logger = logging.getLogger(__name__)
_fork = multiprocessing.get_context("fork")


@dataclass(slots=True)
class _Running:
    claim: Claim
    process: ForkProcess
    deadline: float


class Worker:
    """Runs jobs until told to stop (SIGTERM, SIGINT).

    :param processes: how many jobs run at once.
    :param poll: seconds between two looks for work.
    :param grace: seconds that running jobs get to end when the worker stops; what has not ended then is handed back.
    :param until_empty: stop when nothing is due and nothing runs.
    """

    def __init__(self, *, processes: int = 2, poll: float = 0.5, grace: float = 5.0, until_empty: bool = False) -> None:
        self.name = f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.processes = processes
        self.poll = poll
        self.grace = grace
        self.until_empty = until_empty
        self.stopping = False
        self._running: list[_Running] = []
        self._next_beat = 0.0
        self._next_round = 0.0

    def run(self) -> None:
        """Work until told to stop."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        logger.info("Worker %s runs %d jobs at once", self.name, self.processes)
        while not self.stopping:
            self._round()
            self._see_to_children()
            took = self._take_work()
            if self.until_empty and not took and not self._running:
                break
            self._wait(0.0 if took else self.poll)
        self._wind_up()
        connections.close_all()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _round(self) -> None:
        """Every few seconds: other workers' dead jobs, and what recurs."""
        if time.monotonic() >= self._next_round:
            self._next_round = time.monotonic() + 5.0
            queue.reap()
            ticks.enqueue_due()

    def _take_work(self) -> bool:
        if len(self._running) >= self.processes or (claim := queue.claim(self.name)) is None:
            return False
        # A connection must not be shared with a child: both would read from one socket, or unlock one file.
        connections.close_all()
        process = _fork.Process(target=_child, args=(claim, os.getpid()), name=claim.name)
        process.start()
        with suppress(OSError):  # the child does the same; whoever is first
            os.setpgid(process.pid or 0, process.pid or 0)
        task = registered.get(claim.name)
        self._running.append(_Running(claim, process, time.monotonic() + (task.timeout if task else 60.0)))
        return True

    def _see_to_children(self) -> None:
        for running in list(self._running):
            if running.process.exitcode is not None:
                self._running.remove(running)
                if running.process.exitcode:
                    self._fail(running.claim, f"The job's process ended with exit code {running.process.exitcode}.")
            elif time.monotonic() >= running.deadline:
                self._running.remove(running)
                _kill(running.process)
                self._fail(running.claim, "The job took longer than its time limit and was stopped.")
        if self._running and time.monotonic() >= self._next_beat:
            self._next_beat = time.monotonic() + queue.LEASE.total_seconds() / 4
            queue.extend([running.claim for running in self._running])

    def _fail(self, claim: Claim, error: str) -> None:
        with suppress(LeaseLost):  # it wrote its outcome before it ended
            queue.fail(claim, error)

    def _wait(self, seconds: float) -> None:
        """Sleep, but not past the end of a child."""
        sentinels = [running.process.sentinel for running in self._running]
        if sentinels:
            multiprocessing.connection.wait(sentinels, timeout=seconds)
        else:
            time.sleep(seconds)

    def _wind_up(self) -> None:
        until = time.monotonic() + self.grace
        while self._running and time.monotonic() < until:
            self._see_to_children()
            self._wait(min(self.poll, 0.2))
        for running in self._running:
            _kill(running.process)
            with suppress(LeaseLost):
                queue.hand_back(running.claim)
        self._running.clear()


def perform(claim: Claim) -> None:
    """Run a claimed job in this process and write how it ended."""
    token = request_id.current.set(claim.request_id)
    try:
        if claim.name not in registered:
            raise LookupError(f"No job is called {claim.name!r}.")
        queue.succeed(claim, registered[claim.name].func(**claim.kwargs))
    except LeaseLost:
        logger.warning("Job %s %s ended after it was given to somebody else", claim.name, claim.pk)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is how this try ended
        with suppress(LeaseLost):
            queue.fail(claim, traceback.format_exc(), f"{type(error).__module__}.{type(error).__qualname__}")
    finally:
        request_id.current.reset(token)


def _child(claim: Claim, worker: int) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    with suppress(OSError):
        os.setpgid(0, 0)  # whatever the job starts is killed with it
    threading.Thread(target=_die_with, args=(worker,), daemon=True).start()
    perform(claim)
    connections.close_all()


def _die_with(worker: int) -> None:
    """End this process when its worker is gone, well before the lease is and the job starts elsewhere."""
    while os.getppid() == worker:
        time.sleep(0.5)
    os.killpg(0, signal.SIGKILL)


def _kill(process: ForkProcess) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid or 0, signal.SIGKILL)
    process.join()
